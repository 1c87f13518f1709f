import type { AppRouter } from '@hub/api'
import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { CodeBlock } from '@hub/ui/code-block'
import { Dialog } from '@hub/ui/dialog'
import { Empty } from '@hub/ui/empty'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@hub/ui/table'
import { Time } from '@hub/ui/time'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import { useState } from 'react'
import { ChoiceFilter } from '../../../../../components/choice-filter.tsx'
import { useTimeZone } from '../../../../../components/day-words.ts'
import { LoadMore } from '../../../../../components/load-more.tsx'
import { Loaded } from '../../../../../components/loaded.tsx'
import { paging } from '../../../../../paging.ts'
import { useTRPC } from '../../../../../trpc.ts'
import { eventsIn } from './event-search.ts'
import type { EventSearch } from './event-search.ts'

type HubEvent = inferRouterOutputs<AppRouter>['events']['list']['items'][number]

interface HappenedProps {
  search: EventSearch
  onTopic: (topic: string | undefined) => void
}

/** What happened in the last week, newest first. */
export function Happened({ search, onTopic }: HappenedProps) {
  const trpc = useTRPC()
  const [shown, setShown] = useState<HubEvent | null>(null)
  const events = useInfiniteQuery(trpc.events.list.infiniteQueryOptions(eventsIn(search), paging))
  const catalogue = useQuery(trpc.events.topics.queryOptions({}))
  const choices = (catalogue.data?.topics ?? []).map(({ topic, title }) => ({ value: topic, label: title }))
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <ChoiceFilter name="Topic" choices={choices} value={search.topic} onChange={onTopic} />
      </div>
      <Card flush>
        <Loaded query={events} failed="The events could not be loaded" skeleton={<SkeletonRows rows={6} />}>
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items)
            return items.length === 0 ? (
              <Empty title={search.topic === undefined ? 'Nothing happened lately' : 'None of these'}>
                Events are kept for a week: a task that is created, a member who joins.
              </Empty>
            ) : (
              <EventTable events={items} onShow={setShown} />
            )
          }}
        </Loaded>
        <LoadMore query={events} />
      </Card>
      {shown && <Payload event={shown} onClose={() => setShown(null)} />}
    </>
  )
}

interface EventTableProps {
  events: readonly HubEvent[]
  onShow: (event: HubEvent) => void
}

function EventTable({ events, onShow }: EventTableProps) {
  const timeZone = useTimeZone()
  return (
    <Table label="Events">
      <TableHead>
        <Th>Event</Th>
        <Th numeric>When</Th>
        <Th numeric>
          <span className="sr-only">What it says</span>
        </Th>
      </TableHead>
      <TableBody>
        {events.map((event) => (
          <TableRow key={event.id}>
            <Td className="w-full">
              <span className="block font-medium">{event.title}</span>
              <span className="block font-mono text-12 tracking-normal text-text-3 wrap-anywhere">
                {event.topic}
              </span>
            </Td>
            <Td numeric phone="detail-end" className="whitespace-nowrap text-text-3">
              <Time value={event.createdAt} format="smart" timeZone={timeZone} />
            </Td>
            <Td numeric phone="end">
              <Button
                size="sm"
                variant="ghost"
                aria-label={`Show what it says: ${event.title}, ${event.aggregate}`}
                onClick={() => onShow(event)}
              >
                Show
              </Button>
            </Td>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

function Payload({ event, onClose }: { event: HubEvent; onClose: () => void }) {
  const { title, topic, aggregate, payload } = event
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={
        payload === null
          ? 'What it says shows to people who may see that part of the hub. You may not.'
          : `${topic}, about ${aggregate}.`
      }
      footer={<Button onClick={onClose}>Close</Button>}
    >
      {payload !== null && <CodeBlock name="Payload" code={JSON.stringify(payload, null, 2)} />}
    </Dialog>
  )
}
