import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useHub, useOwnName } from '../account.ts'
import { toFailure } from '../failure.ts'
import { newKey } from '../idempotency.ts'
import { compact } from '../search-params.ts'
import type { RawSearch } from '../search-params.ts'
import { isSame, shownIn } from './saved-views.ts'
import type { SavedView, Shown, ViewKind } from './saved-views.ts'

const MOST = 100

/** What of the address belongs to a list, and how it is changed. */
function useListAddress(kind: ViewKind) {
  const search: RawSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  return {
    shown: shownIn(kind, search),
    savedId: search['saved'],
    // Which list this is, and so what its address may hold, is known to whoever saved the view.
    go: (next: Shown, saved?: string) =>
      void navigate({ to: '.', search: compact({ ...next, saved }), resetScroll: false }),
  }
}

/** Views that the browser kept, from before the hub did, go to the hub. */
function useMove(kind: ViewKind) {
  const hub = useHub()
  const key = `hub.${kind.keptAs}.${useOwnName()}`
  useEffect(() => {
    if (kind.keptAs === undefined || localStorage.getItem(key) === null) return
    const move = async () => {
      const { moveKept } = await import('./kept-views.ts')
      const count = await moveKept(hub, kind, key)
      if (count === 0) return
      void hub.queryClient.invalidateQueries(hub.trpc.views.pathFilter())
      const views = count === 1 ? 'The view' : `The ${count} views`
      showToast(`${views} that this browser kept ${count === 1 ? 'is' : 'are'} yours on every device now.`)
    }
    // What could not be sent stays where it is, and is tried with the next visit.
    void move().catch(() => undefined)
  }, [hub, kind, key])
}

/** The views of a list, which of them is open, and what one does with them. */
export function useViews(kind: ViewKind) {
  const { trpc, queryClient } = useHub()
  const { list, ofId } = kind
  const { shown, savedId, go } = useListAddress(kind)
  useMove(kind)
  const { data } = useQuery(
    trpc.views.list.queryOptions({ list, limit: MOST, ...(ofId !== undefined && { ofId }) }),
  )
  const views = data?.items ?? []
  const current =
    views.find(({ id }) => id === savedId) ?? views.find((view) => isSame(view.shown, shown)) ?? null
  const said = (words: string, undo?: () => void) => {
    void queryClient.invalidateQueries(trpc.views.pathFilter())
    showToast(words, undo && { undo })
  }
  const onError = (error: Parameters<typeof toFailure>[0]) => showErrorToast(toFailure(error).message)
  const update = useMutation(
    trpc.views.update.mutationOptions({
      onError,
      onSuccess: ({ name }) => said(`“${name}” is as shown here.`),
    }),
  )
  const restore = useMutation(
    trpc.views.create.mutationOptions({ onError, onSuccess: ({ name }) => said(`“${name}” is back.`) }),
  )
  const remove = useMutation(trpc.views.remove.mutationOptions({ onError }))
  return {
    views,
    shown,
    current,
    isChanged: current !== null && !isSame(current.shown, shown),
    open: (view: SavedView) => go(shownIn({ ...kind, also: {} }, view.shown), view.id),
    save({ id, version }: SavedView) {
      update.mutate({ id, version, shown, idempotencyKey: newKey() })
      go(shown, id)
    },
    remove({ id, name, isShared, shown: before }: SavedView) {
      const again = () => restore.mutate({ list, name, isShared, shown: before, idempotencyKey: newKey() })
      const onSuccess = () => {
        go(shown)
        said(`Removed the view “${name}”.`, again)
      }
      remove.mutate({ id, idempotencyKey: newKey() }, { onSuccess })
    },
  }
}
