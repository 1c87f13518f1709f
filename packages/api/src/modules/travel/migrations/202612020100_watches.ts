import { sql } from '@hub/db'
import { definerAccess, tenantForeignKey, tenantTable } from '@hub/db/migrations'
import type { OwnerDb } from '@hub/db/migrations'

/**
 * A watch keeps what is wanted, not what was offered: each look asks the sellers anew. Of the prices, only those that differ from the one
 * before are kept. Amounts are whole minor units of the watch's currency.
 */
const tables = sql`
create table app.travel_watch (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  trip_id uuid,
  title text not null,
  slots jsonb not null,
  departs_on date not null,
  line_minor bigint not null check (line_minor > 0),
  currency text not null,
  -- Of the cheapest offer at the latest look that got an answer; null where nothing was offered.
  minor bigint,
  lowest_minor bigint,
  -- Whether it was below the line then: people are told when this changes.
  is_below boolean not null,
  note text not null,
  is_on boolean not null,
  looked_at timestamptz,
  next_at timestamptz not null,
  created_by_id uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1
);
create index travel_watch_due on app.travel_watch (org_id, next_at) where is_on;
create table app.travel_watch_price (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  watch_id uuid not null,
  minor bigint,
  seen_at timestamptz not null
);
create index travel_watch_price_watch on app.travel_watch_price (org_id, watch_id, seen_at);
`

const uses = {
  travel_watch: 'select, insert, update, delete',
  travel_watch_price: 'select, insert, delete',
} as const

export async function up(db: OwnerDb): Promise<void> {
  await tables.execute(db)
  for (const [table, app] of Object.entries(uses)) {
    await tenantTable(db, table, { app })
    await definerAccess(db, table, {
      role: 'hub_sweep',
      privileges: 'select (org_id, ctid), delete',
      rows: 'all',
    })
  }
  await tenantForeignKey(db, 'travel_watch', {
    column: 'trip_id',
    references: 'travel_trip',
    onDelete: 'cascade',
  })
  await tenantForeignKey(db, 'travel_watch_price', {
    column: 'watch_id',
    references: 'travel_watch',
    onDelete: 'cascade',
  })
}
