import { Spinner } from '@hub/ui/spinner'
import { Status } from '@hub/ui/status'
import type { Listing, Product } from './price-types.ts'
import { changeWords, differenceOf, stateOf } from './price-words.ts'
import { useCheck } from './use-check.ts'

/** What a week did to the price; a cut is what one wants to see. */
export function WeekChange({ listing: { price, weekAgo } }: { listing: Pick<Listing, 'price' | 'weekAgo'> }) {
  const change = differenceOf(price, weekAgo)
  if (change === null) return <span className="text-text-3">–</span>
  const color = { below: 'text-warning-text', above: 'text-text', same: 'text-text-3' }[change.way]
  return <span className={color}>{changeWords(change)}</span>
}

/** How a page stands, or that it is being looked at. */
export function State({ listing, own }: { listing: Listing; own: Product['price'] }) {
  const { isPending } = useCheck(listing)
  if (isPending)
    return (
      <Status tone="accent" icon={<Spinner word={null} />}>
        Looking
      </Status>
    )
  const { words, tone } = stateOf(listing, own)
  return <Status tone={tone}>{words}</Status>
}
