import { createFileRoute } from '@tanstack/react-router'
import { requireMe } from '../account.ts'
import { AuthPage } from '../components/auth-page.tsx'
import { FailureState } from '../components/failure-state.tsx'
import { ConsentForm } from './-auth/consent-form.tsx'

/** Where an application sends the browser to be allowed in. Opening it changes nothing. */
export const Route = createFileRoute('/oauth/consent/$request')({
  staticData: { title: 'Connect an application' },
  beforeLoad: async ({ context, location }) => ({ me: await requireMe(context.hubs, location.href) }),
  loader: async ({ params }) => (await import('../consent.ts')).readConsent(params.request),
  // It may be answered once, and in another tab: never from what was read before.
  gcTime: 0,
  shouldReload: true,
  component: ConsentPage,
  errorComponent: ({ error }) => (
    <AuthPage title="Connect an application">
      <FailureState error={error} title="This cannot be answered here" />
    </AuthPage>
  ),
})

function ConsentPage() {
  const details = Route.useLoaderData()
  const { request } = Route.useParams()
  const { me } = Route.useRouteContext()
  return (
    <AuthPage
      title={
        <>
          Connect <span className="wrap-anywhere">{details.clientName}</span>?
        </>
      }
      description={`It would act for you, ${me.user.email}, as far as you allow it here.`}
    >
      <ConsentForm request={request} details={details} />
    </AuthPage>
  )
}
