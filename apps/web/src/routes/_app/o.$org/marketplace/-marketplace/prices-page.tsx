import { Page } from '@hub/ui/app-shell'
import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Empty } from '@hub/ui/empty'
import { PageHeader } from '@hub/ui/page-header'
import { SkeletonRows } from '@hub/ui/skeleton'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { Suspense } from 'react'
import { useCan, useHub } from '../../../../../account.ts'
import { LoadMore } from '../../../../../components/load-more.tsx'
import { Loaded } from '../../../../../components/loaded.tsx'
import { TypedSearch } from '../../../../../components/typed-search.tsx'
import { lazyPart } from '../../../../../lazy-part.ts'
import { paging } from '../../../../../paging.ts'
import { AlertsCard } from './alerts-card.tsx'
import type { Changed, PricesSearch } from './marketplace-search.ts'
import { productsIn } from './price-reads.ts'
import type { Product } from './price-types.ts'
import { countOf, DAILY } from './price-words.ts'
import { ProductTable } from './product-table.tsx'
import { RulesCard } from './rules-card.tsx'
import { Sections } from './sections.tsx'

const AddPage = lazyPart(async () => (await import('./add-page.tsx')).AddPage)

export interface PricesPageProps {
  search: PricesSearch
  onSearch: (change: Changed<PricesSearch>) => void
}

/** What this organization sells, and what other shops ask for it. */
export function PricesPage({ search, onSearch }: PricesPageProps) {
  const canWrite = useCan('marketplace.price.write')
  const all = useProducts({})
  const add = canWrite ? () => onSearch({ add: true }) : undefined
  const isEmpty = all.data?.pages[0]?.items.length === 0
  const isWatching = useIsWatching()
  return (
    <Page>
      <Sections />
      <PageHeader
        title="Prices"
        description={headWords(all.data?.pages, isWatching)}
        actions={
          add &&
          all.data &&
          !isEmpty && (
            <Button variant="primary" onClick={add}>
              <Plus aria-hidden="true" />
              Add a product page
            </Button>
          )
        }
      />
      <div className="grid gap-4 side:grid-cols-[minmax(0,1fr)_336px]">
        <div className="flex min-w-0 flex-col gap-4">
          <ProductsCard isEmpty={isEmpty} q={search.q} onSearch={onSearch} onAdd={add} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <RulesCard />
          <AlertsCard />
        </div>
      </div>
      <Suspense>
        {search.add === true && canWrite && <AddPage onClose={() => onSearch({ add: undefined })} />}
      </Suspense>
    </Page>
  )
}

const useProducts = ({ q }: Pick<PricesSearch, 'q'>) => {
  const { trpc } = useHub()
  return useInfiniteQuery(
    trpc.modules.marketplace.products.list.infiniteQueryOptions(productsIn(q === undefined ? {} : { q }), {
      ...paging,
      placeholderData: (before) => before,
    }),
  )
}

/** Whether any page of a shop is looked at; as long as nobody knows, that it is. */
function useIsWatching(): boolean {
  const { trpc } = useHub()
  const { data } = useQuery(
    trpc.modules.marketplace.listings.list.queryOptions({ state: 'watched', limit: 1 }),
  )
  return data?.items.length !== 0
}

type ProductPages = readonly { items: readonly Product[]; nextCursor: string | null }[]

/** "3 products, 7 pages of shops, looked at every day at 06:00." */
function headWords(pages: ProductPages | undefined, isWatching: boolean): string {
  const products = pages?.flatMap(({ items }) => items) ?? []
  const listings = products.reduce((sum, one) => sum + one.listings, 0)
  // Before there is a page it is said when one would be looked at; later that must be so.
  const isLooked = isWatching || listings === 0
  // Of a list that goes on nobody knows how many there are.
  if (products.length === 0 || pages?.at(-1)?.nextCursor !== null)
    return `What other shops ask for what you sell${isLooked ? `, looked at ${DAILY}.` : '. No page of them is looked at now.'}`
  const counted = `${countOf(products.length, 'product')}, ${countOf(listings, 'page')} of shops`
  return `${counted}, ${isLooked ? `looked at ${DAILY}` : 'none of which is looked at now'}.`
}

interface ProductsCardProps {
  /** There is none at all, searched for or not. */
  isEmpty: boolean
  q: string | undefined
  onSearch: PricesPageProps['onSearch']
  onAdd: (() => void) | undefined
}

function ProductsCard({ isEmpty, q, onSearch, onAdd }: ProductsCardProps) {
  const products = useProducts(q === undefined ? {} : { q })
  return (
    <Card
      flush
      title="Products"
      action={
        !isEmpty && (
          <TypedSearch label="Search products" value={q ?? ''} onChange={(typed) => onSearch({ q: typed })} />
        )
      }
    >
      <Loaded query={products} failed="The products could not be loaded" skeleton={<SkeletonRows rows={5} />}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          if (items.length > 0) return <ProductTable products={items} />
          return isEmpty || q === undefined ? <NoProducts onAdd={onAdd} /> : <NoneOfThese />
        }}
      </Loaded>
      <LoadMore query={products} />
    </Card>
  )
}

const NoneOfThese = () => (
  <Empty picture="search" title="None of these">
    Search for another name, or empty the search.
  </Empty>
)

const NoProducts = ({ onAdd }: { onAdd: (() => void) | undefined }) => (
  <Empty
    picture="search"
    title="No prices yet"
    actions={
      onAdd && (
        <Button variant="primary" onClick={onAdd}>
          <Plus aria-hidden="true" />
          Add a product page
        </Button>
      )
    }
  >
    {onAdd
      ? 'Paste the address of a page where another shop sells what you sell.'
      : 'Somebody who may track prices can add the first page of a shop.'}
  </Empty>
)
