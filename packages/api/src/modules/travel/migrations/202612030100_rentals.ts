import { sql } from '@hub/db'
import { definerAccess, tenantForeignKey, tenantTable } from '@hub/db/migrations'
import type { OwnerDb } from '@hub/db/migrations'

/**
 * Cars that the business lets itself. A day of one is a row, so that its key alone keeps it from being sold twice; what is not there is free.
 * Amounts are whole minor units of the currency beside them.
 */
const tables = sql`
create table app.travel_rental (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  name text not null,
  place_id text not null,
  seats int not null check (seats between 1 and 9),
  is_automatic boolean not null,
  day_minor bigint not null check (day_minor >= 0),
  currency text not null,
  is_archived boolean not null default false,
  created_by_id uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1
);
create index travel_rental_place on app.travel_rental (org_id, place_id) where not is_archived;
create table app.travel_rental_day (
  org_id uuid not null references app.organization (id) on delete cascade,
  rental_id uuid not null,
  day date not null,
  -- Null where somebody keeps it free of bookings by hand.
  booking_id uuid,
  primary key (org_id, rental_id, day)
);
create index travel_rental_day_booking on app.travel_rental_day (org_id, booking_id) where booking_id is not null;
`

const uses = {
  travel_rental: 'select, insert, update',
  travel_rental_day: 'select, insert, delete',
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
  for (const [column, references] of [
    ['rental_id', 'travel_rental'],
    ['booking_id', 'travel_booking'],
  ] as const)
    await tenantForeignKey(db, 'travel_rental_day', { column, references, onDelete: 'cascade' })
}
