import type { Conversation } from '@hub/api/schemas/assistant'
import { Button } from '@hub/ui/button'
import { Dialog } from '@hub/ui/dialog'
import { Field } from '@hub/ui/field'
import { IconButton } from '@hub/ui/icon-button'
import { Input } from '@hub/ui/input'
import { Menu, MenuItem, MenuSeparator } from '@hub/ui/menu'
import { ConfirmDialog } from '@hub/ui/confirm-dialog'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Ellipsis, Pencil, Trash2 } from 'lucide-react'
import { useId, useState } from 'react'
import { useHub, useOrganization } from '../../../../../account.ts'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'

/** The name of the conversation and what can be done with it as a whole. */
export function ConversationHead({ conversation }: { conversation: Conversation }) {
  const [dialog, setDialog] = useState<'rename' | 'remove' | null>(null)
  return (
    <div className="flex items-center gap-2">
      <h1 className="min-w-0 flex-1 truncate text-15 font-semibold tracking-tight">{conversation.title}</h1>
      <Menu
        align="end"
        trigger={
          <IconButton label="More about this conversation">
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
      {dialog === 'rename' && <Rename conversation={conversation} onClose={() => setDialog(null)} />}
      {dialog === 'remove' && <Remove conversation={conversation} onClose={() => setDialog(null)} />}
    </div>
  )
}

interface ActProps {
  conversation: Conversation
  onClose: () => void
}

function Rename({ conversation, onClose }: ActProps) {
  const { queryClient, trpc } = useHub()
  const formId = useId()
  const [title, setTitle] = useState(conversation.title)
  const rename = useMutation(
    trpc.assistant.conversations.rename.mutationOptions({
      onSuccess: async () => {
        onClose()
        await queryClient.invalidateQueries(trpc.assistant.conversations.pathFilter())
      },
    }),
  )
  const problem = title.trim() === '' ? 'Give it a name.' : rename.error && toFailure(rename.error).message
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Rename conversation"
      footer={
        <>
          <Button onClick={onClose}>Leave as it is</Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            pending={rename.isPending}
            pendingLabel="Saving"
          >
            Save name
          </Button>
        </>
      }
    >
      <form
        id={formId}
        onSubmit={(event) => {
          event.preventDefault()
          if (title.trim() !== '')
            rename.mutate({ id: conversation.id, title: title.trim(), idempotencyKey: newKey() })
        }}
      >
        <Field label="Name" error={problem}>
          <Input value={title} maxLength={120} onChange={(event) => setTitle(event.target.value)} />
        </Field>
      </form>
    </Dialog>
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
      consequence="The conversation is gone for good. What was done in it stays done."
      confirmLabel="Remove"
      pendingLabel="Removing"
      pending={remove.isPending}
      onConfirm={() => remove.mutate({ id: conversation.id, idempotencyKey: newKey() })}
    />
  )
}
