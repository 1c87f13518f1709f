import { Button } from '@hub/ui/button'
import { createFileRoute, Link } from '@tanstack/react-router'
import { AuthPage } from '../components/auth-page.tsx'
import { SetupForm } from './-auth/setup-form.tsx'
import { linkToken, loadRegistration } from './-auth/auth-route.ts'
import { failedAuthPage } from './-auth/failed-auth-page.tsx'

/** The one-time link that the hub prints at its first start. */
export const Route = createFileRoute('/setup')({
  staticData: { title: 'Set up this hub' },
  validateSearch: linkToken,
  loader: loadRegistration,
  component: SetupPage,
  errorComponent: failedAuthPage('Set up this hub'),
})

function SetupPage() {
  const { token } = Route.useSearch()
  const { passwordPolicy } = Route.useLoaderData()
  if (token === undefined) {
    return (
      <AuthPage
        title="This link is not complete"
        description="Copy all of it from where the hub was started."
      >
        <Button block size="lg" render={<Link to="/sign-in" />}>
          Go to sign-in
        </Button>
      </AuthPage>
    )
  }
  return (
    <AuthPage title="Set up this hub" description="You are its first person, and its administrator.">
      <SetupForm token={token} passwordPolicy={passwordPolicy} />
    </AuthPage>
  )
}
