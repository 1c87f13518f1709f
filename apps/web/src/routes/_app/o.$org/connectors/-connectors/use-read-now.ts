import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useHub } from '../../../../../account.ts'
import { useJobUntilOver } from '../../../../../components/job-until-over.ts'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import type { WholeConnection } from './connectors-types.ts'

/** Has everything that is still to come of a connection read, by a job that is followed to its end. */
export function useReadNow({ id, title }: WholeConnection) {
  const { client, trpc, queryClient } = useHub()
  const [jobId, setJobId] = useState<string | null>(null)
  const read = useMutation({
    mutationFn: () => client.connectors.syncs.start.mutate({ connectionId: id, idempotencyKey: newKey() }),
    onSuccess: (started) => setJobId(started.jobId),
    onError: (error) => showErrorToast(toFailure(error).message),
  })
  const { job, isOver } = useJobUntilOver(jobId)
  const isDone = job?.status === 'done'
  useEffect(() => {
    if (!isOver) return
    setJobId(null)
    if (isDone) showToast(`${title} is up to date.`)
    void queryClient.invalidateQueries(trpc.connectors.pathFilter())
  }, [isOver, isDone, title, queryClient, trpc])
  return { isPending: read.isPending || jobId !== null, start: () => read.mutate() }
}
