import { createFileRoute } from '@tanstack/react-router'
import { compact } from '../../../../../search-params.ts'
import { readSiteSearch } from '../-security/security-search.ts'
import { SitePage } from '../-security/site-page.tsx'

export const Route = createFileRoute('/_app/o/$org/security/$site/')({
  staticData: { title: 'Website', within: { title: 'Security', to: '/o/$org/security' } },
  validateSearch: readSiteSearch,
  loader: ({ context: { hub, organization }, params: { site } }) => {
    if (!organization.permissions.includes('security.site.read')) return
    void hub.queryClient.prefetchQuery(hub.trpc.modules.security.sites.get.queryOptions({ id: site }))
  },
  component: SiteRoute,
})

function SiteRoute() {
  const { site } = Route.useParams()
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return (
    <SitePage
      key={site}
      id={site}
      search={search}
      onSearch={(change) =>
        void navigate({
          search: (before) => compact({ ...before, ...change }),
          replace: !('finding' in change),
          resetScroll: false,
        })
      }
    />
  )
}
