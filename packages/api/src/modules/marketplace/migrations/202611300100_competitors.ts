import { sql } from '@hub/db'
import { definerAccess, tenantTable } from '@hub/db/migrations'
import type { OwnerDb } from '@hub/db/migrations'

/**
 * Businesses like one's own near a place. What Google says of one is kept for a day; a followed one keeps the name its people call
 * it by, a dismissed one its id alone, so that it is not shown again.
 */
const table = sql`
create table app.marketplace_competitor (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  place_id text not null,
  state text not null check (state in ('found', 'followed', 'dismissed')),
  name text not null,
  address text,
  website text,
  distance_metres int,
  score int not null check (score between 0 and 100),
  reasons jsonb not null,
  kept_until timestamptz,
  created_by_id uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  unique (org_id, place_id),
  check ((state = 'found') = (kept_until is not null))
)`

export async function up(db: OwnerDb): Promise<void> {
  await table.execute(db)
  await tenantTable(db, 'marketplace_competitor', { app: 'select, insert, update, delete' })
  await definerAccess(db, 'marketplace_competitor', {
    role: 'hub_sweep',
    privileges: 'select (org_id, ctid), delete',
    rows: 'all',
  })
}
