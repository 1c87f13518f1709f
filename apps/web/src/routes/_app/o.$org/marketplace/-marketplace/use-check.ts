import { showErrorToast, showToast } from '@hub/ui/toast'
import { skipToken, useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import { useHub } from '../../../../../account.ts'
import { isUnderWay } from '../../../../../components/job-states.ts'
import type { JobWithEvents } from '../../../../../components/job-states.ts'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import { lookOf, rememberLook } from './price-reads.ts'
import type { Listing, WholeListing } from './price-types.ts'

const LOOK_MS = 1_000

export interface Checking {
  isPending: boolean
  /** From 0 to 1; undefined until it is known. */
  share: number | undefined
  /** What it does just now. */
  note: string | null
  start: () => void
}

interface Checked extends Pick<Listing, 'id' | 'shop'> {
  /** What reads it; where it is left out, what the shop sends. */
  reader?: WholeListing['reader']
}

/** Has the page of a shop looked at by a job that is followed to its end. */
export function useCheck({ id, shop, reader = 'page' }: Checked): Checking {
  const { client, queryClient } = useHub()
  const { data: jobId = null } = useQuery<string | null>({
    queryKey: lookOf(id),
    queryFn: skipToken,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const start = useMutation({
    mutationFn: () =>
      client.modules.marketplace.checks.start.mutate({ id, by: reader, idempotencyKey: newKey() }),
    onSuccess: (started) => rememberLook(queryClient, id, started.jobId),
    onError: (error) => showErrorToast(toFailure(error).message),
  })
  const { job, isOver } = useJob(jobId)
  useEnd(isOver, () => {
    // The row and the panel both see the end; the first of them tells it.
    if (queryClient.getQueryData(lookOf(id)) !== jobId) return
    rememberLook(queryClient, id, null)
    tell(shop, job)
  })
  const isPending = start.isPending || jobId !== null
  return {
    isPending,
    share: job?.total ? job.done / job.total : undefined,
    note: job?.note ?? null,
    start: () => {
      if (!isPending) start.mutate()
    },
  }
}

function tell(shop: string, job: JobWithEvents | undefined): void {
  if (job?.status === 'done') showToast(`Looked at ${shop}.`)
  if (job?.status === 'dead') showErrorToast(job.error?.message ?? `${shop} could not be looked at.`)
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

/** Reads again what a look changed. */
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
