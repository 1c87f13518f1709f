import { sql } from '@hub/db'
import { definerAccess, tenantForeignKey, tenantTable } from '@hub/db/migrations'
import type { OwnerDb } from '@hub/db/migrations'

/**
 * A trip is what somebody wants, a card is one way to make it that was found, a booking is a card that is held or bought. Amounts
 * are whole minor units of their currency.
 */
const tables = sql`
create table app.travel_trip (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  title text not null,
  slots jsonb not null,
  questions jsonb not null,
  faults jsonb not null,
  weights jsonb not null,
  -- Whether all is known that offers are looked for with.
  is_ready boolean not null,
  -- Counts the changes of what is wished; cards are for the one that was looked for.
  wish int not null default 1,
  looked_wish int,
  job_id uuid,
  created_by_id uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1
);
create table app.travel_card (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  trip_id uuid not null,
  place int not null,
  bundle jsonb not null,
  expires_at timestamptz not null,
  unique (org_id, trip_id, place)
);
create table app.travel_booking (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  trip_id uuid not null,
  title text not null,
  state text not null check (state in ('held', 'confirmed', 'cancelled', 'expired')),
  bundle jsonb not null,
  minor bigint not null check (minor >= 0),
  currency text not null,
  starts_on date not null,
  held_until timestamptz not null,
  created_by_id uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1
);
-- A trip is bought once, however many press at the same time.
create unique index travel_booking_once on app.travel_booking (org_id, trip_id)
  where state in ('held', 'confirmed');
create index travel_booking_held on app.travel_booking (org_id, held_until) where state = 'held';
create index travel_booking_start on app.travel_booking (org_id, starts_on) where state = 'confirmed';
`

const uses = {
  travel_trip: 'select, insert, update, delete',
  travel_card: 'select, insert, delete',
  travel_booking: 'select, insert, update',
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
  for (const table of ['travel_card', 'travel_booking'])
    await tenantForeignKey(db, table, {
      column: 'trip_id',
      references: 'travel_trip',
      onDelete: table === 'travel_card' ? 'cascade' : 'restrict',
    })
}
