import { createFileRoute } from '@tanstack/react-router'
import { compact } from '../../../../search-params.ts'
import { readObjectSearch } from './-foundry/foundry-search.ts'
import { ObjectPage } from './-foundry/object-page.tsx'

export const Route = createFileRoute('/_app/o/$org/foundry/objects/$object')({
  staticData: { title: 'Data' },
  validateSearch: readObjectSearch,
  loader: ({ context: { hub, organization }, params: { object } }) => {
    if (!organization.permissions.includes('foundry.data.read')) return
    void hub.queryClient.prefetchQuery(hub.trpc.modules.foundry.objects.get.queryOptions({ id: object }))
  },
  component: ObjectRoute,
})

function ObjectRoute() {
  const { object } = Route.useParams()
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return (
    <ObjectPage
      key={object}
      id={object}
      search={search}
      onSearch={(change) =>
        void navigate({ search: (before) => compact({ ...before, ...change }), replace: true })
      }
    />
  )
}
