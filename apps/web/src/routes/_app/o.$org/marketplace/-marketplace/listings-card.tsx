import { Card } from '@hub/ui/card'
import { Empty } from '@hub/ui/empty'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@hub/ui/table'
import { Time } from '@hub/ui/time'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useHub, useOrganization } from '../../../../../account.ts'
import { useTimeZone } from '../../../../../components/day-words.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import type { Changed, ProductSearch } from './marketplace-search.ts'
import { listingsOf } from './price-reads.ts'
import { State, WeekChange } from './listing-state.tsx'
import type { Listing, Product } from './price-types.ts'
import { countOf, priceText } from './price-words.ts'

interface ListingsCardProps {
  product: Product
  search: ProductSearch
  onSearch: (change: Changed<ProductSearch>) => void
}

/** The pages of shops that a product is compared with. */
export function ListingsCard({ product, search, onSearch }: ListingsCardProps) {
  const { trpc } = useHub()
  const listings = useQuery(trpc.modules.marketplace.listings.list.queryOptions(listingsOf(product.id)))
  const count = listings.data?.items.length ?? 0
  return (
    <Card flush title="Shops" {...(count > 0 && { note: countOf(count, 'page') })}>
      <Loaded query={listings} failed="The shops could not be loaded" skeleton={<SkeletonRows rows={4} />}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty picture="search" title="No shop yet">
              Add the page of a shop that sells this too.
            </Empty>
          ) : (
            <Table label="Shops">
              <TableHead>
                <Th>Shop</Th>
                <Th numeric>Price</Th>
                <Th numeric>7 days</Th>
                <Th>Checked</Th>
                <Th>State</Th>
              </TableHead>
              <TableBody>
                {items.map((listing) => (
                  <ListingRow
                    key={listing.id}
                    listing={listing}
                    own={product.price}
                    search={search}
                    onOpen={() => onSearch({ listing: listing.id })}
                  />
                ))}
              </TableBody>
            </Table>
          )
        }
      </Loaded>
    </Card>
  )
}

interface ListingRowProps {
  listing: Listing
  own: Product['price']
  search: ProductSearch
  onOpen: () => void
}

function ListingRow({ listing, own, search, onOpen }: ListingRowProps) {
  const { slug } = useOrganization()
  const timeZone = useTimeZone()
  const { id, productId, shop, price, checkedAt } = listing
  const isOpen = search.listing === id
  return (
    <TableRow
      selected={isOpen}
      className="cursor-pointer"
      onClick={({ target }) => {
        // What can be pressed in a row does what it says.
        if (target instanceof Element && target.closest('a, button, time') === null) onOpen()
      }}
    >
      <Td className="w-full tablet:max-w-0">
        <Link
          to="/o/$org/marketplace/$product"
          params={{ org: slug, product: productId }}
          search={{ ...search, listing: id }}
          resetScroll={false}
          {...(isOpen && { 'aria-current': 'true' })}
          className="font-medium text-text max-tablet:wrap-anywhere tablet:block tablet:truncate"
        >
          {shop}
        </Link>
      </Td>
      <Td numeric phone="end">
        {price === null ? '–' : priceText(price)}
      </Td>
      <Td numeric phone="hidden">
        <WeekChange listing={listing} />
      </Td>
      <Td phone="detail" className="whitespace-nowrap text-text-2">
        {checkedAt === null ? '–' : <Time value={checkedAt} format="smart" timeZone={timeZone} />}
      </Td>
      <Td phone="detail-end">
        <State listing={listing} own={own} />
      </Td>
    </TableRow>
  )
}
