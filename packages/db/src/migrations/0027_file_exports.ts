import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/** What prepared files of the audit log alone now prepares files of every list: `kind` says which, `request` what of it. */
const rename = sql`
alter table app.audit_export rename to file_export;
alter table app.file_export rename column chain to subject;
alter table app.file_export add column kind text not null default 'audit';
alter table app.file_export alter column kind drop default;
`

export async function up(db: Kysely<unknown>): Promise<void> {
  await rename.execute(db)
}
