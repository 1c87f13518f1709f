import { skipToken, useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import { useHub } from '../../../../../account.ts'
import type { JobWithEvents } from '../../../../../components/job-states.ts'
import { useJobUntilOver } from '../../../../../components/job-until-over.ts'

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
  const { job, isOver } = useJobUntilOver(jobId)
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
