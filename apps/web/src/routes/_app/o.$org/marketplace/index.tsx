import { createFileRoute } from '@tanstack/react-router'
import { compact } from '../../../../search-params.ts'
import { readPricesSearch } from './-marketplace/marketplace-search.ts'
import { PricesPage } from './-marketplace/prices-page.tsx'

export const Route = createFileRoute('/_app/o/$org/marketplace/')({
  staticData: { title: 'Prices' },
  validateSearch: readPricesSearch,
  component: Prices,
})

function Prices() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return (
    <PricesPage
      search={search}
      onSearch={(change) =>
        void navigate({ search: (before) => compact({ ...before, ...change }), replace: true })
      }
    />
  )
}
