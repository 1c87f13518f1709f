import { ConfirmDialog } from '@hub/ui/confirm-dialog'
import { showToast } from '@hub/ui/toast'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { newKey } from '../../../../idempotency.ts'
import { useTRPC } from '../../../../trpc.ts'
import { ReasonDialog } from './reason-dialog.tsx'
import { useUserEnd } from './user-end.ts'

interface SuspensionDialogProps {
  organization: { id: string; name: string; suspendedAt: string | null }
  onClose: () => void
}

/** Closes an organization, or opens it again. */
export const SuspensionDialog = (props: SuspensionDialogProps) =>
  props.organization.suspendedAt === null ? <Close {...props} /> : <Open {...props} />

function Close({ organization: { id, name }, onClose }: SuspensionDialogProps) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const suspend = useMutation(trpc.admin.organizations.suspend.mutationOptions())
  return (
    <ReasonDialog
      place={`suspend.${id}`}
      title={`Suspend ${name}?`}
      description="Nobody can work in it, at any door, until you lift it. What it holds is kept, and what is under way waits."
      submitLabel="Suspend"
      pendingLabel="Suspending"
      hint="Its owners read it in a mail."
      onClose={onClose}
      onSubmit={async (reason, idempotencyKey) => {
        await suspend.mutateAsync({ orgId: id, reason, idempotencyKey })
        onClose()
        showToast(`${name} is suspended.`)
        await queryClient.invalidateQueries(trpc.admin.pathFilter())
      }}
    />
  )
}

function Open({ organization: { id, name }, onClose }: SuspensionDialogProps) {
  const { organizations } = useTRPC().admin
  const restore = useMutation(
    organizations.restore.mutationOptions(useUserEnd(`${name} is open again.`, onClose)),
  )
  return (
    <ConfirmDialog
      open
      danger={false}
      onOpenChange={(open) => !open && !restore.isPending && onClose()}
      title={`Open ${name} again?`}
      consequence="Everybody in it can work at once, and what waited is done. Its owners get a mail."
      confirmLabel="Lift the suspension"
      pendingLabel="Lifting"
      keepLabel="Cancel"
      pending={restore.isPending}
      onConfirm={() => restore.mutate({ orgId: id, idempotencyKey: newKey() })}
    />
  )
}
