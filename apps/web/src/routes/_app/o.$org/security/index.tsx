import { createFileRoute } from '@tanstack/react-router'
import { paging } from '../../../../paging.ts'
import { compact } from '../../../../search-params.ts'
import { OpenFinding } from './-security/open-finding.tsx'
import { readWebsitesSearch } from './-security/security-search.ts'
import { WebsitesPage } from './-security/websites-page.tsx'

export const Route = createFileRoute('/_app/o/$org/security/')({
  staticData: { title: 'Security' },
  validateSearch: readWebsitesSearch,
  loader: ({ context: { hub, organization } }) => {
    if (!organization.permissions.includes('security.site.read')) return
    const { sites } = hub.trpc.modules.security
    void hub.queryClient.prefetchInfiniteQuery(sites.list.infiniteQueryOptions({}, paging))
  },
  component: Websites,
})

function Websites() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  if (search.finding !== undefined) return <OpenFinding id={search.finding} />
  return (
    <WebsitesPage
      search={search}
      onSearch={(change) =>
        void navigate({ search: (before) => compact({ ...before, ...change }), replace: true })
      }
    />
  )
}
