import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { definerAccess, tenantTable } from '../tenant-table.ts'

/**
 * Which act was chosen out of an offer, and for what request: the words that example sentences are made of, with kinds in
 * the place of names, days and texts. Nothing of a person or a record stands in them.
 */
const choices = sql`
create table app.assistant_choice (
  org_id uuid not null references app.organization (id) on delete cascade,
  words text not null check (length(words) between 1 and 400),
  path text not null check (length(path) <= 200),
  times int not null default 1 check (times > 0),
  chosen_at timestamptz not null,
  primary key (org_id, words, path)
);
create index on app.assistant_choice (org_id, chosen_at desc);
`

export async function up(db: Kysely<unknown>): Promise<void> {
  await choices.execute(db)
  await tenantTable(db, 'assistant_choice', { app: 'select, insert, update (times, chosen_at), delete' })
  await definerAccess(db, 'assistant_choice', {
    role: 'hub_sweep',
    privileges: 'select (org_id, ctid), delete',
    rows: 'all',
  })
}
