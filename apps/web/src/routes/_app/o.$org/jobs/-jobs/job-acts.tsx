import { Button } from '@hub/ui/button'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useHub } from '../../../../../account.ts'
import { useFileExport } from '../../../../../components/file-export.ts'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import { mayHelpAgain } from '../../../../../components/job-words.ts'
import type { Job } from '../../../../../components/job-states.ts'

type Act = 'cancel' | 'retry' | 'discard' | 'open'

const labels: Record<Act, string> = {
  cancel: 'Cancel',
  retry: 'Try again',
  discard: 'Put aside',
  open: 'Open file',
}

/** What may be done about it as it is now. */
function actsOf({ status, hasFile, isBeingCanceled }: Job): Act[] {
  if (status === 'dead') return ['retry', 'discard']
  if (status === 'done') return hasFile ? ['open'] : []
  return status === 'canceled' || isBeingCanceled ? [] : ['cancel']
}

function useJobAct(id: string) {
  const { client, queryClient, trpc } = useHub()
  return useMutation({
    mutationFn: (act: Exclude<Act, 'open'>) => client.jobs[act].mutate({ id, idempotencyKey: newKey() }),
    onSuccess: ({ isBeingCanceled }, act) => {
      if (act === 'cancel') showToast(isBeingCanceled ? 'It stops in a moment.' : 'Canceled.')
      else showToast(act === 'retry' ? 'It waits to be tried again.' : 'Put aside.')
    },
    onError: (error) => showErrorToast(toFailure(error).message),
    // Also after a refusal: it has ended or was canceled meanwhile.
    onSettled: () => queryClient.invalidateQueries(trpc.jobs.pathFilter()),
  })
}

export interface JobActsProps {
  job: Job
  /** The page is about this job, and its first act is what one comes for. */
  isPage?: boolean
}

/** What fits the state of a job; nothing where it has none. */
export function JobActs({ job, isPage = false }: JobActsProps) {
  const { client } = useHub()
  const change = useJobAct(job.id)
  const open = useFileExport(() => client.jobs.file.mutate({ id: job.id, idempotencyKey: newKey() }))
  return actsOf(job).map((act, index) => (
    <Button
      key={act}
      size={isPage ? 'md' : 'sm'}
      variant={variantOf(job, { isFirst: index === 0, isPage })}
      pending={act === 'open' ? open.isPending : change.isPending && change.variables === act}
      // On a list the same words stand in many rows.
      {...(!isPage && { 'aria-label': `${labels[act]}: ${job.title}` })}
      onClick={() => {
        if (act === 'open') open.mutate()
        else if (!change.isPending) change.mutate(act)
      }}
    >
      {labels[act]}
    </Button>
  ))
}

/** One act of the page is the one that one comes for, unless it will not help. */
function variantOf(job: Job, { isFirst, isPage }: { isFirst: boolean; isPage: boolean }) {
  if (!isFirst) return isPage ? 'secondary' : 'ghost'
  const isWanted = job.status === 'done' || (job.error !== null && mayHelpAgain(job.error.code))
  return isPage && isWanted ? 'primary' : 'secondary'
}

/** Up to a hundred of those that were given up, for whoever manages them. */
export function TryAllAgain() {
  const { client, queryClient, trpc } = useHub()
  const tryAll = useMutation({
    mutationFn: () => client.jobs.retryAll.mutate({ idempotencyKey: newKey() }),
    onSuccess: ({ count }) =>
      showToast(count === 1 ? '1 job waits to be tried again.' : `${count} jobs wait to be tried again.`),
    onError: (error) => showErrorToast(toFailure(error).message),
    onSettled: () => queryClient.invalidateQueries(trpc.jobs.pathFilter()),
  })
  return (
    <Button pending={tryAll.isPending} pendingLabel="Trying" onClick={() => tryAll.mutate()}>
      Try all again
    </Button>
  )
}
