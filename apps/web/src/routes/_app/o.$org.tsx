import { QueryClientProvider } from '@tanstack/react-query'
import { createFileRoute, notFound, redirect } from '@tanstack/react-router'
import { refreshMe, rememberOrganization } from '../../account.ts'
import { checked, id } from '../../search-params.ts'
import { Shell } from '../../shell/shell.tsx'
import { TRPCProvider } from '../../trpc.ts'

/** The frame of an organization's pages. Each organization has a connection and a cache of its own. */
export const Route = createFileRoute('/_app/o/$org')({
  // The saved view that the filters of a list began as; see `lists/saved-views.ts`.
  validateSearch: (search): { saved?: string } => checked({ saved: id(search['saved']) }),
  beforeLoad: async ({ context, params }) => {
    const find = ({ organizations }: typeof context.me) =>
      organizations.find(({ slug }) => slug === params.org)
    const organization = find(context.me) ?? find(await refreshMe(context.hubs))
    if (!organization) throw notFound()
    if (organization.isSuspended) throw redirect({ to: '/suspended/$org', params })
    rememberOrganization(organization.slug)
    return { organization, hub: context.hubs.of(organization.slug) }
  },
  component: OrganizationFrame,
})

function OrganizationFrame() {
  const { hub } = Route.useRouteContext()
  return (
    <QueryClientProvider client={hub.queryClient}>
      <TRPCProvider trpcClient={hub.client} queryClient={hub.queryClient}>
        <Shell key={hub.org} />
      </TRPCProvider>
    </QueryClientProvider>
  )
}
