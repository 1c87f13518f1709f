import { sql } from '@hub/db'
import type { OwnerDb } from '@hub/db/migrations'

const change = [
  sql`alter table app.accounting_statement drop constraint accounting_statement_format_check`,
  sql`alter table app.accounting_statement add constraint accounting_statement_format_check
    check (format in ('ofx', 'csv', 'camt'))`,
]

/** Statements of ISO 20022 are read as well. */
export async function up(db: OwnerDb): Promise<void> {
  for (const statement of change) await statement.execute(db)
}
