import { sql } from '@hub/db'
import type { Database } from '@hub/db'
import type { RawBuilder } from 'kysely'

/** Writes past what keeps the log append-only, as somebody with the superuser's way in could. */
export async function tamper({ system }: Database, act: RawBuilder<unknown>): Promise<void> {
  await sql`alter table app.audit_entry disable trigger append_only`.execute(system)
  await act.execute(system)
  await sql`alter table app.audit_entry enable always trigger append_only`.execute(system)
}
