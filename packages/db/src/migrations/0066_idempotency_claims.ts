import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { definerAccess, definerFunction, tenantTable } from '../tenant-table.ts'

/**
 * Keys of calls that are under way at another service. A table beside the stored answers, which nobody may change: a claim is
 * renewed while its call runs, and goes with it.
 */
const table = sql`
create table app.idempotency_claim (
  org_id uuid not null,
  actor_id uuid not null,
  procedure text not null,
  key text not null,
  input_hash bytea not null,
  holder uuid not null,
  claimed_until timestamptz not null,
  primary key (org_id, actor_id, procedure, key)
);
create index on app.idempotency_claim (claimed_until);
`

export async function up(db: Kysely<unknown>): Promise<void> {
  await table.execute(db)
  await tenantTable(db, 'idempotency_claim', {
    app: 'select, insert, update (holder, claimed_until), delete',
  })
  await definerAccess(db, 'idempotency_claim', {
    role: 'hub_sweep',
    privileges: 'select (org_id, claimed_until, ctid), delete',
    rows: 'all',
  })
  await definerFunction(db, {
    owner: 'hub_sweep',
    signature: 'app.idempotency_claims_sweep(before timestamptz) returns bigint',
    volatility: 'volatile',
    body: sql`
      with gone as (delete from app.idempotency_claim where claimed_until < before returning 1)
      select count(*) from gone`,
    execute: ['hub_system'],
  })
}
