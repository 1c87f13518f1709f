import { createFileRoute } from '@tanstack/react-router'
import { AuthPage } from '../components/auth-page.tsx'
import { linkToken, loadPasswordLink } from './-auth/auth-route.ts'
import { failedAuthPage } from './-auth/failed-auth-page.tsx'
import { LinkPage } from './-auth/link-page.tsx'
import { SetupForm } from './-auth/setup-form.tsx'

/** The one-time link that the hub prints at its first start. */
export const Route = createFileRoute('/setup')({
  staticData: { title: 'Set up this hub' },
  validateSearch: linkToken,
  loaderDeps: ({ search }) => search,
  loader: (given) => loadPasswordLink(given, 'first-admin', given.deps.token),
  component: SetupPage,
  errorComponent: failedAuthPage('Set up this hub'),
})

function SetupPage() {
  const { token } = Route.useSearch()
  const { passwordPolicy, isOpen } = Route.useLoaderData()
  return (
    <LinkPage
      token={token}
      isOpen={isOpen}
      incomplete="Copy all of it from where the hub was started."
      ended="It was used already, or it is older than a day. Starting the hub again prints a new one if there is no administrator yet."
      act={{ label: 'Go to sign-in', to: '/sign-in' }}
    >
      {(whole) => (
        <AuthPage title="Set up this hub" description="You become its first user and its administrator.">
          <SetupForm token={whole} passwordPolicy={passwordPolicy} />
        </AuthPage>
      )}
    </LinkPage>
  )
}
