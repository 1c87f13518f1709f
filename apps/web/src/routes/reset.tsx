import { createFileRoute } from '@tanstack/react-router'
import { AuthPage } from '../components/auth-page.tsx'
import { linkToken, loadPasswordLink } from './-auth/auth-route.ts'
import { failedAuthPage } from './-auth/failed-auth-page.tsx'
import { LinkPage } from './-auth/link-page.tsx'
import { ResetForm } from './-auth/reset-form.tsx'

export const Route = createFileRoute('/reset')({
  staticData: { title: 'Choose a new password' },
  validateSearch: linkToken,
  loaderDeps: ({ search }) => search,
  loader: (given) => loadPasswordLink(given, 'reset-password', given.deps.token),
  component: ResetPage,
  errorComponent: failedAuthPage('Choose a new password'),
})

function ResetPage() {
  const { token } = Route.useSearch()
  const { passwordPolicy, isOpen } = Route.useLoaderData()
  return (
    <LinkPage
      token={token}
      isOpen={isOpen}
      incomplete="Open it from the mail again, or ask for a new one."
      ended="It was used already, or its hour is over. Ask for a new one."
      act={{ label: 'Send a new link', to: '/forgot' }}
    >
      {(whole) => (
        <AuthPage title="Choose a new password" description="You are then signed out everywhere else.">
          <ResetForm token={whole} passwordPolicy={passwordPolicy} />
        </AuthPage>
      )}
    </LinkPage>
  )
}
