import { createFileRoute } from '@tanstack/react-router'
import { AuthPage } from '../components/auth-page.tsx'
import { FailureState } from '../components/failure-state.tsx'
import { ClosedNote } from './-auth/closed-note.tsx'
import { SignUpForm } from './-auth/sign-up-form.tsx'

export const Route = createFileRoute('/sign-up')({
  staticData: { title: 'Create an account' },
  loader: ({ context }) => {
    const { queryClient, trpc } = context.hubs.account
    return queryClient.ensureQueryData(trpc.auth.registration.queryOptions({}))
  },
  component: SignUpPage,
  errorComponent: ({ error }) => (
    <AuthPage title="Create an account">
      <FailureState error={error} onRetry={() => location.reload()} />
    </AuthPage>
  ),
})

function SignUpPage() {
  const { mode, passwordPolicy } = Route.useLoaderData()
  if (mode !== 'open') {
    return (
      <AuthPage title="By invitation" description="This hub is not open to everybody.">
        <ClosedNote mode={mode} />
      </AuthPage>
    )
  }
  return (
    <AuthPage title="Create an account" description="Your first organization is made with it.">
      <SignUpForm passwordPolicy={passwordPolicy} />
    </AuthPage>
  )
}
