import { createFileRoute } from '@tanstack/react-router'
import { compact } from '../../../../search-params.ts'
import { TripPage } from './-travel/trip-page.tsx'
import { readTripSearch } from './-travel/travel-search.ts'

export const Route = createFileRoute('/_app/o/$org/travel/$trip')({
  staticData: { title: 'Trip', within: { title: 'Travel', to: '/o/$org/travel' } },
  validateSearch: readTripSearch,
  component: TripRoute,
})

function TripRoute() {
  const { trip } = Route.useParams()
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return (
    <TripPage
      key={trip}
      id={trip}
      search={search}
      onSearch={(change) =>
        void navigate({
          search: (before) => compact({ ...before, ...change }),
          replace: true,
          resetScroll: false,
        })
      }
    />
  )
}
