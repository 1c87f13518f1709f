import { asSuperuser } from '@hub/db/testing'
import type { TestDatabase } from '@hub/db/testing'

/** Writes past what keeps the log append-only, as somebody with the superuser's way in could. */
export async function tamper(database: TestDatabase, text: string, values: unknown[] = []): Promise<void> {
  await asSuperuser(database, 'alter table app.audit_entry disable trigger append_only')
  await asSuperuser(database, text, values)
  await asSuperuser(database, 'alter table app.audit_entry enable always trigger append_only')
}
