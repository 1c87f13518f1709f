import type { AppRouter } from '@hub/api'
import { Card } from '@hub/ui/card'
import { Ledger, LedgerLine } from '@hub/ui/ledger-line'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { inferRouterOutputs } from '@trpc/server'
import { useCan, useHub, useOrganization } from '../../account.ts'
import { useLastLength } from '../../components/last-length.ts'
import { Loaded } from '../../components/loaded.tsx'
import { NothingYet, SummaryFoot, SummarySkeleton } from '../../components/summary.tsx'
import { differenceOf, priceText } from '../../routes/_app/o.$org/marketplace/-marketplace/price-words.ts'

type Pressing = inferRouterOutputs<AppRouter>['modules']['marketplace']['products']['pressing']
type Product = NonNullable<Pressing['product']>

/** The product that is worth a look first, with what it costs here and elsewhere. */
export function PricesCard() {
  const { slug } = useOrganization()
  const { trpc } = useHub()
  const query = useQuery(trpc.modules.marketplace.products.pressing.queryOptions({}))
  const rows = useLastLength(`hub.prices.${slug}`, query.data && query.data.shops.length + 1)
  const tracked = query.data?.tracked ?? 0
  return (
    <Card
      fill
      title="Prices"
      action={
        <Link to="/o/$org/marketplace" params={{ org: slug }} className="text-13 text-text-2">
          {tracked > 1 ? `All ${tracked.toLocaleString('en')}` : 'Open prices'}
        </Link>
      }
    >
      <Loaded
        query={query}
        failed="The prices could not be loaded"
        skeleton={<SummarySkeleton rows={rows} />}
      >
        {({ product, shops, moved }) =>
          product === null ? (
            <NoProduct />
          ) : (
            <>
              <p className="mb-1.5 truncate text-13">
                <Link
                  to="/o/$org/marketplace/$product"
                  params={{ org: slug, product: product.id }}
                  className="text-text-2"
                >
                  {product.name}
                </Link>
              </p>
              <Shops product={product} shops={shops} />
              <SummaryFoot>
                {moved === 0 ? 'None moved in 24 hours' : `${moved.toLocaleString('en')} moved in 24 hours`}
              </SummaryFoot>
            </>
          )
        }
      </Loaded>
    </Card>
  )
}

function NoProduct() {
  const { slug } = useOrganization()
  const canWrite = useCan('marketplace.price.write')
  return (
    <NothingYet>
      {canWrite ? (
        <>
          <Link to="/o/$org/marketplace" params={{ org: slug }} search={{ add: true }}>
            Watch a price
          </Link>{' '}
          of another shop, and whoever undercuts you stands here.
        </>
      ) : (
        'No price is watched yet.'
      )}
    </NothingYet>
  )
}

/** The own price, then the cheapest others; those who ask less are amber, and read out as cheaper. */
function Shops({ product: { price, listings }, shops }: { product: Product; shops: Pressing['shops'] }) {
  if (price === null && shops.length === 0)
    return (
      <p className="text-13 text-text-2">
        {listings === 0 ? 'No shop is compared with yours yet.' : 'No shop shows a price of it just now.'}
      </p>
    )
  return (
    <Ledger label="What it costs">
      {price !== null && <LedgerLine name="Yours" amount={priceText(price)} />}
      {shops.map(({ listingId, shop, price: theirs }) => {
        const isCheaper = differenceOf(theirs, price)?.way === 'below'
        return (
          <LedgerLine
            key={listingId}
            name={shop}
            amount={
              <span className={isCheaper ? 'text-warning-text' : undefined}>
                {priceText(theirs)}
                {isCheaper && <span className="sr-only">, cheaper</span>}
              </span>
            }
          />
        )
      })}
    </Ledger>
  )
}
