import { Skeleton } from '@hub/ui/skeleton'
import { Time } from '@hub/ui/time'
import { useQuery } from '@tanstack/react-query'
import { useHub } from '../../../../../account.ts'
import { useTimeZone } from '../../../../../components/day-words.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import { checksOf } from './price-reads.ts'
import { outcomeWords, priceText } from './price-words.ts'

/** What the latest looks at a page brought. */
export function LatestChecks({ listingId }: { listingId: string }) {
  const { trpc } = useHub()
  const timeZone = useTimeZone()
  const checks = useQuery(trpc.modules.marketplace.checks.list.queryOptions(checksOf(listingId)))
  return (
    <section className="flex flex-col gap-1.5">
      <h3 id="latest-checks" className="text-13 font-medium">
        Latest looks
      </h3>
      <Loaded query={checks} failed="The looks could not be loaded" skeleton={<Skeleton className="h-24" />}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="text-13 text-text-2">Nobody has looked yet.</p>
          ) : (
            <ul aria-labelledby="latest-checks" className="divide-y divide-line text-13">
              {items.map(({ id, outcome, price, note, checkedAt }) => (
                <li key={id} className="flex flex-wrap items-baseline gap-x-3 py-1.5">
                  <Time
                    value={checkedAt}
                    format="smart"
                    timeZone={timeZone}
                    className="w-16 flex-none text-text-3"
                  />
                  <span className="min-w-0 flex-1">
                    {outcomeWords(outcome)}
                    {note !== '' && <span className="block text-12 wrap-anywhere text-text-3">{note}</span>}
                  </span>
                  <span className="tabular-nums">{price === null ? '–' : priceText(price)}</span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  )
}
