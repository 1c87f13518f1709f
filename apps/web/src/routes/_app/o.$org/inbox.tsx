import { createFileRoute } from '@tanstack/react-router'
import { paging } from '../../../paging.ts'
import { inboxIn, readInboxSearch } from './-inbox/inbox-search.ts'
import { Inbox } from './-inbox/inbox.tsx'

export const Route = createFileRoute('/_app/o/$org/inbox')({
  staticData: { title: 'Inbox' },
  validateSearch: readInboxSearch,
  loaderDeps: ({ search: { view, group } }) => ({ view, group }),
  loader: ({ context: { hub }, deps }) => {
    void hub.queryClient.prefetchInfiniteQuery(
      hub.trpc.notifications.list.infiniteQueryOptions(inboxIn(deps), paging),
    )
  },
  component: InboxPage,
})

function InboxPage() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return <Inbox search={search} onSearch={(next) => void navigate({ search: next, replace: true })} />
}
