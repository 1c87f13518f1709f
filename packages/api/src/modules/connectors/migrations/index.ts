import type { Migration } from '@hub/db/migrations'
import * as connections from './202611260100_connections.ts'
import * as hubspot from './202612130100_hubspot.ts'

export const connectorsMigrations: Readonly<Record<string, Migration>> = {
  'connectors/202611260100_connections': connections,
  'connectors/202612130100_hubspot': hubspot,
}
