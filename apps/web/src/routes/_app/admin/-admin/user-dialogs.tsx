import { ConfirmDialog } from '@hub/ui/confirm-dialog'
import { showToast } from '@hub/ui/toast'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { newKey } from '../../../../idempotency.ts'
import { beginActing } from '../../../../impersonation.ts'
import { useTRPC } from '../../../../trpc.ts'
import { ReasonDialog } from './reason-dialog.tsx'
import { useUserEnd } from './user-end.ts'
import type { PersonDetail } from './person-detail.ts'

export type Act = 'impersonate' | 'suspend' | 'restore' | 'role' | 'factor' | 'password'

interface ActProps {
  person: PersonDetail
  onClose: () => void
}

/** Asks before something changes about an account. */
export function UserDialog({ act, ...props }: ActProps & { act: Act }) {
  switch (act) {
    case 'impersonate':
      return <Impersonate {...props} />
    case 'suspend':
      return <Suspend {...props} />
    case 'restore':
      return <Restore {...props} />
    case 'role':
      return <Role {...props} />
    case 'factor':
      return <Factor {...props} />
    case 'password':
      return <Password {...props} />
  }
}

function Impersonate({ person, onClose }: ActProps) {
  return (
    <ReasonDialog
      place={`act-for.${person.id}`}
      title={`Act for ${person.name}?`}
      description="For 30 minutes you see what they see and can do their work. Their account, keys and secrets stay closed to you, and every act is logged with both names."
      submitLabel="Begin"
      pendingLabel="Opening"
      hint="It is recorded in the log. They see in their list of devices that an administrator is there."
      onClose={onClose}
      onSubmit={async (reason, idempotencyKey) => {
        await beginActing({ userId: person.id, reason, idempotencyKey })
        // A new page, so that nothing of what the administrator read stays.
        location.assign('/')
      }}
    />
  )
}

function Suspend({ person, onClose }: ActProps) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const suspend = useMutation(trpc.admin.users.suspend.mutationOptions())
  return (
    <ReasonDialog
      place={`suspend.${person.id}`}
      title={`Suspend ${person.name}?`}
      description="They are signed out everywhere; their keys and connected applications stop. Nothing they made is lost."
      submitLabel="Suspend"
      pendingLabel="Suspending"
      hint={`${person.name} reads it in a mail.`}
      onClose={onClose}
      onSubmit={async (reason, idempotencyKey) => {
        await suspend.mutateAsync({ userId: person.id, reason, idempotencyKey })
        onClose()
        showToast(`${person.name} is suspended.`)
        await queryClient.invalidateQueries(trpc.admin.pathFilter())
      }}
    />
  )
}

function Restore({ person, onClose }: ActProps) {
  const { users } = useTRPC().admin
  const restore = useMutation(
    users.restore.mutationOptions(useUserEnd(`${person.name} can sign in again.`, onClose)),
  )
  return (
    <ConfirmDialog
      open
      danger={false}
      onOpenChange={(open) => !open && !restore.isPending && onClose()}
      title={`Let ${person.name} in again?`}
      consequence="They sign in anew; their keys and connected applications go on. They get a mail."
      confirmLabel="Lift the suspension"
      pendingLabel="Lifting"
      keepLabel="Cancel"
      pending={restore.isPending}
      onConfirm={() => restore.mutate({ userId: person.id, idempotencyKey: newKey() })}
    />
  )
}

function Role({ person, onClose }: ActProps) {
  const { users } = useTRPC().admin
  const isAdmin = person.role === 'admin'
  const said = isAdmin ? `${person.name} is no administrator now.` : `${person.name} is an administrator now.`
  const setRole = useMutation(users.setRole.mutationOptions(useUserEnd(said, onClose)))
  return (
    <ConfirmDialog
      open
      danger={isAdmin}
      onOpenChange={(open) => !open && !setRole.isPending && onClose()}
      title={isAdmin ? `Take administration from ${person.name}?` : `Make ${person.name} an administrator?`}
      consequence={
        isAdmin
          ? 'From the next click on they see their own organizations only.'
          : 'They see every account and organization of this hub and can suspend them. They get a mail.'
      }
      confirmLabel={isAdmin ? 'Take it away' : 'Make an administrator'}
      pendingLabel="Changing"
      keepLabel="Cancel"
      pending={setRole.isPending}
      onConfirm={() =>
        setRole.mutate({ userId: person.id, role: isAdmin ? 'user' : 'admin', idempotencyKey: newKey() })
      }
    />
  )
}

function Factor({ person, onClose }: ActProps) {
  const { users } = useTRPC().admin
  const reset = useMutation(
    users.resetSecondFactor.mutationOptions(useUserEnd('The second factor is off.', onClose)),
  )
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && !reset.isPending && onClose()}
      title={`Remove the second factor ${person.name}'s account?`}
      consequence="Do this only when you are sure that they asked for it. Authenticator app, passkeys and backup codes are removed and every device is signed out. They get a mail."
      confirmLabel="Take it off"
      pendingLabel="Taking it off"
      keepLabel="Cancel"
      pending={reset.isPending}
      typeToConfirm={person.email}
      onConfirm={() => reset.mutate({ userId: person.id, idempotencyKey: newKey() })}
    />
  )
}

function Password({ person, onClose }: ActProps) {
  const { users } = useTRPC().admin
  const send = useMutation(
    users.sendPasswordReset.mutationOptions(useUserEnd(`A link is on its way to ${person.email}.`, onClose)),
  )
  return (
    <ConfirmDialog
      open
      danger={false}
      onOpenChange={(open) => !open && !send.isPending && onClose()}
      title={`Send ${person.name} a password link?`}
      consequence={`It goes to ${person.email} and works once, for one hour. The present password holds until they use it.`}
      confirmLabel="Send the link"
      pendingLabel="Sending"
      keepLabel="Cancel"
      pending={send.isPending}
      onConfirm={() => send.mutate({ userId: person.id, idempotencyKey: newKey() })}
    />
  )
}
