import type { EntityDeclaration } from '../../platform/catalog/entities.ts'
import type { FindDeclaration } from '../../platform/catalog/find.ts'
import type { Connection } from './connections/schema.ts'

const findConnection: FindDeclaration<Connection> = {
  path: 'connectors.connections.list',
  words: 'search',
  row: ({ id, title, provider, account }) => ({
    id,
    name: title,
    detail: provider,
    also: [provider, account],
  }),
}

export const connectorsEntities = {
  connectors_connection: {
    noun: 'Connection',
    synonyms: ['connector', 'integration', 'connected service', 'connected shop'],
    find: findConnection,
    link: '/o/{org}/connectors?connection={id}',
    names: (db, ids) =>
      db.selectFrom('connectorsConnection').select(['id', 'title as name']).where('id', 'in', ids).execute(),
    permission: 'connectors.connection.read',
    ofPerson: { file: 'connections.json', whenTheyLeave: 'kept' },
    target: 'connection',
    verbs: {
      'connectors.connection.begun': 'began to connect a service',
      'connectors.connection.connected': 'connected {connection|a service}',
      'connectors.connection.renewed': 'connected {connection|a service} again',
      'connectors.connection.paused': 'paused {connection|a service}',
      'connectors.connection.resumed': 'went on with {connection|a service}',
      'connectors.connection.ended': 'disconnected a service',
      'connectors.sync.asked': 'had {connection|a service} read',
    },
  },
  connectors_stream: {
    noun: 'Stream of a connection',
    plural: 'Streams of a connection',
    names: async (db, ids) => {
      const rows = await db
        .selectFrom('connectorsStream')
        .select(['id', 'name', 'connectionId'])
        .where('id', 'in', ids)
        .execute()
      return rows.map(({ id, name, connectionId }) => ({
        id,
        name,
        partOf: { entity: 'connectors_connection', id: connectionId },
      }))
    },
    permission: 'connectors.connection.read',
    ofPerson: { none: 'what a connection reads is the organization’s' },
  },
} as const satisfies Record<string, EntityDeclaration>
