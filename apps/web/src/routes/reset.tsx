import { Button } from '@hub/ui/button'
import { createFileRoute, Link } from '@tanstack/react-router'
import { AuthPage } from '../components/auth-page.tsx'
import { ResetForm } from './-auth/reset-form.tsx'
import { EndedLink } from './-auth/ended-link.tsx'
import { isLinkOpen, linkToken, loadRegistration } from './-auth/auth-route.ts'
import { failedAuthPage } from './-auth/failed-auth-page.tsx'

export const Route = createFileRoute('/reset')({
  staticData: { title: 'Choose a new password' },
  validateSearch: linkToken,
  loaderDeps: ({ search }) => search,
  loader: async (given) => {
    const [registration, isOpen] = await Promise.all([
      loadRegistration(given),
      isLinkOpen(given, 'reset-password', given.deps.token),
    ])
    return { ...registration, isOpen }
  },
  component: ResetPage,
  errorComponent: failedAuthPage('Choose a new password'),
})

function ResetPage() {
  const { token } = Route.useSearch()
  const { passwordPolicy, isOpen } = Route.useLoaderData()
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
  if (!isOpen) {
    return (
      <EndedLink
        description="It was used already, or its hour is over. Ask for a new one."
        act={{ label: 'Send a new link', to: '/forgot' }}
      />
    )
  }
  return (
    <AuthPage title="Choose a new password" description="You are then signed out everywhere else.">
      <ResetForm token={token} passwordPolicy={passwordPolicy} />
    </AuthPage>
  )
}
