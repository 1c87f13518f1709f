import { ConfirmDialog } from '@hub/ui/confirm-dialog'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useHub, useOrganization } from '../../../../../account.ts'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import { useTRPC } from '../../../../../trpc.ts'
import type { Asked } from './editor-head.tsx'
import type { WorkflowWithDraft } from './flow.ts'
import { PublishDialog } from './publish-dialog.tsx'
import { SettingsDialog } from './settings-dialog.tsx'
import { StartDialog } from './start-dialog.tsx'

interface AskedDialogProps {
  asked: Asked
  workflow: WorkflowWithDraft
  onClose: () => void
}

/** What was asked for above the workflow: to publish it, start it, name it or remove it. */
export function AskedDialog({ asked, workflow, onClose }: AskedDialogProps) {
  const published = useQuery(
    useTRPC().workflows.versions.get.queryOptions(
      { id: workflow.id, number: workflow.published ?? 1 },
      { enabled: asked === 'start' && workflow.published !== null },
    ),
  )
  if (asked === 'publish') return <PublishDialog workflow={workflow} onClose={onClose} />
  if (asked === 'rename') return <SettingsDialog workflow={workflow} onClose={onClose} />
  if (asked === 'remove') return <RemoveDialog workflow={workflow} onClose={onClose} />
  if (asked === 'test')
    return <StartDialog isTest workflow={workflow} fields={workflow.draft.fields} onClose={onClose} />
  if (asked === 'start' && published.data)
    return (
      <StartDialog
        isTest={false}
        workflow={workflow}
        fields={published.data.definition.fields}
        onClose={onClose}
      />
    )
  return null
}

function RemoveDialog({ workflow: { id, name }, onClose }: Omit<AskedDialogProps, 'asked'>) {
  const { client, queryClient, trpc } = useHub()
  const { slug } = useOrganization()
  const navigate = useNavigate()
  const remove = useMutation({
    mutationFn: () => client.workflows.remove.mutate({ id, idempotencyKey: newKey() }),
    onSuccess() {
      void queryClient.invalidateQueries(trpc.workflows.list.pathFilter())
      showToast(`“${name}” was removed.`)
      void navigate({ to: '/o/$org/workflows', params: { org: slug } })
    },
    onError: (error) => showErrorToast(toFailure(error).message),
  })
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Remove “${name}”?`}
      consequence="Nothing starts it any more. Runs under way go on to their end."
      confirmLabel="Remove"
      pendingLabel="Removing"
      pending={remove.isPending}
      onConfirm={() => remove.mutate()}
    />
  )
}
