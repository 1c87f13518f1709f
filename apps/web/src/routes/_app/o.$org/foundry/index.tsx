import { createFileRoute } from '@tanstack/react-router'
import { compact } from '../../../../search-params.ts'
import { Explorer } from './-foundry/explorer.tsx'
import { readFoundrySearch } from './-foundry/foundry-search.ts'

export const Route = createFileRoute('/_app/o/$org/foundry/')({
  staticData: { title: 'Data' },
  validateSearch: readFoundrySearch,
  loader: ({ context: { hub, organization } }) => {
    if (!organization.permissions.includes('foundry.data.read')) return
    void hub.queryClient.prefetchQuery(hub.trpc.modules.foundry.types.list.queryOptions({ limit: 100 }))
  },
  component: Data,
})

function Data() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return (
    <Explorer
      search={search}
      onSearch={(change) =>
        void navigate({ search: (before) => compact({ ...before, ...change }), replace: !('type' in change) })
      }
    />
  )
}
