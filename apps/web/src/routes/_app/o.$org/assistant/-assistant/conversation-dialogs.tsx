import type { Conversation } from '@hub/api/schemas/assistant'
import { ConfirmDialog } from '@hub/ui/confirm-dialog'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useHub, useOrganization } from '../../../../../account.ts'
import { useDraftName } from '../../../../../components/draft.ts'
import { FormDialog } from '../../../../../components/form-dialog.tsx'
import { useKeptFields } from '../../../../../components/kept-fields.ts'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'

export interface ConversationActProps {
  conversation: Conversation
  onClose: () => void
}

/** Gives it another name. */
export function RenameConversation({ conversation, onClose }: ConversationActProps) {
  const { queryClient, trpc } = useHub()
  const name = useDraftName(`conversation.${conversation.id}`)
  const { values, set, onDiscard, forget } = useKeptFields(name, { title: conversation.title })
  const { title } = values
  const rename = useMutation(
    trpc.assistant.conversations.rename.mutationOptions({
      onSuccess: async () => {
        forget()
        onClose()
        await queryClient.invalidateQueries(trpc.assistant.conversations.pathFilter())
      },
    }),
  )
  const problem = title.trim() === '' ? 'Give it a name.' : rename.error && toFailure(rename.error).message
  return (
    <FormDialog
      title="Rename conversation"
      cancelLabel="Leave as it is"
      submitLabel="Save name"
      pendingLabel="Saving"
      pending={rename.isPending}
      kept={{ onDiscard }}
      onClose={onClose}
      onSubmit={() => {
        if (title.trim() !== '')
          rename.mutate({ id: conversation.id, title: title.trim(), idempotencyKey: newKey() })
      }}
    >
      <Field label="Name" error={problem}>
        <Input value={title} maxLength={120} onChange={(event) => set({ title: event.target.value })} />
      </Field>
    </FormDialog>
  )
}

/** Asks before it is gone for good. */
export function RemoveConversation({ conversation, onClose }: ConversationActProps) {
  const { queryClient, trpc } = useHub()
  const { slug } = useOrganization()
  const navigate = useNavigate()
  const remove = useMutation(
    trpc.assistant.conversations.remove.mutationOptions({
      onSuccess: async () => {
        onClose()
        showToast(`Removed: ${conversation.title}`)
        await navigate({ to: '/o/$org/assistant', params: { org: slug } })
        await queryClient.invalidateQueries(trpc.assistant.conversations.list.pathFilter())
      },
      onError: (error) => showErrorToast(`It is still there. ${toFailure(error).message}`),
    }),
  )
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Remove “${conversation.title}”?`}
      consequence="The conversation is gone for good, and what still waits for your yes with it. What was done in it stays done."
      confirmLabel="Remove"
      pendingLabel="Removing"
      pending={remove.isPending}
      onConfirm={() => remove.mutate({ id: conversation.id, idempotencyKey: newKey() })}
    />
  )
}
