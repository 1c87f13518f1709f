import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { EXPLAINED } from './explained-faults.ts'
import { findSchemaFaults } from './schema-faults.ts'
import type { SchemaFault } from './schema-faults.ts'
import { createTestDatabase } from './testing.ts'
import type { TestDatabase } from './testing.ts'

/** Statements that each plant one fault, and the report they must cause. `owner` runs them as hub_owner. */
const PLANTED: { plant: string; object: string; fault: string }[] = [
  { plant: 'drop policy org on app.note', object: 'note', fault: 'no canonical policy' },
  { plant: 'alter policy org on app.note using (true)', object: 'note', fault: 'no canonical policy' },
  { plant: 'alter policy org on app.note with check (true)', object: 'note', fault: 'no canonical policy' },
  { plant: 'alter policy org on app.note to public', object: 'note', fault: 'no canonical policy' },
  {
    plant: 'create policy more on app.note for select to hub_app using (true)',
    object: 'note.more',
    fault: 'another policy for hub_app or everybody',
  },
  {
    plant: 'create policy more on app.note for select using (true)',
    object: 'note.more',
    fault: 'another policy for hub_app or everybody',
  },
  {
    plant: 'create policy loose on app.note for insert to hub_ledger with check (true)',
    object: 'note.loose',
    fault: 'policy of a definer role without the organization',
  },
  {
    plant: 'alter table app.note no force row level security',
    object: 'note',
    fault: 'row-level security is not enabled and forced',
  },
  {
    plant: 'alter table app.note disable row level security',
    object: 'note',
    fault: 'row-level security is not enabled and forced',
  },
  {
    plant: 'alter table app.note alter column org_id drop not null',
    object: 'note',
    fault: 'org_id may be null',
  },
  {
    plant: 'alter table app.leaf drop constraint leaf_org_id_id_key',
    object: 'leaf',
    fault: 'no index starts with org_id',
  },
  {
    plant: 'create unique index note_slug on app.note (slug)',
    object: 'app.note_slug',
    fault: 'unique index without org_id',
  },
  {
    plant: 'alter table app.leaf add constraint bare foreign key (note_id) references app.note (id)',
    object: 'leaf.bare',
    fault: 'foreign key between tenant tables without org_id',
  },
  {
    plant: `create table app.part (org_id uuid not null, id uuid, primary key (org_id, id)) partition by hash (org_id);
      create table app.part_0 partition of app.part for values with (modulus 1, remainder 0);
      grant select on app.part_0 to hub_app`,
    object: 'part_0',
    fault: 'partition reachable by its own name',
  },
  {
    plant: 'create view app.v as select * from app.note; grant select on app.v to hub_app',
    object: 'v',
    fault: 'view runs as its owner',
  },
  {
    plant: 'create materialized view app.m as select 1 as one; grant select on app.m to hub_app',
    object: 'm',
    fault: 'materialized view is readable',
  },
  {
    plant: 'grant truncate on app.note to hub_app',
    object: 'note',
    fault: 'privilege that row-level security does not govern: TRUNCATE',
  },
  {
    plant: 'grant references (id) on app.note to hub_app',
    object: 'note',
    fault: 'privilege that row-level security does not govern: REFERENCES',
  },
  {
    plant: 'grant trigger on app.note to public',
    object: 'note',
    fault: 'privilege that row-level security does not govern: TRIGGER',
  },
  {
    plant: 'create table app.bare (id int); grant select (id) on app.bare to hub_app',
    object: 'bare',
    fault: 'no org_id, yet hub_app reaches it',
  },
  { plant: 'alter table app.note owner to current_user', object: 'note', fault: 'not owned by hub_owner' },
  {
    plant: `create function app.peek() returns int language sql security definer set search_path = app, pg_temp as 'select 1'`,
    object: 'app.peek()',
    fault: 'definer function of a role that is no definer role',
  },
  {
    plant: `create function app.peek() returns int language sql security definer as 'select 1'; alter function app.peek() owner to hub_search`,
    object: 'app.peek()',
    fault: 'definer function without a fixed search_path',
  },
  {
    plant: 'grant execute on function app.audit_append(jsonb) to public',
    object: 'app.audit_append(jsonb)',
    fault: 'function executable by everybody',
  },
  {
    plant: 'grant create on schema app to hub_app',
    object: 'hub_app',
    fault: 'may create objects in the schema',
  },
  {
    plant: 'alter role hub_app bypassrls',
    object: 'hub_app',
    fault: 'login steps around row-level security',
  },
  {
    plant: 'grant hub_owner to hub_system',
    object: 'hub_system',
    fault: 'login steps around row-level security',
  },
  { plant: 'alter role hub_search login', object: 'hub_search', fault: 'definer role is too strong' },
]

let scratch: TestDatabase
let admin: Client

beforeAll(async () => {
  scratch = await createTestDatabase({ adminUrl: inject('adminUrl'), template: inject('templateName') })
  admin = new Client({ connectionString: scratch.adminUrl })
  await admin.connect()
})

afterAll(async () => {
  await admin.end()
  await scratch.drop()
})

describe('the schema', () => {
  test('has no fault but the explained ones', async () => {
    const faults = await findSchemaFaults(admin)
    expect(faults).toEqual(EXPLAINED.map(({ object, fault }) => ({ object, fault })).toSorted(byObject))
  })
})

describe('the catalog test', () => {
  // Everything happens in a transaction that is rolled back: role changes are cluster-wide and must not stay.
  test.each(PLANTED)('reports "$fault" after $plant', async ({ plant, object, fault }) => {
    await admin.query('begin')
    try {
      await plantTables()
      const before = await findSchemaFaults(admin)
      await admin.query(plant)
      const found = await findSchemaFaults(admin)
      expect(before.filter((one) => one.object === object && one.fault === fault)).toEqual([])
      expect(found).toContainEqual({ object, fault })
    } finally {
      await admin.query('rollback')
    }
  })
})

/** Two tenant tables as tenantTable() makes them, in SQL because the transaction belongs to this connection. */
async function plantTables(): Promise<void> {
  await admin.query(`
    create table app.note (org_id uuid not null, id uuid primary key, slug text, unique (org_id, id));
    create table app.leaf (org_id uuid not null, id uuid primary key, note_id uuid, unique (org_id, id));
    alter table app.note owner to hub_owner;
    alter table app.leaf owner to hub_owner`)
  for (const table of ['note', 'leaf']) {
    const predicate = `org_id = nullif(current_setting('app.org_id', true), '')::uuid`
    await admin.query(`
      alter table app.${table} enable row level security, force row level security;
      create policy org on app.${table} for all to hub_app using (${predicate}) with check (${predicate})`)
  }
}

function byObject(a: SchemaFault, b: SchemaFault): number {
  return a.object < b.object ? -1 : Number(a.object > b.object)
}
