import { sql } from '@hub/db'
import { systemAccess } from '@hub/db/migrations'
import type { OwnerDb } from '@hub/db/migrations'

const change = [
  sql`alter table app.connectors_connection drop constraint connectors_connection_provider_check`,
  sql`alter table app.connectors_connection add constraint connectors_connection_provider_check
    check (provider in ('shopify', 'stripe', 'hubspot'))`,
  sql`create index connectors_connection_account on app.connectors_connection (provider, account_key)`,
]

/** HubSpot may be connected; it tells one address of what happens in all accounts, so who has connected one has to be found. */
export async function up(db: OwnerDb): Promise<void> {
  for (const statement of change) await statement.execute(db)
  await systemAccess(db, 'connectors_connection', { select: ['org_id', 'provider', 'account_key'] })
}
