import type { AppRouter } from '@hub/api'
import { Card } from '@hub/ui/card'
import { Skeleton } from '@hub/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { inferRouterOutputs } from '@trpc/server'
import { useCan, useHub, useOrganization } from '../../account.ts'
import { longDay } from '../../components/day-words.ts'
import { Loaded } from '../../components/loaded.tsx'
import { Figure, NothingYet, SummaryFoot } from '../../components/summary.tsx'
import { BudgetSplit } from '../../routes/_app/o.$org/travel/-travel/budget-split.tsx'
import { moneyWords, tripStates } from '../../routes/_app/o.$org/travel/-travel/travel-words.ts'
import type { DashboardCardProps } from '../web-module.ts'

type NextTrip = inferRouterOutputs<AppRouter>['modules']['travel']['trips']['next']

/** The trip that begins next: when, what it costs, and whether somebody is told once it costs less. */
export function NextTripCard({ today }: DashboardCardProps) {
  const { slug } = useOrganization()
  const { trpc } = useHub()
  const query = useQuery(trpc.modules.travel.trips.next.queryOptions({}))
  const trip = query.data?.trip
  return (
    <Card
      fill
      title="Next trip"
      action={
        trip ? (
          <Link
            to="/o/$org/travel/$trip"
            params={{ org: slug, trip: trip.id }}
            className="text-13 text-text-2"
          >
            Open trip
          </Link>
        ) : undefined
      }
    >
      <Loaded query={query} failed="The next trip could not be loaded" skeleton={<Waiting />}>
        {(next) =>
          next.trip === null ? <NoTrip /> : <Standing next={next} trip={next.trip} today={today} />
        }
      </Loaded>
    </Card>
  )
}

function NoTrip() {
  const { slug } = useOrganization()
  const canPlan = useCan('travel.trip.write')
  return (
    <NothingYet>
      {canPlan ? (
        <>
          <Link to="/o/$org/travel" params={{ org: slug }}>
            Plan a trip
          </Link>{' '}
          in a sentence, and its offers are compared for you.
        </>
      ) : (
        'No trip lies ahead.'
      )}
    </NothingYet>
  )
}

type Ahead = NonNullable<NextTrip['trip']>

interface StandingProps extends DashboardCardProps {
  next: NextTrip
  trip: Ahead
}

function Standing({ next: { price, watch }, trip, today }: StandingProps) {
  const { title, to, state, travellers, asks } = trip
  const { words } = tripStates[state]
  return (
    <>
      {price ? (
        <Figure amount={moneyWords(price.total, price.currency)}>
          {state === 'found' ? 'best offer' : words.toLowerCase()}
        </Figure>
      ) : (
        <p className="text-15 font-medium">{asks ?? words}</p>
      )}
      <p className="text-13 wrap-anywhere text-text-2">
        {to ?? title}. {spanOf(trip, today)}, {travellers === 1 ? 'one person' : `${travellers} people`}
      </p>
      {price && (
        <div className="mt-3">
          <BudgetSplit card={price} />
        </div>
      )}
      <SummaryFoot>
        {watch
          ? `Watched, tells you under ${moneyWords(watch.amount, watch.currency)}`
          : 'Its price is not watched'}
      </SummaryFoot>
    </>
  )
}

/** "27 to 30 January", "30 January to 2 February" */
function spanOf({ departs, returns }: Ahead, today: string): string {
  if (departs === null) return 'No day yet'
  if (returns === null) return longDay(departs, today)
  const isOneMonth = departs.slice(0, 7) === returns.slice(0, 7)
  return `${isOneMonth ? Number(departs.slice(8)) : longDay(departs, today)} to ${longDay(returns, today)}`
}

const Waiting = () => (
  <div>
    <Skeleton className="h-7 w-32" />
    <Skeleton className="mt-2 h-3 w-48" />
    <Skeleton className="mt-4 h-2 w-full" />
    <Skeleton className="mt-3 h-3 w-56" />
    <Skeleton className="mt-5 h-3 w-40" />
  </div>
)
