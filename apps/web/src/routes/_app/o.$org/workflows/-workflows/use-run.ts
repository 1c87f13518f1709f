import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useHub } from '../../../../../account.ts'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import type { Run } from './flow.ts'

export interface RetryWish {
  /** The path of a step, or "start"; without it from what failed. */
  from?: string
  version: 'same' | 'current'
}

export function useRetry({ id }: Pick<Run, 'id'>) {
  const { client, queryClient, trpc } = useHub()
  return useMutation({
    mutationFn: (wish: RetryWish) =>
      client.workflows.runs.retry.mutate({ id, ...wish, idempotencyKey: newKey() }),
    onSuccess: () => showToast('It is tried again.'),
    onError: (error) => showErrorToast(toFailure(error).message),
    onSettled: () => queryClient.invalidateQueries(trpc.workflows.runs.pathFilter()),
  })
}

export function useStop({ id }: Pick<Run, 'id'>) {
  const { client, queryClient, trpc } = useHub()
  return useMutation({
    mutationFn: () => client.workflows.runs.cancel.mutate({ id, idempotencyKey: newKey() }),
    onSuccess: ({ isBeingCanceled }) => showToast(isBeingCanceled ? 'It stops in a moment.' : 'Stopped.'),
    onError: (error) => showErrorToast(toFailure(error).message),
    onSettled: () => queryClient.invalidateQueries(trpc.workflows.runs.pathFilter()),
  })
}
