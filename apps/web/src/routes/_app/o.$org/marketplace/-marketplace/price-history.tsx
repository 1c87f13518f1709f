import { Card } from '@hub/ui/card'
import { Segments } from '@hub/ui/segments'
import { Skeleton } from '@hub/ui/skeleton'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useHub } from '../../../../../account.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import { paging } from '../../../../../paging.ts'
import type { Changed, ProductSearch } from './marketplace-search.ts'
import { PriceChart } from './price-chart.tsx'
import { alertsOf, daysOf } from './price-reads.ts'
import type { History, Product } from './price-types.ts'
import { differenceColor, differenceOf, differenceWords, priceText } from './price-words.ts'

interface PriceHistoryProps {
  product: Product
  search: ProductSearch
  onSearch: (change: Changed<ProductSearch>) => void
}

const spans = [
  { value: '30', label: '30 days' },
  { value: '60', label: '60 days' },
  { value: '365', label: '1 year' },
] as const

const toDays = (value: string): ProductSearch['days'] =>
  value === '30' ? 30 : value === '365' ? 365 : undefined

/** What a product costs here and elsewhere, now and until now. */
export function PriceHistory({ product, search, onSearch }: PriceHistoryProps) {
  const days = daysOf(search)
  return (
    <Card
      title="How prices moved"
      action={
        <Segments
          size="sm"
          label="How far back"
          options={spans}
          value={String(days) as (typeof spans)[number]['value']}
          onValueChange={(value) => onSearch({ days: toDays(value) })}
        />
      }
    >
      <Figures product={product} />
      <Chart product={product} days={days} />
    </Card>
  )
}

function Figures({ product: { price, lowest, middle } }: { product: Product }) {
  const difference = differenceOf(lowest, price)
  return (
    <dl className="mb-3 flex flex-wrap gap-x-8 gap-y-2">
      <Figure name="Your price">{price === null ? '–' : priceText(price)}</Figure>
      <Figure name="Lowest elsewhere">
        {lowest === null ? '–' : priceText(lowest)}
        {difference !== null && (
          <span className={`ml-1.5 text-13 font-medium ${differenceColor(difference)}`}>
            {differenceWords(difference)}
          </span>
        )}
      </Figure>
      <Figure name="Middle of the market">{middle === null ? '–' : priceText(middle)}</Figure>
    </dl>
  )
}

const Figure = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="min-w-0">
    <dt className="text-12 text-text-3">{name}</dt>
    <dd className="text-18 font-semibold tracking-display tabular-nums">{children}</dd>
  </div>
)

const linesOf = ({ series }: History): number => series.filter(({ listingId }) => listingId !== null).length

/** A page without a line has no price yet, or one in another currency, or costs more than twelve others. */
const Missing = ({ lines, pages }: { lines: number; pages: number }) =>
  lines < pages && (
    <p className="mt-2 text-12 text-text-3">
      {lines} of {pages} pages have a line here: the cheapest, as far as they have a price in this currency.
    </p>
  )

function Chart({ product: { id, name, listings }, days }: { product: Product; days: number }) {
  const { trpc } = useHub()
  const { products, alerts } = trpc.modules.marketplace
  const history = useQuery(
    products.history.queryOptions({ id, days }, { placeholderData: (before) => before }),
  )
  const told = useInfiniteQuery(alerts.list.infiniteQueryOptions(alertsOf(id), paging))
  return (
    <Loaded
      query={history}
      failed="The chart could not be loaded"
      skeleton={<Skeleton className="h-[246px] w-full" />}
    >
      {(shown) =>
        shown.series.length === 0 ? (
          <p className="grid h-[140px] place-items-center text-center text-13 text-text-3">
            No price yet. The first line begins with the first look at a page.
          </p>
        ) : (
          <>
            <PriceChart
              name={name}
              days={days}
              history={shown}
              alertAt={told.data?.pages[0]?.items[0]?.raisedAt}
            />
            <Missing lines={linesOf(shown)} pages={listings} />
          </>
        )
      }
    </Loaded>
  )
}
