import { Page } from '@hub/ui/app-shell'
import { Card, CardList, CardRow } from '@hub/ui/card'
import { Empty } from '@hub/ui/empty'
import { PageHeader } from '@hub/ui/page-header'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Status } from '@hub/ui/status'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useCan, useHub, useOrganization } from '../../../../../account.ts'
import { shortDay } from '../../../../../components/day-words.ts'
import { LoadMore } from '../../../../../components/load-more.tsx'
import { Loaded } from '../../../../../components/loaded.tsx'
import { paging } from '../../../../../paging.ts'
import { PlanBox } from './plan-box.tsx'
import { Sections } from './sections.tsx'
import type { Trip } from './travel-types.ts'
import { tripStates } from './travel-words.ts'

/** Trips of the organization, and the box that starts another. */
export function TripsPage() {
  const { trpc } = useHub()
  const canWrite = useCan('travel.trip.write')
  const query = useInfiniteQuery(trpc.modules.travel.trips.list.infiniteQueryOptions({ limit: 20 }, paging))
  return (
    <Page>
      <Sections />
      <PageHeader title="Travel" description="Say where to and when. Offers are compared for you." />
      <div className="flex flex-col gap-4">
        {canWrite && <PlanBox />}
        <Card flush title="Trips">
          <Loaded query={query} failed="The trips could not be loaded" skeleton={<SkeletonRows rows={4} />}>
            {({ pages }) =>
              pages[0]?.items.length === 0 ? (
                <Empty picture="talk" title="No trips yet">
                  {canWrite
                    ? 'Write above where you want to go.'
                    : 'Trips that somebody plans are shown here.'}
                </Empty>
              ) : (
                <CardList label="Trips">
                  {pages.flatMap(({ items }) => items.map((trip) => <TripRow key={trip.id} trip={trip} />))}
                </CardList>
              )
            }
          </Loaded>
          <LoadMore query={query} />
        </Card>
      </div>
    </Page>
  )
}

function daysOf({ departs, returns }: Trip): string {
  if (departs === null) return 'No day yet'
  return returns === null ? shortDay(departs) : `${shortDay(departs)} to ${shortDay(returns)}`
}

function TripRow({ trip }: { trip: Trip }) {
  const { slug } = useOrganization()
  const { words, tone } = tripStates[trip.state]
  return (
    <CardRow className="flex-wrap gap-x-4">
      <span className="min-w-0 flex-1 basis-48">
        <Link
          to="/o/$org/travel/$trip"
          params={{ org: slug, trip: trip.id }}
          className="font-medium wrap-anywhere text-text"
        >
          {trip.title}
        </Link>
        <span className="block text-12 text-text-2">
          {daysOf(trip)}
          {trip.cards > 0 && ` · ${trip.cards} ${trip.cards === 1 ? 'offer' : 'offers'}`}
        </span>
      </span>
      <Status tone={tone}>{words}</Status>
    </CardRow>
  )
}
