import { Button } from '@hub/ui/button'
import { dateFormat } from '@hub/ui/date-format'
import { useEffect } from 'react'

/** A log of which a search is answered a stretch at a time. */
export interface LookedPages {
  data: { pages: { lookedBackTo: string | null }[] } | undefined
  hasNextPage: boolean
  isFetching: boolean
  isFetchingNextPage: boolean
  isFetchNextPageError: boolean
  fetchNextPage: () => unknown
}

/**
 * Goes on with a search that stopped before its page was full, until it is full or all was looked through; answers how far
 * back it is, or null where it does not have to go on.
 */
export function useLookBack({
  data,
  hasNextPage,
  isFetching,
  isFetchNextPageError,
  fetchNextPage,
}: LookedPages): string | null {
  const lookedBackTo = data?.pages.at(-1)?.lookedBackTo ?? null
  const goesOn = lookedBackTo !== null && hasNextPage && !isFetching && !isFetchNextPageError
  useEffect(() => {
    if (goesOn) void fetchNextPage()
  }, [goesOn, fetchNextPage])
  return lookedBackTo
}

interface LookingBackProps {
  to: string
  timeZone: string | undefined
  entries: LookedPages
}

/** Where nothing was found so far: how far back the search is, or a way to go on after it failed. */
export function LookingBack({ to, timeZone, entries }: LookingBackProps) {
  const day = dateFormat('en-GB', { dateStyle: 'long', ...(timeZone !== undefined && { timeZone }) }).format(
    new Date(to),
  )
  return (
    <div className="grid min-h-32 place-content-center justify-items-center gap-3 p-(--card-pad) text-text-2">
      <p>{`Nothing back to ${day}.${entries.isFetchNextPageError ? '' : ' Looking further back…'}`}</p>
      {entries.isFetchNextPageError && (
        <Button pending={entries.isFetchingNextPage} onClick={() => void entries.fetchNextPage()}>
          Look further back
        </Button>
      )}
    </div>
  )
}
