import type { Member } from '@hub/api/schemas/organizations'
import { ConfirmDialog } from '@hub/ui/confirm-dialog'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useNavigate, useRouter } from '@tanstack/react-router'
import { refreshMe, useHub, useOrganization } from '../../../../account.ts'
import { toFailure } from '../../../../failure.ts'
import { newKey } from '../../../../idempotency.ts'
import type { MemberAct } from './member-acts.ts'
import { RoleDialog } from './role-dialog.tsx'

interface DialogProps {
  member: Member
  onClose: () => void
}

/** Asks before something changes about a member. */
export function MemberDialog({ act, ...props }: DialogProps & { act: MemberAct }) {
  switch (act) {
    case 'role':
      return <RoleDialog {...props} />
    case 'transfer':
      return <TransferDialog {...props} />
    case 'remove':
      return <RemoveDialog {...props} />
    case 'leave':
      return <LeaveDialog {...props} />
  }
}

/** What every act here ends with: said, shown, and closed. */
function useEnd(onClose: () => void, said: string) {
  const { trpc, queryClient } = useHub()
  const router = useRouter()
  return {
    async onSuccess() {
      showToast(said)
      await refreshMe(router.options.context.hubs)
      onClose()
      void queryClient.invalidateQueries(trpc.organizations.pathFilter())
    },
    onError(error: unknown) {
      showErrorToast(toFailure(error).message)
      onClose()
    },
  }
}

function RemoveDialog({ member, onClose }: DialogProps) {
  const { name: place } = useOrganization()
  const { name, email, userId } = member
  const remove = useMutation(
    useHub().trpc.organizations.members.remove.mutationOptions(useEnd(onClose, `${name} is out.`)),
  )
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && !remove.isPending && onClose()}
      title={`Remove ${name} from ${place}?`}
      consequence="At once they can no longer come in. Their keys, connected applications and conversations here end for good; tasks and comments stay."
      confirmLabel="Remove"
      pendingLabel="Removing"
      keepLabel="Cancel"
      pending={remove.isPending}
      typeToConfirm={email}
      onConfirm={() => remove.mutate({ userId, idempotencyKey: newKey() })}
    />
  )
}

function TransferDialog({ member, onClose }: DialogProps) {
  const { name: place } = useOrganization()
  const { name, userId } = member
  const transfer = useMutation(
    useHub().trpc.organizations.transferOwnership.mutationOptions(
      useEnd(onClose, `${place} belongs to ${name} now.`),
    ),
  )
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && !transfer.isPending && onClose()}
      title={`Hand ${place} over to ${name}?`}
      consequence={`${name} becomes the owner and you become an admin. Only ${name} can give it back.`}
      confirmLabel="Hand over"
      pendingLabel="Handing over"
      keepLabel="Cancel"
      pending={transfer.isPending}
      typeToConfirm={place}
      onConfirm={() => transfer.mutate({ userId, idempotencyKey: newKey() })}
    />
  )
}

function LeaveDialog({ onClose }: DialogProps) {
  const { name: place } = useOrganization()
  const { trpc } = useHub()
  const router = useRouter()
  const navigate = useNavigate()
  const end = useEnd(onClose, `You left ${place}.`)
  const leave = useMutation(
    trpc.organizations.members.leave.mutationOptions({
      ...end,
      async onSuccess() {
        showToast(`You left ${place}.`)
        await refreshMe(router.options.context.hubs)
        await navigate({ to: '/' })
      },
    }),
  )
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && !leave.isPending && onClose()}
      title={`Leave ${place}?`}
      consequence="Your keys, connected applications and conversations here end for good; tasks and comments stay. To come back you need a new invitation."
      confirmLabel="Leave"
      pendingLabel="Leaving"
      keepLabel="Stay"
      pending={leave.isPending}
      onConfirm={() => leave.mutate({ idempotencyKey: newKey() })}
    />
  )
}
