import { Page } from '@hub/ui/app-shell'
import { Button } from '@hub/ui/button'
import { PageHeader } from '@hub/ui/page-header'
import { Skeleton } from '@hub/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Pencil, Plus } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useCan, useHub, useOrganization } from '../../../../../account.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import { NoSuch } from '../../../../../components/no-such.tsx'
import { lazyPart } from '../../../../../lazy-part.ts'
import { usePageName } from '../../../../../shell/page-head.tsx'
import { AlertsCard } from './alerts-card.tsx'
import { ListingsCard } from './listings-card.tsx'
import type { Changed, ProductSearch } from './marketplace-search.ts'
import { PriceHistory } from './price-history.tsx'
import { daysOf, listingsOf } from './price-reads.ts'
import type { Product } from './price-types.ts'
import { DAILY } from './price-words.ts'
import { RulesCard } from './rules-card.tsx'

const AddPage = lazyPart(async () => (await import('./add-page.tsx')).AddPage)
const ChangeProduct = lazyPart(async () => (await import('./change-product.tsx')).ChangeProduct)
const ListingPanel = lazyPart(async () => (await import('./listing-panel.tsx')).ListingPanel)

export interface ProductPageProps {
  id: string
  search: ProductSearch
  onSearch: (change: Changed<ProductSearch>) => void
}

/** Everything about the prices of one product. */
export function ProductPage({ id, ...rest }: ProductPageProps) {
  const { trpc } = useHub()
  const { slug } = useOrganization()
  const { products, listings } = trpc.modules.marketplace
  // Asked for together with the product, which says what else there is to show.
  useQuery(listings.list.queryOptions(listingsOf(id)))
  useQuery(products.history.queryOptions({ id, days: daysOf(rest.search) }))
  const product = useQuery(products.get.queryOptions({ id }))
  return (
    <Page>
      <Loaded
        query={product}
        noSuch={
          <NoSuch
            what="product"
            place="the prices"
            link={<Link to="/o/$org/marketplace" params={{ org: slug }} />}
          />
        }
        level={1}
        failed="This product could not be loaded"
        skeleton={<Loading />}
      >
        {(whole) => <Whole product={whole} {...rest} />}
      </Loaded>
    </Page>
  )
}

const Loading = () => (
  <div className="flex flex-col gap-4">
    <Skeleton className="h-12 w-72" />
    <Skeleton className="h-80 rounded-lg" />
    <Skeleton className="h-44 rounded-lg" />
  </div>
)

function Whole({ product, search, onSearch }: Omit<ProductPageProps, 'id'> & { product: Product }) {
  usePageName(product.name)
  const [dialog, setDialog] = useState<'add' | 'change'>()
  const close = () => setDialog(undefined)
  return (
    <>
      <Head product={product} onChange={() => setDialog('change')} onAdd={() => setDialog('add')} />
      <div className="grid gap-4 side:grid-cols-[minmax(0,1fr)_336px]">
        <div className="flex min-w-0 flex-col gap-4">
          <PriceHistory product={product} search={search} onSearch={onSearch} />
          <ListingsCard product={product} search={search} onSearch={onSearch} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <RulesCard product={product} />
          <AlertsCard productId={product.id} />
        </div>
      </div>
      <Suspense>
        {dialog === 'add' && <AddPage product={product} onClose={close} />}
        {dialog === 'change' && <ChangeProduct product={product} onClose={close} />}
      </Suspense>
      <Suspense>
        {search.listing !== undefined && (
          <ListingPanel
            key={search.listing}
            id={search.listing}
            product={product}
            onClose={() => onSearch({ listing: undefined })}
          />
        )}
      </Suspense>
    </>
  )
}

interface HeadProps {
  product: Product
  onChange: () => void
  onAdd: () => void
}

/** Of pages that are all paused nobody is to wait for a price at six. */
function useLookWords(id: string): string {
  const { trpc } = useHub()
  const { data } = useQuery(trpc.modules.marketplace.listings.list.queryOptions(listingsOf(id)))
  const pages = data?.items ?? []
  if (pages.length === 0 || pages.some(({ state }) => state === 'watched')) return `Looked at ${DAILY}.`
  return pages.every(({ state }) => state === 'paused')
    ? 'All pages are paused; none is looked at.'
    : 'All pages are paused or off; none is looked at.'
}

function Head({ product: { id, name, gtin }, onChange, onAdd }: HeadProps) {
  const canWrite = useCan('marketplace.price.write')
  const looked = useLookWords(id)
  return (
    <PageHeader
      title={<span className="wrap-anywhere">{name}</span>}
      description={`${gtin === null ? '' : `GTIN ${gtin}. `}${looked}`}
      {...(canWrite && {
        actions: (
          <>
            <Button onClick={onChange}>
              <Pencil aria-hidden="true" />
              Change
            </Button>
            <Button variant="primary" onClick={onAdd}>
              <Plus aria-hidden="true" />
              Add a page
            </Button>
          </>
        ),
      })}
    />
  )
}
