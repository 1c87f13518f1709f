import { Card } from '@hub/ui/card'
import { Skeleton, Waiting } from '@hub/ui/skeleton'
import { Status } from '@hub/ui/status'
import { Time } from '@hub/ui/time'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Suspense } from 'react'
import type { ReactNode } from 'react'
import { useCan, useHub, useOrganization } from '../../../../../account.ts'
import { useTimeZone } from '../../../../../components/day-words.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import { lazyPart } from '../../../../../lazy-part.ts'
import type { TravelWatch } from './travel-types.ts'
import { counted, moneyWords, watchState } from './travel-words.ts'
import { WatchActs } from './watch-acts.tsx'

const WatchChart = lazyPart(async () => (await import('./watch-chart.tsx')).WatchChart)

/** One watched trip: what it costs, what is waited for, and how it moved. */
export function WatchCard({ watch }: { watch: TravelWatch }) {
  const { trpc } = useHub()
  const canWrite = useCan('travel.trip.write')
  const history = useQuery(trpc.modules.travel.watches.history.queryOptions({ id: watch.id }))
  const { words, tone } = watchState(watch)
  const loading = <Skeleton className="h-60 rounded-md" />
  return (
    <Card title={<Title watch={watch} />} action={<Status tone={tone}>{words}</Status>}>
      <p className="mb-3 text-13 text-text-2">
        {watch.from === '' ? '' : `From ${watch.from} · `}
        {counted(watch.travellers, 'traveller')}
      </p>
      <Figures watch={watch} />
      {watch.note !== '' && <p className="mb-3 text-13 text-text-2">{watch.note}</p>}
      <Loaded query={history} failed="The prices could not be loaded" skeleton={loading}>
        {(seen) =>
          seen.points.length > 0 && (
            <Suspense fallback={<Waiting>{loading}</Waiting>}>
              <WatchChart watch={watch} history={seen} />
            </Suspense>
          )
        }
      </Loaded>
      {canWrite && <WatchActs watch={watch} />}
    </Card>
  )
}

function Title({ watch: { title, tripId } }: { watch: TravelWatch }) {
  const { slug } = useOrganization()
  if (tripId === null) return <span className="wrap-anywhere">{title}</span>
  return (
    <Link to="/o/$org/travel/$trip" params={{ org: slug, trip: tripId }} className="wrap-anywhere text-text">
      {title}
    </Link>
  )
}

function Figures({ watch: { price, lowest, amount, currency, lookedAt } }: { watch: TravelWatch }) {
  const timeZone = useTimeZone()
  const written = (one: string | null) => (one === null ? '–' : moneyWords(one, currency))
  return (
    <dl className="mb-3 flex flex-wrap gap-x-8 gap-y-2">
      <Figure name="Cheapest now">{written(price)}</Figure>
      <Figure name="Lowest seen">{written(lowest)}</Figure>
      <Figure name="Tell me below">{written(amount)}</Figure>
      {lookedAt !== null && (
        <Figure name="Looked at">
          <Time value={lookedAt} timeZone={timeZone} />
        </Figure>
      )}
    </dl>
  )
}

const Figure = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt className="text-12 text-text-2">{name}</dt>
    <dd className="text-16 font-semibold tabular-nums">{children}</dd>
  </div>
)
