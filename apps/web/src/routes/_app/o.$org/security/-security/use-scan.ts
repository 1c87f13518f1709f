import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { useCan, useHub } from '../../../../../account.ts'
import { isUnderWay } from '../../../../../components/job-states.ts'
import type { JobWithEvents } from '../../../../../components/job-states.ts'
import { useJobUntilOver } from '../../../../../components/job-until-over.ts'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import type { ListedSite, ScanKind } from './security-types.ts'

/** Whoever else had a website scanned is seen to; one question serves all websites on a page. */
const SCANS_UNDER_WAY = { kind: 'security.scan', limit: 20 } as const

export interface Scanning {
  isPending: boolean
  /** From 0 to 1; undefined until it is known. */
  share: number | undefined
  /** What it does just now. */
  note: string | null
  start: (kind: ScanKind) => void
}

/** Has a website scanned by a job that is followed to its end, whoever in the organization asked for it. */
export function useScan(site: Pick<ListedSite, 'id' | 'host'>): Scanning {
  const { client } = useHub()
  const [ownId, setOwnId] = useState<string | null>(null)
  const start = useMutation({
    mutationFn: (kind: ScanKind) =>
      client.modules.security.scans.start.mutate({ siteId: site.id, kind, idempotencyKey: newKey() }),
    onSuccess: ({ jobId }) => setOwnId(jobId),
    onError: (error) => showErrorToast(toFailure(error).message),
  })
  const otherId = useScanOfOthers(site)
  const { job, isOver } = useJobUntilOver(ownId ?? otherId)
  useEnd(isOver, () => {
    if (ownId === null) return
    setOwnId(null)
    tell(site.host, job)
  })
  const isPending = start.isPending || (!isOver && (ownId ?? otherId) !== null)
  return {
    isPending,
    share: job?.total ? job.done / job.total : undefined,
    note: job?.note ?? null,
    start: (kind) => {
      if (!isPending) start.mutate(kind)
    },
  }
}

function tell(host: string, job: JobWithEvents | undefined): void {
  if (job?.status === 'done') showToast(`${host} was scanned.`)
  if (job?.status === 'dead') showErrorToast(job.error?.message ?? `${host} could not be scanned.`)
}

/** The scan of a website that is under way already. */
function useScanOfOthers({ host }: Pick<ListedSite, 'host'>): string | null {
  const { trpc } = useHub()
  const canSeeJobs = useCan('job.read')
  const { data } = useQuery(trpc.jobs.list.queryOptions(SCANS_UNDER_WAY, { enabled: canSeeJobs }))
  return data?.items.find((job) => isUnderWay(job) && job.title.endsWith(` ${host}`))?.id ?? null
}

/** Reads again what a scan changed. */
function useEnd(isOver: boolean, onEnd: () => void): void {
  const { trpc, queryClient } = useHub()
  const end = useEffectEvent(onEnd)
  useEffect(() => {
    if (!isOver) return
    end()
    void queryClient.invalidateQueries(trpc.modules.security.pathFilter())
    void queryClient.invalidateQueries(trpc.jobs.list.pathFilter())
  }, [isOver, queryClient, trpc])
}
