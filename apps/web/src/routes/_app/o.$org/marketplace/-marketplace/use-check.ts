import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useHub } from '../../../../../account.ts'
import type { JobWithEvents } from '../../../../../components/job-states.ts'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import { lookOf, rememberLook } from './price-reads.ts'
import type { Listing, WholeListing } from './price-types.ts'
import { useFollowedJob } from './use-followed-job.ts'
import type { Followed } from './use-followed-job.ts'

export interface Checking extends Pick<Followed, 'share' | 'note'> {
  isPending: boolean
  start: () => void
}

interface Checked extends Pick<Listing, 'id' | 'shop'> {
  /** What reads it; where it is left out, what the shop sends. */
  reader?: WholeListing['reader']
}

/** Has the page of a shop looked at by a job that is followed to its end. */
export function useCheck({ id, shop, reader = 'page' }: Checked): Checking {
  const { client, queryClient } = useHub()
  const start = useMutation({
    mutationFn: () =>
      client.modules.marketplace.checks.start.mutate({ id, by: reader, idempotencyKey: newKey() }),
    onSuccess: (started) => rememberLook(queryClient, id, started.jobId),
    onError: (error) => showErrorToast(toFailure(error).message),
  })
  const { isUnderWay, share, note } = useFollowedJob(lookOf(id), (job) => tell(shop, job))
  const isPending = start.isPending || isUnderWay
  return {
    isPending,
    share,
    note,
    start: () => {
      if (!isPending) start.mutate()
    },
  }
}

function tell(shop: string, job: JobWithEvents | undefined): void {
  if (job?.status === 'done') showToast(`Looked at ${shop}.`)
  if (job?.status === 'dead') showErrorToast(job.error?.message ?? `${shop} could not be looked at.`)
}
