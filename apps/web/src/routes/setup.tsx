import { Button } from '@hub/ui/button'
import { createFileRoute, Link } from '@tanstack/react-router'
import { AuthPage } from '../components/auth-page.tsx'
import { SetupForm } from './-auth/setup-form.tsx'
import { EndedLink } from './-auth/ended-link.tsx'
import { isLinkOpen, linkToken, loadRegistration } from './-auth/auth-route.ts'
import { failedAuthPage } from './-auth/failed-auth-page.tsx'

/** The one-time link that the hub prints at its first start. */
export const Route = createFileRoute('/setup')({
  staticData: { title: 'Set up this hub' },
  validateSearch: linkToken,
  loaderDeps: ({ search }) => search,
  loader: async (given) => {
    const [registration, isOpen] = await Promise.all([
      loadRegistration(given),
      isLinkOpen(given, 'first-admin', given.deps.token),
    ])
    return { ...registration, isOpen }
  },
  component: SetupPage,
  errorComponent: failedAuthPage('Set up this hub'),
})

function SetupPage() {
  const { token } = Route.useSearch()
  const { passwordPolicy, isOpen } = Route.useLoaderData()
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
  if (!isOpen) {
    return (
      <EndedLink
        description="It was used already, or it is older than a day. Starting the hub again prints a new one if there is no administrator yet."
        act={{ label: 'Go to sign-in', to: '/sign-in' }}
      />
    )
  }
  return (
    <AuthPage title="Set up this hub" description="You become its first user and its administrator.">
      <SetupForm token={token} passwordPolicy={passwordPolicy} />
    </AuthPage>
  )
}
