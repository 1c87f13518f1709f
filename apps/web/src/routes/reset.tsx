import { Button } from '@hub/ui/button'
import { createFileRoute, Link } from '@tanstack/react-router'
import { AuthPage } from '../components/auth-page.tsx'
import { ResetForm } from './-auth/reset-form.tsx'
import { linkToken, loadRegistration } from './-auth/auth-route.ts'
import { failedAuthPage } from './-auth/failed-auth-page.tsx'

export const Route = createFileRoute('/reset')({
  staticData: { title: 'Choose a new password' },
  validateSearch: linkToken,
  loader: loadRegistration,
  component: ResetPage,
  errorComponent: failedAuthPage('Choose a new password'),
})

function ResetPage() {
  const { token } = Route.useSearch()
  const { passwordPolicy } = Route.useLoaderData()
  if (token === undefined) {
    return (
      <AuthPage
        title="This link is not complete"
        description="Open it from the mail again, or ask for a new one."
      >
        <Button block size="lg" render={<Link to="/forgot" />}>
          Send a new link
        </Button>
      </AuthPage>
    )
  }
  return (
    <AuthPage title="Choose a new password" description="You are then signed out everywhere else.">
      <ResetForm token={token} passwordPolicy={passwordPolicy} />
    </AuthPage>
  )
}
