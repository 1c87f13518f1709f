import { Page } from '@hub/ui/app-shell'
import { PageHeader } from '@hub/ui/page-header'
import { TabPanel, Tabs } from '@hub/ui/tabs'
import { createFileRoute } from '@tanstack/react-router'
import { Suspense } from 'react'
import { useCan } from '../../../../account.ts'
import { lazyPart } from '../../../../lazy-part.ts'
import { paging } from '../../../../paging.ts'
import { compact } from '../../../../search-params.ts'
import { readEventSearch, eventsIn } from './-events/event-search.ts'
import type { EventView } from './-events/event-search.ts'
import { Happened } from './-events/happened.tsx'

const EndpointList = lazyPart(async () => (await import('./-events/endpoint-list.tsx')).EndpointList)
const TopicList = lazyPart(async () => (await import('./-events/topic-list.tsx')).TopicList)

export const Route = createFileRoute('/_app/o/$org/events/')({
  staticData: { title: 'Events' },
  validateSearch: readEventSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { hub }, deps }) => {
    void hub.queryClient.prefetchInfiniteQuery(
      hub.trpc.events.list.infiniteQueryOptions(eventsIn(deps), paging),
    )
  },
  component: Events,
})

const tabs: readonly { value: EventView; label: string }[] = [
  { value: 'happened', label: 'What happened' },
  { value: 'endpoints', label: 'Endpoints' },
  { value: 'topics', label: 'Topics' },
]

function Events() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  const canSeeEndpoints = useCan('endpoint.read')
  const view = search.view ?? 'happened'
  const show = (next: EventView) => void navigate({ search: next === 'happened' ? {} : { view: next } })
  return (
    <Page>
      <PageHeader
        title="Events"
        description="What happens in your organization, and where it is sent as it happens."
      />
      <Tabs
        label="Events"
        tabs={tabs.filter(({ value }) => value !== 'endpoints' || canSeeEndpoints)}
        value={view}
        onValueChange={show}
      >
        <TabPanel value="happened" className="pt-4">
          <Happened
            search={search}
            onTopic={(topic) => void navigate({ search: compact({ topic }), replace: true })}
          />
        </TabPanel>
        <TabPanel value="endpoints" className="pt-4">
          <Suspense>
            <EndpointList
              isNew={search.new === true}
              onNew={(isOpen) =>
                void navigate({
                  search: compact({ view: 'endpoints' as const, new: isOpen ? (true as const) : undefined }),
                  replace: true,
                })
              }
            />
          </Suspense>
        </TabPanel>
        <TabPanel value="topics" className="pt-4">
          <Suspense>
            <TopicList />
          </Suspense>
        </TabPanel>
      </Tabs>
    </Page>
  )
}
