import { SkeletonGate } from '@hub/ui/skeleton'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { isNoSuch, toFailure } from '../failure.ts'
import { FailureState } from './failure-state.tsx'

export interface Loading<Data> {
  data: Data | undefined
  error: unknown
  isFetching: boolean
  /** How often asking for this failed; counted for each question by itself. */
  errorUpdateCount?: number
  refetch: () => unknown
}

export interface LoadedProps<Data> {
  query: Loading<Data>
  /** Boxes of the same geometry as the content. */
  skeleton: ReactNode
  /** What could not be shown: "The balance could not be loaded". */
  failed: string
  /** Of the heading over a failure; 1 where it stands for the whole page. */
  level?: 1 | undefined
  /** In its place where there is nothing of this id, or the id is not whole. */
  noSuch?: ReactNode
  children: (data: Data) => ReactNode
}

/**
 * The error of a query that has nothing to show, also while it is asked again, when the query itself forgets it: what was
 * said stays, "Try now" keeps the focus, and a card that asks by itself does not flicker.
 */
export function useLastError<Data>({
  data,
  error,
  errorUpdateCount = 0,
  isFetching,
}: Loading<Data>): unknown {
  const [last, setLast] = useState(error)
  if (error && error !== last) setLast(error)
  return error ?? (data === undefined && isFetching && errorUpdateCount > 0 ? last : null)
}

/** What a query answered; its skeleton before, and after a failure the reason with a way to try again. */
export function Loaded<Data>({ query, skeleton, failed, level, noSuch, children }: LoadedProps<Data>) {
  const { data } = query
  const error = useLastError(query)
  if (noSuch !== undefined && isNoSuch(query)) return noSuch
  if (data === undefined && error) {
    return (
      <FailureState
        error={error}
        // What is not there was asked for and answered: nothing failed.
        title={toFailure(error).code === 'NOT_FOUND' ? undefined : failed}
        level={level}
        retrying={query.isFetching}
        onRetry={() => void query.refetch()}
      />
    )
  }
  return (
    <SkeletonGate pending={data === undefined} skeleton={skeleton}>
      {() => (data === undefined ? null : children(data))}
    </SkeletonGate>
  )
}
