import { createFileRoute } from '@tanstack/react-router'
import { compact } from '../../../../search-params.ts'
import { readSourcesSearch } from './-foundry/foundry-search.ts'
import { SourcesPage } from './-foundry/sources-page.tsx'

export const Route = createFileRoute('/_app/o/$org/foundry/sources')({
  staticData: { title: 'Sources' },
  validateSearch: readSourcesSearch,
  loader: ({ context: { hub, organization } }) => {
    if (!organization.permissions.includes('foundry.data.read')) return
    void hub.queryClient.prefetchQuery(hub.trpc.modules.foundry.types.list.queryOptions({ limit: 100 }))
  },
  component: Sources,
})

function Sources() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return (
    <SourcesPage
      search={search}
      onSearch={(change) =>
        void navigate({
          search: (before) => compact({ ...before, ...change }),
          replace: !('dataset' in change),
        })
      }
    />
  )
}
