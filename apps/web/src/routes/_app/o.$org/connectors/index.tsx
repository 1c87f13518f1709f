import { createFileRoute } from '@tanstack/react-router'
import { paging } from '../../../../paging.ts'
import { compact } from '../../../../search-params.ts'
import { ConnectorsPage } from './-connectors/connectors-page.tsx'
import { readConnectorsSearch } from './-connectors/connectors-search.ts'

export const Route = createFileRoute('/_app/o/$org/connectors/')({
  staticData: { title: 'Connectors' },
  validateSearch: readConnectorsSearch,
  loader: ({ context: { hub, organization } }) => {
    if (!organization.permissions.includes('connectors.connection.read')) return
    const { connectors } = hub.trpc
    void hub.queryClient.prefetchInfiniteQuery(connectors.connections.list.infiniteQueryOptions({}, paging))
    void hub.queryClient.prefetchQuery(connectors.providers.queryOptions({}))
  },
  component: Connectors,
})

function Connectors() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return (
    <ConnectorsPage
      search={search}
      onSearch={(change) =>
        void navigate({
          search: (before) => compact({ ...before, ...change }),
          replace: !('connection' in change),
        })
      }
    />
  )
}
