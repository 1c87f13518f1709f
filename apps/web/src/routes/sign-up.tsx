import { createFileRoute } from '@tanstack/react-router'
import { AuthPage } from '../components/auth-page.tsx'
import { ClosedNote } from './-auth/closed-note.tsx'
import { SignUpForm } from './-auth/sign-up-form.tsx'
import { loadRegistration } from './-auth/auth-route.ts'
import { failedAuthPage } from './-auth/failed-auth-page.tsx'

export const Route = createFileRoute('/sign-up')({
  staticData: { title: 'Create an account' },
  loader: loadRegistration,
  component: SignUpPage,
  errorComponent: failedAuthPage('Create an account'),
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
