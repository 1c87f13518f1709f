import type { EarlyCall } from '../../early-call.ts'

/** More than anybody connects. */
export const connectionsInput = { limit: 50 } as const

/** What the dashboard asks of this module. */
export const early: readonly EarlyCall[] = [
  { path: 'connectors.connections.list', input: connectionsInput, needs: 'connectors.connection.read' },
]
