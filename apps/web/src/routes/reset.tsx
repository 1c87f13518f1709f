import { Button } from '@hub/ui/button'
import { createFileRoute, Link } from '@tanstack/react-router'
import { AuthPage } from '../components/auth-page.tsx'
import { FailureState } from '../components/failure-state.tsx'
import { compact, text } from '../search-params.ts'
import type { RawSearch } from '../search-params.ts'
import { ResetForm } from './-auth/reset-form.tsx'

export const Route = createFileRoute('/reset')({
  staticData: { title: 'Choose a new password' },
  validateSearch: (search: RawSearch) => compact({ token: text(search['token'], 100) }),
  loader: ({ context }) => {
    const { queryClient, trpc } = context.hubs.account
    return queryClient.ensureQueryData(trpc.auth.registration.queryOptions({}))
  },
  component: ResetPage,
  errorComponent: ({ error }) => (
    <AuthPage title="Choose a new password">
      <FailureState error={error} onRetry={() => location.reload()} />
    </AuthPage>
  ),
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
