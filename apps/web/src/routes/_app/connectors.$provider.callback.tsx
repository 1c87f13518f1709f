import { createFileRoute } from '@tanstack/react-router'
import { WayBackPage } from './o.$org/connectors/-connectors/way-back.tsx'

/** As the browser arrived: the router writes an address anew in its own way, and this one is signed as it is. */
const { pathname, search } = window.location

/** Where a service sends the browser after a person allowed this hub to read there. */
export const Route = createFileRoute('/_app/connectors/$provider/callback')({
  staticData: { title: 'Connect a service' },
  beforeLoad: ({ location }) => ({
    query: location.pathname === pathname ? search : window.location.search,
  }),
  component: WayBack,
})

function WayBack() {
  const { provider } = Route.useParams()
  const { hubs, query } = Route.useRouteContext()
  return <WayBackPage came={{ provider, query }} hubs={hubs} />
}
