import { Button } from '@hub/ui/button'
import { Note } from '@hub/ui/note'
import { useMutation } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import { refreshMe } from '../../account.ts'
import { signOut } from '../../auth.ts'
import { toFailure } from '../../failure.ts'
import { useTRPC } from '../../trpc.ts'

export interface AcceptInvitationProps {
  token: string
  /** Who is invited. */
  email: string
  /** Who is signed in here, if anybody. */
  signedInAs: string | null
}

/** For people who have an account: sign in as the one invited, then accept. */
export function AcceptInvitation({ token, email, signedInAs }: AcceptInvitationProps) {
  const router = useRouter()
  const { hubs } = router.options.context
  const accept = useMutation(
    useTRPC().organizations.invitations.accept.mutationOptions({
      onSuccess: async ({ slug }) => {
        await refreshMe(hubs)
        await router.navigate({ to: '/o/$org', params: { org: slug } })
      },
    }),
  )
  const next = `/invite?token=${encodeURIComponent(token)}`
  if (signedInAs === null) {
    return (
      <Button variant="primary" size="lg" block render={<Link to="/sign-in" search={{ email, next }} />}>
        Sign in to accept
      </Button>
    )
  }
  if (signedInAs !== email) {
    return (
      <>
        <Note tone="warning">
          You are signed in as {signedInAs}, and the invitation is for {email}.
        </Note>
        <SignOutFirst />
      </>
    )
  }
  return (
    <>
      {accept.isError && (
        <Note tone="danger" live>
          {toFailure(accept.error).message}
        </Note>
      )}
      <Button
        variant="primary"
        size="lg"
        block
        pending={accept.isPending}
        pendingLabel="Joining"
        onClick={() => accept.mutate({ token })}
      >
        Accept the invitation
      </Button>
    </>
  )
}

function SignOutFirst() {
  const leave = useMutation({ mutationFn: signOut, onSuccess: () => location.reload() })
  return (
    <>
      {leave.isError && (
        <Note tone="danger" live>
          {toFailure(leave.error).message}
        </Note>
      )}
      <Button
        size="lg"
        block
        pending={leave.isPending}
        pendingLabel="Signing out"
        onClick={() => leave.mutate()}
      >
        Sign out and continue
      </Button>
    </>
  )
}
