import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { systemAccess, tenantTable } from '../tenant-table.ts'

/**
 * How often what a cached answer depends on has changed. The numbers rise in the transaction of the change and are read
 * with the caller's identity, so no server gives an answer from before a commit that its caller could have seen.
 */
const table = sql`
create table app.cache_epoch (
  org_id uuid not null references app.organization (id) on delete cascade,
  feature text not null,
  epoch bigint not null default 1,
  primary key (org_id, feature)
) with (fillfactor = 70);
`

const people = sql`alter table app.auth_user add column cache_epoch bigint not null default 0`

export async function up(db: Kysely<unknown>): Promise<void> {
  await table.execute(db)
  await tenantTable(db, 'cache_epoch', { app: 'select, insert, update (epoch)' })
  await systemAccess(db, 'cache_epoch', {
    select: '*',
    insert: ['org_id', 'feature', 'epoch'],
    update: ['epoch'],
  })
  await people.execute(db)
}
