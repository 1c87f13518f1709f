import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useHub } from '../../../../../account.ts'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import type { Definition, Workflow } from './flow.ts'

/** Switches its triggers on or off. */
export function useSwitch({ id, name }: Pick<Workflow, 'id' | 'name'>) {
  const { client, queryClient, trpc } = useHub()
  return useMutation({
    mutationFn: (isOn: boolean) => client.workflows.switch.mutate({ id, isOn, idempotencyKey: newKey() }),
    onSuccess: ({ isOn }) => showToast(isOn ? `“${name}” is on.` : `“${name}” is off. What runs goes on.`),
    onError: (error) => showErrorToast(toFailure(error).message),
    onSettled: () => queryClient.invalidateQueries(trpc.workflows.pathFilter()),
  })
}

export interface NewWorkflow {
  name: string
  description?: string
  draft?: Definition
}

export function useCreate(onMade: (id: string) => void) {
  const { client, queryClient, trpc } = useHub()
  return useMutation({
    mutationFn: (wish: NewWorkflow) => client.workflows.create.mutate({ ...wish, idempotencyKey: newKey() }),
    onSuccess: (made) => {
      queryClient.setQueryData(trpc.workflows.get.queryKey({ id: made.id }), made)
      void queryClient.invalidateQueries(trpc.workflows.list.pathFilter())
      onMade(made.id)
    },
  })
}
