import { Button } from '@hub/ui/button'
import { Empty } from '@hub/ui/empty'
import { Segments } from '@hub/ui/segments'
import { SkeletonRows } from '@hub/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { useCan, useHub } from '../../../../../account.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import { lazyPart } from '../../../../../lazy-part.ts'
import { DemoNote } from './demo-note.tsx'
import { OfferCard } from './offer-card.tsx'
import type { Changed, TripSearch } from './travel-search.ts'
import type { TripCard, WholeTrip } from './travel-types.ts'

const WhatCounts = lazyPart(async () => (await import('./what-counts.tsx')).WhatCounts)

const sorts = [
  { value: 'best', label: 'Best fit' },
  { value: 'cheapest', label: 'Cheapest' },
  { value: 'shortest', label: 'Shortest' },
] as const

type Sort = (typeof sorts)[number]['value']

interface OffersProps {
  trip: WholeTrip
  search: TripSearch
  onSearch: (change: Changed<TripSearch>) => void
}

/** The ways to make a trip, the best fit first. */
export function Offers({ trip, search, onSearch }: OffersProps) {
  const { trpc } = useHub()
  const canWrite = useCan('travel.trip.write')
  const [isAsked, setAsked] = useState(false)
  const sort: Sort = search.sort ?? 'best'
  const query = useQuery(trpc.modules.travel.cards.list.queryOptions({ tripId: trip.id, sort }))
  return (
    <section aria-labelledby="offers" className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-3">
        <h2 id="offers" className="text-18 font-semibold tracking-tight print:hidden">
          {trip.cards === 1 ? 'One offer' : `${trip.cards} offers`}
        </h2>
        {canWrite && (
          <Button className="ml-auto print:hidden" size="sm" variant="ghost" onClick={() => setAsked(true)}>
            What counts
          </Button>
        )}
        <Segments
          className={canWrite ? 'print:hidden' : 'ml-auto print:hidden'}
          label="Sort by"
          options={sorts}
          value={sort}
          onValueChange={(next) => onSearch({ sort: next === 'best' ? undefined : next })}
        />
      </div>
      {isAsked && query.data && (
        <Suspense>
          <WhatCounts tripId={trip.id} weights={query.data.weights} onClose={() => setAsked(false)} />
        </Suspense>
      )}
      <Loaded query={query} failed="The offers could not be loaded" skeleton={<SkeletonRows rows={6} />}>
        {({ items }) => (items.length === 0 ? <NoOffers /> : <Cards trip={trip} cards={items} />)}
      </Loaded>
    </section>
  )
}

function Cards({ trip, cards }: { trip: WholeTrip; cards: readonly TripCard[] }) {
  return (
    <>
      <DemoNote services={cards.flatMap(({ services }) => services)} title="Demo offers.">
        No travel seller is connected, so prices are examples and nothing is really bought.
      </DemoNote>
      {/* On paper, of offers of which one is open, that one. */}
      <ol aria-label="Offers" className="group/offers flex flex-col gap-4">
        {cards.map((card, at) => (
          <li key={card.id} className="print:group-has-aria-expanded/offers:not-has-aria-expanded:hidden">
            <OfferCard trip={trip} card={card} isFirst={at === 0} />
          </li>
        ))}
      </ol>
    </>
  )
}

const NoOffers = () => (
  <Empty picture="search" title="Nothing fits">
    Try other days, a larger town, or a larger budget.
  </Empty>
)
