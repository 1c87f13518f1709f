import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useHub } from '../../../../../account.ts'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import { saveFile } from './flow-file.ts'
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

/** Saves it as a file, without what is only of this organization. */
export function useExport(workflow: Pick<Workflow, 'id' | 'name'>) {
  const { client } = useHub()
  return useMutation({
    mutationFn: () => client.workflows.export.query({ id: workflow.id }),
    onSuccess: (exported) => {
      saveFile(workflow, exported)
      const left = exported.attention.length
      if (left > 0)
        showToast(
          `What names people or records was left out, at ${left === 1 ? 'one place' : `${left} places`}.`,
        )
    },
    onError: (error) => showErrorToast(toFailure(error).message),
  })
}

type Imported = Awaited<ReturnType<ReturnType<typeof useHub>['client']['workflows']['import']['mutate']>>

/** Makes drafts of what a file holds. */
export function useImport(onMade: (made: Imported) => void) {
  const { client, queryClient, trpc } = useHub()
  return useMutation({
    mutationFn: (file: Record<string, unknown>) =>
      client.workflows.import.mutate({ file, idempotencyKey: newKey() }),
    onSuccess: (made) => {
      void queryClient.invalidateQueries(trpc.workflows.list.pathFilter())
      onMade(made)
    },
  })
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
