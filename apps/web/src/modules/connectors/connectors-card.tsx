import { Card } from '@hub/ui/card'
import type { Tone } from '@hub/ui/status'
import { Time } from '@hub/ui/time'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { clsx } from 'clsx'
import { useCan, useHub, useOrganization } from '../../account.ts'
import { useTimeZone } from '../../components/day-words.ts'
import { useLastLength } from '../../components/last-length.ts'
import { Loaded } from '../../components/loaded.tsx'
import { NothingYet, SummaryFoot, SummarySkeleton } from '../../components/summary.tsx'
import { stateOf } from '../../routes/_app/o.$org/connectors/-connectors/connection-words.ts'
import type { ListedConnection } from '../../routes/_app/o.$org/connectors/-connectors/connectors-types.ts'
import { connectionsInput } from './early.ts'

const SHOWN = 6

const order: readonly ListedConnection['state'][] = ['broken', 'attention', 'paused', 'ok']

/** What is connected: whoever needs somebody first. */
export function ConnectorsCard() {
  const { slug } = useOrganization()
  const { trpc } = useHub()
  const query = useQuery(trpc.connectors.connections.list.queryOptions(connectionsInput))
  const count = query.data?.items.length
  const rows = useLastLength(`hub.connectors.${slug}`, count)
  return (
    <Card
      fill
      title="Connectors"
      action={
        <Link to="/o/$org/connectors" params={{ org: slug }} className="text-13 text-text-2">
          {count !== undefined && count > 1 ? `All ${count}` : 'Open connectors'}
        </Link>
      }
    >
      <Loaded
        query={query}
        failed="The connectors could not be loaded"
        skeleton={<SummarySkeleton rows={rows} />}
      >
        {({ items }) => (items.length === 0 ? <NoConnection /> : <Connections items={items} />)}
      </Loaded>
    </Card>
  )
}

function NoConnection() {
  const { slug } = useOrganization()
  const canConnect = useCan('connectors.connection.manage')
  return (
    <NothingYet>
      {canConnect ? (
        <>
          <Link to="/o/$org/connectors" params={{ org: slug }}>
            Connect a service
          </Link>
          , such as your shop, and what is there comes here by itself.
        </>
      ) : (
        'No service is connected yet.'
      )}
    </NothingYet>
  )
}

function Connections({ items }: { items: readonly ListedConnection[] }) {
  const shown = items.toSorted((one, other) => order.indexOf(one.state) - order.indexOf(other.state))
  const inStep = items.filter(({ state }) => state === 'ok').length
  return (
    <>
      <ul aria-label="What is connected" className="text-13">
        {shown.slice(0, SHOWN).map((connection) => (
          <Row key={connection.id} connection={connection} />
        ))}
      </ul>
      <SummaryFoot>
        {inStep} of {items.length} in step
      </SummaryFoot>
    </>
  )
}

const dots: Partial<Record<Tone, string>> = {
  success: 'bg-success-solid',
  accent: 'bg-accent',
  warning: 'bg-warning-solid',
  danger: 'bg-danger-solid',
}

function Row({ connection }: { connection: ListedConnection }) {
  const { slug } = useOrganization()
  const timeZone = useTimeZone()
  const { id, title, state, syncedAt } = connection
  const { words, tone } = stateOf(connection)
  return (
    <li className="flex min-h-[26px] items-center gap-2.5">
      <span
        aria-hidden="true"
        className={clsx('size-1.5 flex-none rounded-full', dots[tone] ?? 'bg-text-3')}
      />
      <Link
        to="/o/$org/connectors"
        params={{ org: slug }}
        search={{ connection: id }}
        className="min-w-0 flex-1 truncate text-text"
      >
        {title}
      </Link>
      <span
        className={clsx(
          'flex-none text-12',
          state === 'broken' ? 'font-medium text-danger-text' : 'text-text-3',
        )}
      >
        {tone === 'success' && syncedAt !== null ? (
          <>
            <span className="sr-only">{words}, read </span>
            <Time plain value={syncedAt} format="smart" timeZone={timeZone} />
          </>
        ) : state === 'broken' ? (
          'Stopped'
        ) : (
          words
        )}
      </span>
    </li>
  )
}
