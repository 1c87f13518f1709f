import { z } from 'zod'
import type { EventPayloads, EventSchemas } from '../../platform/events/topics.ts'
import { entityId } from '../../shared/ids.ts'
import { ConnectionId, ProviderName } from './connections/schema.ts'

const ofConnection = { connectionId: ConnectionId, provider: ProviderName, title: z.string() }

export const connectorsEvents = {
  'connectors.connection.connected': z.strictObject(ofConnection).meta({
    permission: 'connectors.connection.read',
    title: 'Service connected',
    description: 'An account at another service was connected, or its permission renewed by a person.',
  }),
  'connectors.connection.broken': z.strictObject(ofConnection).meta({
    permission: 'connectors.connection.read',
    title: 'Service has to be connected again',
    description: 'A service no longer accepts the permission that it gave, so nothing is read from it.',
  }),
  'connectors.order.arrived': z
    .strictObject({ ...ofConnection, objectId: entityId('foundry_object'), name: z.string() })
    .meta({
      permission: 'connectors.connection.read',
      title: 'Order arrived',
      description:
        'Somebody ordered in a connected shop. What was there before it was connected is not told.',
    }),
} as const satisfies EventSchemas

type ConnectorsEvents = EventPayloads<typeof connectorsEvents>

declare module '../../platform/events/topics.ts' {
  // oxlint-disable-next-line typescript/no-empty-interface, typescript/no-empty-object-type -- declaration merging
  interface ModuleEvents extends ConnectorsEvents {}
}
