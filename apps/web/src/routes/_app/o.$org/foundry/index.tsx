import { showErrorToast } from '@hub/ui/toast'
import { createFileRoute, redirect } from '@tanstack/react-router'
import { toFailure } from '../../../../failure.ts'
import { compact } from '../../../../search-params.ts'
import type { Hub } from '../../../../trpc.ts'
import { Explorer } from './-foundry/explorer.tsx'
import { readFoundrySearch } from './-foundry/foundry-search.ts'
import type { FoundrySearch } from './-foundry/foundry-search.ts'
import { searchOfView } from './-foundry/views.ts'

export const Route = createFileRoute('/_app/o/$org/foundry/')({
  staticData: { title: 'Data' },
  validateSearch: readFoundrySearch,
  // Beside its type a view is open already.
  loaderDeps: ({ search: { source, type, view } }) => ({
    source,
    view: type === undefined ? view : undefined,
  }),
  loader: async ({ context: { hub, organization }, params, deps: { source, view } }) => {
    if (!organization.permissions.includes('foundry.data.read')) return
    if (source !== undefined) {
      const type = await typeFrom(hub, source)
      if (type === undefined)
        throw redirect({ to: '/o/$org/foundry/sources', params, search: { dataset: source } })
      throw redirect({ to: '/o/$org/foundry', params, search: { type } })
    }
    if (view !== undefined)
      throw redirect({ to: '/o/$org/foundry', params, search: await searchOf(hub, view), replace: true })
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

/** What a saved view shows; where it is gone, or is somebody else's, that is said. */
async function searchOf({ queryClient, trpc }: Hub, id: string): Promise<FoundrySearch> {
  const view = await queryClient
    .fetchQuery(trpc.modules.foundry.views.get.queryOptions({ id }))
    .catch((error: unknown) => void showErrorToast(toFailure(error).message))
  return view ? searchOfView(view) : {}
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
