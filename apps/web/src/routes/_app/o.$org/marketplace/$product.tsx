import { createFileRoute } from '@tanstack/react-router'
import { compact } from '../../../../search-params.ts'
import { readProductSearch } from './-marketplace/marketplace-search.ts'
import { ProductPage } from './-marketplace/product-page.tsx'

export const Route = createFileRoute('/_app/o/$org/marketplace/$product')({
  staticData: { title: 'Product', within: { title: 'Prices', to: '/o/$org/marketplace' } },
  validateSearch: readProductSearch,
  component: ProductRoute,
})

function ProductRoute() {
  const { product } = Route.useParams()
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return (
    <ProductPage
      key={product}
      id={product}
      search={search}
      onSearch={(change) =>
        void navigate({
          search: (before) => compact({ ...before, ...change }),
          replace: !('listing' in change),
          resetScroll: false,
        })
      }
    />
  )
}
