import { sql } from '@hub/db'
import { definerAccess, tenantForeignKey, tenantTable } from '@hub/db/migrations'
import type { Migration, OwnerDb } from '@hub/db/migrations'

const tables = sql`
create table app.workshop_bike (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  name text not null,
  owner text,
  created_at timestamptz not null
);
create table app.workshop_repair (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  number int not null,
  bike_id uuid not null,
  problem text not null,
  status text not null check (status in ('booked', 'onStand', 'waitingForParts', 'ready', 'collected')),
  mechanic_id uuid,
  promised_on date,
  price_cents bigint check (price_cents >= 0),
  booked_by_id uuid not null,
  created_at timestamptz not null,
  cancelled_at timestamptz,
  unique (org_id, number)
);
`

async function up(db: OwnerDb): Promise<void> {
  await tables.execute(db)
  await tenantTable(db, 'workshop_bike', { app: 'select, insert' })
  await tenantTable(db, 'workshop_repair', { app: 'select, insert, update' })
  await tenantForeignKey(db, 'workshop_repair', {
    column: 'bike_id',
    references: 'workshop_bike',
    onDelete: 'restrict',
  })
  for (const table of ['workshop_bike', 'workshop_repair'])
    await definerAccess(db, table, {
      role: 'hub_sweep',
      privileges: 'select (org_id, ctid), delete',
      rows: 'all',
    })
}

export const workshopMigrations: Readonly<Record<string, Migration>> = {
  'workshop/202611212000_repairs': { up },
}
