import { Page } from '@hub/ui/app-shell'
import { Card } from '@hub/ui/card'
import { Note } from '@hub/ui/note'
import { PageHeader } from '@hub/ui/page-header'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Status } from '@hub/ui/status'
import { useQuery } from '@tanstack/react-query'
import { createFileRoute, Link } from '@tanstack/react-router'
import { useOrganization } from '../../../../../account.ts'
import { endpointState, pausedWords } from '../../../../../components/endpoint-words.ts'
import type { Endpoint } from '../../../../../components/endpoint-words.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import { NoSuch } from '../../../../../components/no-such.tsx'
import { usePageName } from '../../../../../shell/page-head.tsx'
import { useTRPC } from '../../../../../trpc.ts'
import { DeliveryCard } from './-endpoint/delivery-card.tsx'
import { EndpointActs } from './-endpoint/endpoint-acts.tsx'
import { EndpointFacts } from './-endpoint/endpoint-facts.tsx'

export const Route = createFileRoute('/_app/o/$org/events/endpoints/$endpoint')({
  staticData: { title: 'Endpoint', within: { title: 'Events', to: '/o/$org/events' } },
  loader: ({ context: { hub }, params: { endpoint: id } }) =>
    void hub.queryClient.prefetchQuery(hub.trpc.endpoints.get.queryOptions({ id })),
  component: OneEndpoint,
})

const ASK_AGAIN_MS = 2_000

/** An endpoint with what was sent to it. */
function OneEndpoint() {
  const { endpoint: id } = Route.useParams()
  const { slug } = useOrganization()
  const endpoint = useQuery(
    useTRPC().endpoints.get.queryOptions(
      { id },
      { refetchInterval: ({ state }) => (state.data && state.data.waiting > 0 ? ASK_AGAIN_MS : false) },
    ),
  )
  usePageName(endpoint.data?.name)
  return (
    <Page>
      <Loaded
        query={endpoint}
        failed="The endpoint could not be loaded"
        noSuch={
          <NoSuch
            what="endpoint"
            place="the events"
            link={<Link to="/o/$org/events" params={{ org: slug }} />}
          />
        }
        level={1}
        skeleton={
          <Card flush>
            <SkeletonRows rows={6} />
          </Card>
        }
      >
        {(loaded) => <Shown endpoint={loaded} />}
      </Loaded>
    </Page>
  )
}

function Shown({ endpoint }: { endpoint: Endpoint }) {
  const { name, address } = endpoint
  const { tone, word } = endpointState(endpoint)
  const paused = pausedWords(endpoint)
  return (
    <>
      <PageHeader
        title={
          <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1 wrap-anywhere">
            {name}
            <Status tone={tone}>{word}</Status>
          </span>
        }
        description={<span className="wrap-anywhere">{address}</span>}
        actions={<EndpointActs endpoint={endpoint} />}
      />
      {paused !== undefined && (
        <Note tone="warning" title="Paused." className="mb-(--gap)">
          {paused}
        </Note>
      )}
      <div className="grid grid-cols-1 items-start gap-(--gap) side:grid-cols-[minmax(0,1fr)_336px]">
        {/* First where they are under each other: nobody knows how long the list will be. */}
        <div className="side:col-start-2 side:row-start-1">
          <EndpointFacts endpoint={endpoint} />
        </div>
        <DeliveryCard endpoint={endpoint} />
      </div>
    </>
  )
}
