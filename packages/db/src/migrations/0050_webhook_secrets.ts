import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/** The secret of a webhook that starts a workflow can be changed; the one before opens it for a day. */
const change = [
  sql`alter table app.workflow_trigger add column old_secret bytea, add column old_secret_until timestamptz`,
  sql`grant update (old_secret, old_secret_until) on app.workflow_trigger to hub_app`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of change) await statement.execute(db)
}
