import { sql } from '@hub/db'
import type { OwnerDb } from '@hub/db/migrations'

const change = [
  sql`alter table app.accounting_statement add column head text`,
  sql`grant delete on app.accounting_csv_layout to hub_app`,
]

/** With an import goes what was said of its columns, since that may be why it is removed. */
export async function up(db: OwnerDb): Promise<void> {
  for (const statement of change) await statement.execute(db)
}
