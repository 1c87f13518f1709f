import { createFileRoute } from '@tanstack/react-router'
import { compact } from '../../../../search-params.ts'
import { readModelSearch } from './-foundry/foundry-search.ts'
import { ModelPage } from './-foundry/model-page.tsx'

export const Route = createFileRoute('/_app/o/$org/foundry/model')({
  staticData: { title: 'Model' },
  validateSearch: readModelSearch,
  loader: ({ context: { hub, organization } }) => {
    if (!organization.permissions.includes('foundry.data.read')) return
    void hub.queryClient.prefetchQuery(hub.trpc.modules.foundry.types.list.queryOptions({ limit: 100 }))
  },
  component: Model,
})

function Model() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return (
    <ModelPage
      search={search}
      onSearch={(change) => void navigate({ search: (before) => compact({ ...before, ...change }) })}
    />
  )
}
