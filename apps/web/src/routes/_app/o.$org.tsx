import { QueryClientProvider } from '@tanstack/react-query'
import { createFileRoute, notFound } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { refreshMe, rememberOrganization } from '../../account.ts'
import { Shell } from '../../shell/shell.tsx'
import { TRPCProvider } from '../../trpc.ts'

const SuspendedPage = lazy(async () => ({
  default: (await import('../../components/suspended-page.tsx')).SuspendedPage,
}))

/** The frame of an organization's pages. Each organization has a connection and a cache of its own. */
export const Route = createFileRoute('/_app/o/$org')({
  beforeLoad: async ({ context, params }) => {
    const find = ({ organizations }: typeof context.me) =>
      organizations.find(({ slug }) => slug === params.org)
    const organization = find(context.me) ?? find(await refreshMe(context.hubs))
    if (!organization) throw notFound()
    rememberOrganization(organization.slug)
    return { organization, hub: context.hubs.of(organization.slug) }
  },
  component: OrganizationFrame,
})

function OrganizationFrame() {
  const { hub, organization, me } = Route.useRouteContext()
  if (organization.isSuspended)
    return (
      <Suspense>
        <SuspendedPage organization={organization} me={me} />
      </Suspense>
    )
  return (
    <QueryClientProvider client={hub.queryClient}>
      <TRPCProvider trpcClient={hub.client} queryClient={hub.queryClient}>
        <Shell key={hub.org} />
      </TRPCProvider>
    </QueryClientProvider>
  )
}
