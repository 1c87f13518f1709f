import { useQuery } from '@tanstack/react-query'
import { createFileRoute, Outlet } from '@tanstack/react-router'
import { Suspense, useEffect } from 'react'
import { lazyPart } from '../lazy-part.ts'
import { MeContext, requireMe } from '../account.ts'
import { onActingChanged } from '../acting-changed.ts'

const ActingBanner = lazyPart(async () => (await import('../components/acting-banner.tsx')).ActingBanner)

/** Everything behind the sign-in. */
export const Route = createFileRoute('/_app')({
  // So small that a request of its own would take longer than what it brings.
  codeSplitGroupings: [],
  beforeLoad: async ({ context, location }) => ({ me: await requireMe(context.hubs, location.href) }),
  component: SignedIn,
})

function SignedIn() {
  const { hubs, me: first } = Route.useRouteContext()
  const { data: me = first } = useQuery(hubs.account.trpc.auth.me.queryOptions({}), hubs.account.queryClient)
  const { user, impersonation } = me
  // Whose pages these are has changed under this tab.
  const isActing = impersonation !== null
  useEffect(() => onActingChanged(isActing, () => location.assign('/')), [isActing])
  return (
    <MeContext value={me}>
      {impersonation && (
        <Suspense>
          <ActingBanner user={user} expiresAt={impersonation.expiresAt} />
        </Suspense>
      )}
      <Outlet />
    </MeContext>
  )
}
