import { Card } from '@hub/ui/card'
import { Empty } from '@hub/ui/empty'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Status } from '@hub/ui/status'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@hub/ui/table'
import { Time } from '@hub/ui/time'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useCan, useHub, useOrganization } from '../../../../../account.ts'
import { useTimeZone } from '../../../../../components/day-words.ts'
import { LoadMore } from '../../../../../components/load-more.tsx'
import { Loaded } from '../../../../../components/loaded.tsx'
import { paging } from '../../../../../paging.ts'
import { serviceNames, stateOf } from './connection-words.ts'
import type { ListedConnection } from './connectors-types.ts'
import { ServiceMark } from './service-mark.tsx'
import { lookAgainIn } from './use-connection.ts'

/** What is connected, and how well that works. */
export function ConnectionList() {
  const { trpc } = useHub()
  const canConnect = useCan('connectors.connection.manage')
  const connections = useInfiniteQuery(
    trpc.connectors.connections.list.infiniteQueryOptions(
      {},
      {
        ...paging,
        refetchInterval: ({ state: { data, dataUpdateCount } }) => {
          const reading = data?.pages.flatMap(({ items }) => items).find(({ isReading }) => isReading)
          return lookAgainIn(reading, dataUpdateCount)
        },
      },
    ),
  )
  return (
    <Card flush title="Connected">
      <Loaded
        query={connections}
        failed="The connections could not be loaded"
        skeleton={<SkeletonRows rows={3} />}
      >
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          if (items.length === 0)
            return (
              <Empty title="Nothing connected yet">
                {canConnect
                  ? 'Connect a service below, and what is there comes into Data.'
                  : 'What an owner connects comes into Data by itself.'}
              </Empty>
            )
          return (
            <Table label="Connections">
              <TableHead>
                <Th>Service</Th>
                <Th>State</Th>
                <Th numeric>Last read</Th>
              </TableHead>
              <TableBody>
                {items.map((connection) => (
                  <ConnectionRow key={connection.id} connection={connection} />
                ))}
              </TableBody>
            </Table>
          )
        }}
      </Loaded>
      <LoadMore query={connections} />
    </Card>
  )
}

function ConnectionRow({ connection }: { connection: ListedConnection }) {
  const { slug } = useOrganization()
  const timeZone = useTimeZone()
  const { id, provider, title, account, reason, syncedAt } = connection
  return (
    <TableRow>
      <Td className="w-full tablet:max-w-0">
        <div className="flex items-start gap-3">
          <ServiceMark provider={provider} />
          <div className="min-w-0">
            <Link
              to="/o/$org/connectors"
              params={{ org: slug }}
              search={{ connection: id }}
              className="block font-medium wrap-anywhere tablet:truncate"
            >
              {title}
            </Link>
            <span className="block text-12 wrap-anywhere text-text-3">
              {serviceNames[provider]}
              {provider === 'shopify' && `, ${account}`}
            </span>
            {reason !== '' && <span className="mt-0.5 block text-13 text-pretty text-text-2">{reason}</span>}
          </div>
        </div>
      </Td>
      <Td phone="detail" className="whitespace-nowrap">
        <span className="block max-tablet:mt-1 max-tablet:ml-11">
          <ConnectionState {...connection} />
        </span>
      </Td>
      <Td phone="detail-end" numeric className="text-text-2">
        {syncedAt === null ? 'Not yet' : <Time value={syncedAt} format="smart" timeZone={timeZone} />}
      </Td>
    </TableRow>
  )
}

export function ConnectionState(connection: Parameters<typeof stateOf>[0]) {
  const { words, tone } = stateOf(connection)
  return <Status tone={tone}>{words}</Status>
}
