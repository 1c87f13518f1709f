import { skipToken, useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import { useHub } from '../../../../../account.ts'
import { isUnderWay } from '../../../../../components/job-states.ts'
import type { JobWithEvents } from '../../../../../components/job-states.ts'

const LOOK_MS = 1_000

export interface Followed {
  isUnderWay: boolean
  /** From 0 to 1; undefined until it is known. */
  share: number | undefined
  /** What it does just now. */
  note: string | null
}

/**
 * Follows the job that is kept under this key to its end, wherever it was begun. Several parts of a page may follow the same one;
 * the first that sees the end tells it.
 */
export function useFollowedJob(
  key: readonly string[],
  onEnd: (job: JobWithEvents | undefined) => void,
): Followed {
  const { queryClient } = useHub()
  const { data: jobId = null } = useQuery<string | null>({
    queryKey: key,
    queryFn: skipToken,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const { job, isOver } = useJob(jobId)
  useEnd(isOver, () => {
    if (queryClient.getQueryData(key) !== jobId) return
    queryClient.setQueryData<string | null>(key, null)
    onEnd(job)
  })
  return {
    isUnderWay: jobId !== null,
    share: job?.total ? job.done / job.total : undefined,
    note: job?.note ?? null,
  }
}

function useJob(id: string | null) {
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
  const isOver = id !== null && (isError || (data !== undefined && !isUnderWay(data)))
  return { job: id === null ? undefined : data, isOver }
}

/** Reads again what the job changed. */
function useEnd(isOver: boolean, onEnd: () => void): void {
  const { trpc, queryClient } = useHub()
  const end = useEffectEvent(onEnd)
  useEffect(() => {
    if (!isOver) return
    end()
    void queryClient.invalidateQueries(trpc.modules.marketplace.pathFilter())
    void queryClient.invalidateQueries(trpc.jobs.list.pathFilter())
  }, [isOver, queryClient, trpc])
}
