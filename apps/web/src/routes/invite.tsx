import { Button } from '@hub/ui/button'
import { createFileRoute, Link } from '@tanstack/react-router'
import { findMe } from '../account.ts'
import { AuthPage } from '../components/auth-page.tsx'
import { FailureState } from '../components/failure-state.tsx'
import { roleWords } from '../components/role-words.ts'
import { AcceptInvitation } from './-auth/accept-invitation.tsx'
import { SignUpForm } from './-auth/sign-up-form.tsx'
import { linkToken } from './-auth/auth-route.ts'

/** Where the link in an invitation leads. Opening it changes nothing. */
export const Route = createFileRoute('/invite')({
  staticData: { title: 'Invitation' },
  validateSearch: linkToken,
  loaderDeps: ({ search }) => ({ token: search.token ?? '' }),
  loader: async ({ context, deps }) => {
    const { queryClient, trpc } = context.hubs.account
    const [preview, registration, me] = await Promise.all([
      queryClient.ensureQueryData(trpc.organizations.invitations.preview.queryOptions(deps)),
      queryClient.ensureQueryData(trpc.auth.registration.queryOptions({})),
      findMe(context.hubs),
    ])
    return { ...preview, passwordPolicy: registration.passwordPolicy, signedInAs: me?.user.email ?? null }
  },
  component: InvitePage,
  errorComponent: ({ error }) => (
    <AuthPage title="Invitation">
      <FailureState error={error} title="This invitation cannot be used" />
      <Button block size="lg" render={<Link to="/sign-in" />}>
        Go to sign-in
      </Button>
    </AuthPage>
  ),
})

function InvitePage() {
  const { token = '' } = Route.useSearch()
  const { organizationName, email, role, inviterName, hasAccount, passwordPolicy, signedInAs } =
    Route.useLoaderData()
  return (
    <AuthPage
      title={`Join ${organizationName}`}
      description={`${inviterName} invites ${email} as ${roleWords[role].toLowerCase()}.`}
    >
      {signedInAs === null && !hasAccount ? (
        <SignUpForm passwordPolicy={passwordPolicy} invitation={{ token, email }} />
      ) : (
        <AcceptInvitation token={token} email={email} signedInAs={signedInAs} />
      )}
    </AuthPage>
  )
}
