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
import { useLastLength } from '../../../../../components/last-length.ts'
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

const sumOf = (products: readonly Product[], part: 'listings' | 'watched'): number =>
  products.reduce((sum, product) => sum + product[part], 0)

/** "3 products, 6 pages of shops, looked at every day at 06:00; 1 more page is not looked at now." */
function headWords(pages: ProductPages | undefined, isWatching: boolean): string {
  const products = pages?.flatMap(({ items }) => items) ?? []
  // Of a list that goes on nobody knows how many there are.
  if (products.length === 0 || pages?.at(-1)?.nextCursor !== null) return generalWords(isWatching)
  const [all, watched] = [sumOf(products, 'listings'), sumOf(products, 'watched')]
  const counted = (count: number) =>
    `${countOf(products.length, 'product')}, ${countOf(count, 'page')} of shops`
  // Before there is a page it is said when one would be looked at; later that must be so.
  if (all === 0) return `${counted(0)}, looked at ${DAILY}.`
  if (watched === 0) return `${counted(all)}, none of which is looked at now.`
  return `${counted(watched)}, looked at ${DAILY}${restWords(all - watched)}.`
}

const generalWords = (isWatching: boolean): string =>
  `What other shops ask for what you sell${isWatching ? `, looked at ${DAILY}.` : '. No page of them is looked at now.'}`

function restWords(rest: number): string {
  if (rest === 0) return ''
  return `; ${countOf(rest, 'more page')} ${rest === 1 ? 'is' : 'are'} not looked at now`
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
  const lastLength = useLastLength('hub.prices', products.data?.pages[0]?.items.length)
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
      <Loaded
        query={products}
        failed="The products could not be loaded"
        skeleton={<SkeletonRows rows={lastLength} />}
      >
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
