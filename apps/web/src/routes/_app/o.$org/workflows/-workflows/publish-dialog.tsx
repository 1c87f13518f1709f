import { Field } from '@hub/ui/field'
import { Textarea } from '@hub/ui/textarea'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useHub } from '../../../../../account.ts'
import { FormDialog } from '../../../../../components/form-dialog.tsx'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import type { WorkflowWithDraft } from './flow.ts'

export interface PublishDialogProps {
  workflow: WorkflowWithDraft
  onClose: () => void
}

/** Makes the draft the version that runs, with a note for whoever looks at the versions. */
export function PublishDialog({ workflow, onClose }: PublishDialogProps) {
  const { client, queryClient, trpc } = useHub()
  const [note, setNote] = useState('')
  const { id, name, published } = workflow
  const publish = useMutation({
    mutationFn: () => client.workflows.publish.mutate({ id, note, idempotencyKey: newKey() }),
    onSuccess(saved) {
      queryClient.setQueryData(trpc.workflows.get.queryKey({ id }), saved)
      void queryClient.invalidateQueries(trpc.workflows.list.pathFilter())
      void queryClient.invalidateQueries(trpc.workflows.versions.pathFilter())
      // The head of the editor says so in its own place; a message above the page would move the canvas.
      onClose()
    },
  })
  return (
    <FormDialog
      title={`Publish “${name}”?`}
      description={
        published === null
          ? 'It runs with your rights from now on, whenever something starts it.'
          : `It takes the place of version ${published}, with your rights. Runs under way go on as they were.`
      }
      submitLabel="Publish it"
      pendingLabel="Publishing"
      pending={publish.isPending}
      refusal={publish.error ? toFailure(publish.error).message : undefined}
      onClose={onClose}
      onSubmit={() => publish.mutate()}
    >
      <Field label="What changed" optional>
        <Textarea rows={2} maxLength={500} value={note} onChange={({ target }) => setNote(target.value)} />
      </Field>
    </FormDialog>
  )
}
