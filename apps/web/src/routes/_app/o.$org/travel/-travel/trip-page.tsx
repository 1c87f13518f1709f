import { Page } from '@hub/ui/app-shell'
import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Ledger, LedgerLine } from '@hub/ui/ledger-line'
import { Note } from '@hub/ui/note'
import { PageHeader } from '@hub/ui/page-header'
import { Progress } from '@hub/ui/progress'
import { Skeleton } from '@hub/ui/skeleton'
import { Status } from '@hub/ui/status'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useCan, useHub, useOrganization } from '../../../../../account.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import { NoSuch } from '../../../../../components/no-such.tsx'
import { newKey } from '../../../../../idempotency.ts'
import { usePageName } from '../../../../../shell/page-head.tsx'
import { BookingCard } from './booking-card.tsx'
import { ChangeBox } from './change-box.tsx'
import { NotOffered } from './not-offered.tsx'
import { Offers } from './offers.tsx'
import { Questions } from './questions.tsx'
import { SlotChips } from './slot-chips.tsx'
import type { Changed, TripSearch } from './travel-search.ts'
import type { TripChip, WholeTrip } from './travel-types.ts'
import { moneyWords, tripStates } from './travel-words.ts'
import { useTravelAct } from './use-travel-act.ts'
import { WatchTrip } from './watch-trip.tsx'
import { RemoveTrip } from './remove-trip.tsx'

/** While offers are looked for; it takes a second or two. */
const LOOK_MS = 500

export interface TripPageProps {
  id: string
  search: TripSearch
  onSearch: (change: Changed<TripSearch>) => void
}

/** One trip: what is known of it, and the ways to make it. */
export function TripPage({ id, ...rest }: TripPageProps) {
  const { trpc } = useHub()
  const { slug } = useOrganization()
  const trip = useQuery(trpc.modules.travel.trips.get.queryOptions({ id }))
  return (
    <Page>
      <Loaded
        query={trip}
        noSuch={
          <NoSuch what="trip" place="the trips" link={<Link to="/o/$org/travel" params={{ org: slug }} />} />
        }
        level={1}
        failed="This trip could not be loaded"
        skeleton={<Loading />}
      >
        {(whole) => <Whole trip={whole} {...rest} />}
      </Loaded>
    </Page>
  )
}

const Loading = () => (
  <div className="flex flex-col gap-4">
    <Skeleton className="h-12 w-72" />
    <Skeleton className="h-80 rounded-lg" />
  </div>
)

interface WholeProps extends Omit<TripPageProps, 'id'> {
  trip: WholeTrip
}

function Whole({ trip, search, onSearch }: WholeProps) {
  usePageName(trip.title)
  const canWrite = useCan('travel.trip.write')
  const isFixed = trip.state === 'held' || trip.state === 'booked'
  const { words, tone } = tripStates[trip.state]
  return (
    <>
      <PageHeader
        title={<span className="wrap-anywhere">{trip.title}</span>}
        description={
          <>
            <span className="print:hidden">
              <Status tone={tone}>{words}</Status>
            </span>
            <span className="hidden print:block">{paperWords(trip)}</span>
          </>
        }
        {...(canWrite && !isFixed && { actions: <RemoveTrip trip={trip} /> })}
      />
      <div className="grid items-start gap-4 side:grid-cols-[336px_minmax(0,1fr)] print:block">
        <div className="flex min-w-0 flex-col gap-4 print:hidden">
          <SlotChips trip={trip} canChange={canWrite && !isFixed} />
          {canWrite && !isFixed && <ChangeBox trip={trip} />}
          <WatchTrip trip={trip} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          {trip.faults.length > 0 && (
            <Note tone="warning" title="This cannot be.">
              {trip.faults.join(' ')}
            </Note>
          )}
          <Questions trip={trip} canAnswer={canWrite} />
          <NotOffered trip={trip} />
          <BookingCard trip={trip} />
          {trip.state === 'looking' && <Looking trip={trip} canWrite={canWrite} />}
          {trip.state === 'found' && <Offers trip={trip} search={search} onSearch={onSearch} />}
        </div>
      </div>
    </>
  )
}

/** What paper says in the place of the chips: "Berlin to Lisbon, 2 people". */
function paperWords({ chips }: WholeTrip): string {
  const wordsOf = (of: TripChip['slot']) => chips.find(({ slot }) => slot === of)?.words
  const way = [wordsOf('from'), wordsOf('to')].filter(Boolean).join(' to ')
  const party = wordsOf('party')?.replace(
    /^\d+$/,
    (count) => `${count} ${count === '1' ? 'person' : 'people'}`,
  )
  return [way, party].filter(Boolean).join(', ')
}

/** Asked for again while the job goes on; one that was given up changes no more. */
function useLook({ id, jobId }: WholeTrip) {
  const { trpc } = useHub()
  const { data: job } = useQuery(
    trpc.jobs.get.queryOptions(
      { id: jobId ?? '' },
      {
        enabled: jobId !== null,
        refetchInterval: ({ state }) => state.data?.status !== 'dead' && LOOK_MS,
      },
    ),
  )
  useQuery(
    trpc.modules.travel.trips.get.queryOptions(
      { id },
      { refetchInterval: job?.status !== 'dead' && LOOK_MS },
    ),
  )
  return job
}

function Looking({ trip, canWrite }: { trip: WholeTrip; canWrite: boolean }) {
  const { trpc, client, queryClient } = useHub()
  const { id } = trip
  const again = useTravelAct(() => client.modules.travel.trips.plan.mutate({ id, idempotencyKey: newKey() }))
  const job = useLook(trip)
  // What was found before is not shown in the place of what is being found.
  useEffect(() => {
    queryClient.removeQueries(trpc.modules.travel.cards.pathFilter())
  }, [queryClient, trpc])
  if (job?.status === 'dead')
    return (
      <Note
        tone="danger"
        title="The offers could not be compared."
        action={
          canWrite && (
            <Button
              size="sm"
              pending={again.isPending}
              pendingLabel="Asking"
              onClick={() => again.mutate(undefined)}
            >
              Try again
            </Button>
          )
        }
      >
        {job.error?.message ?? 'Change something, or try again.'}
      </Note>
    )
  return (
    <>
      <div role="status">
        <Progress label={job?.note ?? 'Comparing offers'} hint="You can leave this page." />
      </div>
      <SoFar tripId={id} />
    </>
  )
}

/** The best while sellers still answer; they are chosen among when all is known, where none moves any more. */
function SoFar({ tripId }: { tripId: string }) {
  const { trpc } = useHub()
  const { data } = useQuery(
    trpc.modules.travel.cards.soFar.queryOptions({ tripId }, { refetchInterval: LOOK_MS }),
  )
  if (!data || data.items.length === 0) return null
  return (
    <Card>
      <h2 className="text-15 font-semibold">The best so far</h2>
      <Ledger label="The best so far">
        {data.items.map(({ title, total, currency, fit }, at) => (
          <LedgerLine key={at} name={`${title}, fit ${fit} of 100`} amount={moneyWords(total, currency)} />
        ))}
      </Ledger>
    </Card>
  )
}
