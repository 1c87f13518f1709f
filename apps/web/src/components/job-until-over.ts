import { useQuery } from '@tanstack/react-query'
import { useHub } from '../account.ts'
import { isUnderWay } from './job-states.ts'
import type { JobWithEvents } from './job-states.ts'

const LOOK_MS = 1_000

export interface UntilOver {
  job: JobWithEvents | undefined
  /** Also when the job can no longer be read. */
  isOver: boolean
}

/** Looks at a job each second until it is over; null for none. */
export function useJobUntilOver(id: string | null): UntilOver {
  const { trpc } = useHub()
  const { data, isError } = useQuery(
    trpc.jobs.get.queryOptions(
      { id: id ?? '' },
      {
        enabled: id !== null,
        refetchInterval: ({ state }) => (!state.data || isUnderWay(state.data)) && LOOK_MS,
      },
    ),
  )
  if (id === null) return { job: undefined, isOver: false }
  return { job: data, isOver: isError || (data !== undefined && !isUnderWay(data)) }
}
