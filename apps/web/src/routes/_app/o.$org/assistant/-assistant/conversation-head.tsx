import type { Conversation } from '@hub/api/schemas/assistant'
import { Field } from '@hub/ui/field'
import { IconButton } from '@hub/ui/icon-button'
import { Input } from '@hub/ui/input'
import { Menu, MenuItem, MenuSeparator } from '@hub/ui/menu'
import { ConfirmDialog } from '@hub/ui/confirm-dialog'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Ellipsis, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useHub, useOrganization } from '../../../../../account.ts'
import { useDraftName } from '../../../../../components/draft.ts'
import { FormDialog } from '../../../../../components/form-dialog.tsx'
import { useKeptFields } from '../../../../../components/kept-fields.ts'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import { PageHeadActs } from '../../../../../shell/page-head.tsx'

/** The name of the conversation and what can be done with it as a whole. */
export function ConversationHead({ conversation }: { conversation: Conversation }) {
  const [dialog, setDialog] = useState<'rename' | 'remove' | null>(null)
  return (
    <>
      {/* The top bar shows it; this is for who goes from heading to heading. */}
      <h1 className="sr-only">{conversation.title}</h1>
      <PageHeadActs>
        <Menu
          trigger={
            <IconButton size="sm" label="More about this conversation">
              <Ellipsis />
            </IconButton>
          }
        >
          <MenuItem icon={<Pencil aria-hidden="true" />} onClick={() => setDialog('rename')}>
            Rename
          </MenuItem>
          <MenuSeparator />
          <MenuItem danger icon={<Trash2 aria-hidden="true" />} onClick={() => setDialog('remove')}>
            Remove
          </MenuItem>
        </Menu>
      </PageHeadActs>
      {dialog === 'rename' && <Rename conversation={conversation} onClose={() => setDialog(null)} />}
      {dialog === 'remove' && <Remove conversation={conversation} onClose={() => setDialog(null)} />}
    </>
  )
}

interface ActProps {
  conversation: Conversation
  onClose: () => void
}

function Rename({ conversation, onClose }: ActProps) {
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
      onDiscard={onDiscard}
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

function Remove({ conversation, onClose }: ActProps) {
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
