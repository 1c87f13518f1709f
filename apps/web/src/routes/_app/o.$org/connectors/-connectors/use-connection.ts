import { useQuery } from '@tanstack/react-query'
import { useHub } from '../../../../../account.ts'
import type { ListedConnection } from './connectors-types.ts'

const SOON_MS = 1_200
const LATER_MS = 10_000
/** A long read is looked at less and less often: what a person may call in an hour is for what they do. */
const GROWTH = 1.04

/** When a connection that is still being read is looked at again. */
export function lookAgainIn(connection: ListedConnection | undefined, looks: number): number | false {
  if (!connection?.isReading) return false
  if (connection.state === 'ok') return Math.min(LATER_MS, SOON_MS * GROWTH ** looks)
  // Whoever reads it tries again by itself.
  return connection.state === 'attention' && LATER_MS
}

/** A connection with what it reads. Pages that were read leave no change to be told of, so it is asked for while they come. */
export function useConnection(id: string | undefined) {
  const { trpc } = useHub()
  return useQuery(
    trpc.connectors.connections.get.queryOptions(
      { id: id ?? '' },
      {
        enabled: id !== undefined,
        refetchInterval: ({ state: { data, dataUpdateCount } }) => lookAgainIn(data, dataUpdateCount),
      },
    ),
  )
}
