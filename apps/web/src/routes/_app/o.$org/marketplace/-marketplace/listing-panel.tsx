import { Drawer } from '@hub/ui/drawer'
import { Skeleton } from '@hub/ui/skeleton'
import { Time } from '@hub/ui/time'
import { useQuery } from '@tanstack/react-query'
import { ExternalLink } from 'lucide-react'
import { useHub } from '../../../../../account.ts'
import { useTimeZone } from '../../../../../components/day-words.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import { CheckProgress } from './check-progress.tsx'
import { LatestChecks } from './latest-checks.tsx'
import { ListingActs } from './listing-acts.tsx'
import { ListingQuestions } from './listing-questions.tsx'
import { State, WeekChange } from './listing-state.tsx'
import type { Product, WholeListing } from './price-types.ts'
import { priceText, sourceWords, webAddress } from './price-words.ts'

interface ListingPanelProps {
  id: string
  product: Product
  onClose: () => void
}

/** One page of a shop: what it asks, how that was read, and what there is to say about it. */
export function ListingPanel({ id, product, onClose }: ListingPanelProps) {
  const { trpc } = useHub()
  const query = useQuery(trpc.modules.marketplace.listings.get.queryOptions({ id }))
  return (
    <Drawer
      open
      onOpenChange={(open) => !open && onClose()}
      title="Page of a shop"
      {...(query.data && { footer: <ListingActs listing={query.data} onRemoved={onClose} /> })}
    >
      <Loaded
        query={query}
        failed="This page of a shop could not be loaded"
        skeleton={<Skeleton className="h-80" />}
      >
        {(listing) => (
          <div className="flex flex-col gap-4">
            <Head listing={listing} own={product.price} />
            <CheckProgress listing={listing} />
            <ListingQuestions listing={listing} />
            <HowRead listing={listing} />
            <LatestChecks listingId={id} />
          </div>
        )}
      </Loaded>
    </Drawer>
  )
}

interface HeadProps {
  listing: WholeListing
  own: Product['price']
}

/** What the shop calls it, and what it asks now; words of strangers, so never anything but text. */
function Head({ listing, own }: HeadProps) {
  const { shop, title, product, url, price, was, availability, note, waiting } = listing
  const address = webAddress(url)
  return (
    <section className="flex flex-col gap-2">
      <div>
        <p className="flex flex-wrap items-center gap-2 text-12 text-text-3">
          <span className="wrap-anywhere">{shop}</span>
          <State listing={listing} own={own} />
        </p>
        <h3 className="mt-1 text-16 font-semibold tracking-tight wrap-anywhere">
          {title === '' ? product : title}
        </h3>
      </div>
      <p className="flex flex-wrap items-baseline gap-x-3 tabular-nums">
        <span className="text-22 font-semibold tracking-display">
          {price === null ? 'No price yet' : priceText(price)}
        </span>
        {was !== null && (
          <span className="text-13 text-text-3">
            before <s>{priceText(was)}</s>
          </span>
        )}
        {listing.weekAgo !== null && (
          <span className="text-13 text-text-3">
            <WeekChange listing={listing} /> in 7 days
          </span>
        )}
      </p>
      {note !== '' && note !== waiting?.because && (
        <p className="text-13 wrap-anywhere text-text-2">{note}</p>
      )}
      {availability === 'out-of-stock' && (
        <p className="text-13 text-text-2">The page says that it is sold out.</p>
      )}
      {address === null ? (
        <p className="text-13 wrap-anywhere text-text-2">{url}</p>
      ) : (
        <a
          href={address}
          target="_blank"
          rel="noopener noreferrer"
          className="inline-flex items-center gap-1.5 self-start text-13"
        >
          Open the page
          <ExternalLink aria-hidden="true" className="size-3.5" />
          <span className="sr-only">in a new tab</span>
        </a>
      )}
    </section>
  )
}

/** Where the price stood on the page, and how sure that is. */
function HowRead({
  listing: { source, confidence, reasons, pricedAt, nextAt, state },
}: {
  listing: WholeListing
}) {
  const timeZone = useTimeZone()
  return (
    <section className="flex flex-col gap-1.5">
      <h3 className="text-13 font-medium">How the price was read</h3>
      {source === null ? (
        <p className="text-13 text-text-2">No price was read there yet.</p>
      ) : (
        <p className="text-13 text-text-2">
          {sourceWords[source]}
          {confidence !== null && `, ${confidence}% sure`}.
          {pricedAt !== null && (
            <>
              {' '}
              The same since <Time plain value={pricedAt} format="day" timeZone={timeZone} />.
            </>
          )}
        </p>
      )}
      {reasons.length > 0 && (
        <ul className="flex list-disc flex-col gap-1 pl-5 text-13 text-text-2 marker:text-text-3">
          {reasons.map((reason, at) => (
            <li key={at} className="wrap-anywhere">
              {reason}
            </li>
          ))}
        </ul>
      )}
      {state === 'watched' && (
        <p className="text-12 text-text-3">
          Next look: <Time plain value={nextAt} format="full" timeZone={timeZone} />.
        </p>
      )}
    </section>
  )
}
