import { createFileRoute, Outlet } from '@tanstack/react-router'
import { lazy, Suspense, useEffect } from 'react'
import { requireMe } from '../account.ts'
import { onActingChanged } from '../impersonation.ts'

const ActingBanner = lazy(async () => ({
  default: (await import('../components/acting-banner.tsx')).ActingBanner,
}))

/** Everything behind the sign-in. */
export const Route = createFileRoute('/_app')({
  beforeLoad: async ({ context, location }) => ({ me: await requireMe(context.hubs, location.href) }),
  component: SignedIn,
})

function SignedIn() {
  const { user, impersonation } = Route.useRouteContext().me
  // Whose pages these are has changed under this tab.
  useEffect(() => onActingChanged(() => location.assign('/')), [])
  return (
    <>
      {impersonation && (
        <Suspense>
          <ActingBanner user={user} expiresAt={impersonation.expiresAt} />
        </Suspense>
      )}
      <Outlet />
    </>
  )
}
