import { createFileRoute, notFound, redirect } from '@tanstack/react-router'
import { toFailure } from '../../../failure.ts'
import { id } from '../../../search-params.ts'

/** The address of a saved view, wherever its list is: it leads there, with what was saved. */
export const Route = createFileRoute('/_app/o/$org/views/$view')({
  staticData: { title: 'View' },
  loader: async ({ context: { hub }, params }) => {
    const viewId = id(params.view)
    if (viewId === undefined) throw notFound()
    const view = await hub.queryClient
      .fetchQuery(hub.trpc.views.get.queryOptions({ id: viewId }))
      .catch((error: unknown) => {
        throw toFailure(error).code === 'NOT_FOUND' ? notFound() : error
      })
    throw redirect({ to: view.page, search: { ...view.shown, saved: view.id }, replace: true })
  },
})
