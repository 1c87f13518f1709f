import { Button } from '@hub/ui/button'
import { createFileRoute, Link } from '@tanstack/react-router'
import { AuthPage } from '../components/auth-page.tsx'
import { FailureState } from '../components/failure-state.tsx'
import { compact, text } from '../search-params.ts'
import type { RawSearch } from '../search-params.ts'
import { SetupForm } from './-auth/setup-form.tsx'

/** The one-time link that the hub prints at its first start. */
export const Route = createFileRoute('/setup')({
  staticData: { title: 'Set up this hub' },
  validateSearch: (search: RawSearch) => compact({ token: text(search['token'], 100) }),
  loader: ({ context }) => {
    const { queryClient, trpc } = context.hubs.account
    return queryClient.ensureQueryData(trpc.auth.registration.queryOptions({}))
  },
  component: SetupPage,
  errorComponent: ({ error }) => (
    <AuthPage title="Set up this hub">
      <FailureState error={error} onRetry={() => location.reload()} />
    </AuthPage>
  ),
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
