import { Table, TableBody, TableHead, TableRow, Td, Th } from '@hub/ui/table'
import { Link } from '@tanstack/react-router'
import { useOrganization } from '../../../../../account.ts'
import { countOf, differenceColor, differenceOf, differenceWords, priceText } from './price-words.ts'
import type { Product } from './price-types.ts'

/** Products with what they cost here and where they cost least. */
export const ProductTable = ({ products }: { products: readonly Product[] }) => (
  <Table label="Products">
    <TableHead>
      <Th>Product</Th>
      <Th numeric>Your price</Th>
      <Th numeric>Lowest elsewhere</Th>
      <Th numeric>Difference</Th>
      <Th numeric>Pages</Th>
    </TableHead>
    <TableBody>
      {products.map((product) => (
        <ProductRow key={product.id} product={product} />
      ))}
    </TableBody>
  </Table>
)

function ProductRow({ product }: { product: Product }) {
  const { slug } = useOrganization()
  const { id, name, price, lowest, listings } = product
  return (
    <TableRow>
      <Td className="w-full tablet:max-w-0">
        <Link
          to="/o/$org/marketplace/$product"
          params={{ org: slug, product: id }}
          search={{}}
          className="font-medium text-text max-tablet:line-clamp-2 max-tablet:wrap-anywhere tablet:block tablet:truncate"
        >
          {name}
        </Link>
      </Td>
      <Td numeric phone="end">
        {price === null ? '–' : priceText(price)}
      </Td>
      <Td numeric phone="detail" className="max-tablet:text-left">
        {lowest === null ? (
          <>
            <span className="max-tablet:hidden">–</span>
            <span className="tablet:hidden">No price elsewhere</span>
          </>
        ) : (
          <>
            {priceText(lowest)}
            <span className="text-12 text-text-3 tablet:block"> {lowest.shop}</span>
          </>
        )}
      </Td>
      <Td numeric phone="detail-end">
        <Against product={product} />
      </Td>
      <Td numeric phone="hidden" className="text-text-2">
        <span className="sr-only">{countOf(listings, 'page')}</span>
        <span aria-hidden="true">{listings}</span>
      </Td>
    </TableRow>
  )
}

/** How the lowest price lies to one's own, in its color. */
function Against({ product: { price, lowest } }: { product: Product }) {
  const difference = differenceOf(lowest, price)
  if (difference === null) return <span className="max-tablet:hidden">–</span>
  return <span className={differenceColor(difference)}>{differenceWords(difference)}</span>
}
