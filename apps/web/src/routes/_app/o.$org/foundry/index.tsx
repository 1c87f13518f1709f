import { createFileRoute, redirect } from '@tanstack/react-router'
import { compact } from '../../../../search-params.ts'
import type { Hub } from '../../../../trpc.ts'
import { Explorer } from './-foundry/explorer.tsx'
import { readFoundrySearch } from './-foundry/foundry-search.ts'

export const Route = createFileRoute('/_app/o/$org/foundry/')({
  staticData: { title: 'Data' },
  validateSearch: readFoundrySearch,
  loaderDeps: ({ search: { source, view } }) => ({ source, view }),
  loader: async ({ context: { hub, organization }, params, deps: { source, view } }) => {
    if (!organization.permissions.includes('foundry.data.read')) return
    if (source !== undefined) {
      const type = await typeFrom(hub, source)
      if (type === undefined)
        throw redirect({ to: '/o/$org/foundry/sources', params, search: { dataset: source } })
      throw redirect({ to: '/o/$org/foundry', params, search: { type } })
    }
    if (view !== undefined)
      throw redirect({ to: '/o/$org/views/$view', params: { ...params, view }, replace: true })
    void hub.queryClient.prefetchQuery(hub.trpc.modules.foundry.types.list.queryOptions({ limit: 100 }))
  },
  component: Data,
})

/** What was made of a dataset; where that is nothing, or cannot be told, the dataset itself is shown. */
async function typeFrom({ queryClient, trpc }: Hub, id: string): Promise<string | undefined> {
  const options = trpc.modules.foundry.datasets.get.queryOptions({ id })
  const dataset = await queryClient.fetchQuery(options).catch(() => undefined)
  return dataset?.types[0]?.id
}

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
