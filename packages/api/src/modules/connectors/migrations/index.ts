import type { Migration } from '@hub/db/migrations'
import * as connections from './202611260100_connections.ts'

export const connectorsMigrations: Readonly<Record<string, Migration>> = {
  'connectors/202611260100_connections': connections,
}
