import type { DashboardParts } from '../web-module.ts'
import { ConnectorsCard } from './connectors-card.tsx'
import { connectionsInput } from './early.ts'

export const dashboard: DashboardParts = {
  name: 'connectors',
  prefetch: ({ queryClient, trpc }, can) => {
    if (can('connectors.connection.read'))
      void queryClient.prefetchQuery(trpc.connectors.connections.list.queryOptions(connectionsInput))
  },
  cards: [
    {
      id: 'connectors.sync',
      title: 'Connectors',
      size: 'half',
      permission: 'connectors.connection.read',
      Card: ConnectorsCard,
    },
  ],
}
