import { sql } from '@hub/db'
import { definerAccess, definerFunction, tenantForeignKey, tenantTable } from '@hub/db/migrations'
import type { OwnerDb } from '@hub/db/migrations'

/*
 * A record is what a source said, word for word; an object is what people see of it. Everything in an object but its
 * overlay can be made again from records and mappings. Slots find objects: filters and sorts compare them with operators
 * that are leakproof, so that their indexes work under row-level security; exact values come from the record.
 */

const slots = {
  t: { type: 'text collate "C"', count: 8 },
  n: { type: 'float8', count: 6 },
  d: { type: 'timestamptz', count: 4 },
} as const

const slotList = Object.entries(slots).flatMap(([letter, { type, count }]) =>
  Array.from({ length: count }, (_, at) => ({ name: `${letter}${at + 1}`, type })),
)

const tables = sql`
create table app.foundry_dataset (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  origin text not null check (origin in ('file', 'stream')),
  key text not null,
  title text not null,
  fields jsonb not null default '[]',
  key_fields text[] not null default '{}',
  records int not null default 0 check (records >= 0),
  loads int not null default 0,
  created_by_id uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  unique (org_id, key)
);
create table app.foundry_load (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  dataset_id uuid not null,
  n int not null,
  source text not null,
  state text not null check (state in ('running', 'done', 'failed')),
  read int not null default 0,
  created int not null default 0,
  changed int not null default 0,
  removed int not null default 0,
  refused int not null default 0,
  problems jsonb not null default '[]',
  created_by_id uuid,
  created_at timestamptz not null,
  ended_at timestamptz,
  unique (org_id, dataset_id, n)
);
create table app.foundry_record (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  dataset_id uuid not null,
  key text collate "C" not null,
  raw jsonb not null,
  hash bytea not null,
  source_at timestamptz,
  load_id uuid not null,
  first_load_id uuid not null,
  removed_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  unique (org_id, dataset_id, key)
);
create table app.foundry_type (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  name text not null,
  title text not null,
  plural text not null,
  title_property text,
  built_in text,
  filling_job_id uuid,
  archived_at timestamptz,
  created_by_id uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  unique (org_id, name)
);
create table app.foundry_property (
  org_id uuid not null references app.organization (id) on delete cascade,
  type_id uuid not null,
  name text not null,
  title text not null,
  kind text not null check (kind in ('text', 'choice', 'number', 'money', 'yesno', 'day', 'instant')),
  position int not null,
  slot text,
  currency_slot text,
  is_searched boolean not null,
  archived_at timestamptz,
  primary key (org_id, type_id, name)
);
create table app.foundry_source (
  org_id uuid not null references app.organization (id) on delete cascade,
  type_id uuid not null,
  dataset_id uuid not null,
  mapping jsonb not null,
  mapping_version int not null default 1,
  primary key (org_id, type_id, dataset_id)
);
create index on app.foundry_source (org_id, dataset_id);
create table app.foundry_link_type (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  name text not null,
  title text not null,
  inverse_name text not null,
  inverse_title text not null,
  from_type_id uuid not null,
  from_property text not null,
  to_type_id uuid not null,
  to_property text,
  created_at timestamptz not null,
  unique (org_id, from_type_id, name),
  unique (org_id, to_type_id, inverse_name)
);
create table app.foundry_object (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  type_id uuid not null,
  dataset_id uuid not null,
  record_id uuid not null,
  key text collate "C" not null,
  title text collate "C" not null,
  words text not null,
  ${sql.raw(slotList.map(({ name, type }) => `${name} ${type}`).join(', '))},
  overlay jsonb not null default '{}',
  removed_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  search tsvector generated always as (to_tsvector('simple', title || ' ' || words)) stored,
  unique (org_id, type_id, dataset_id, key)
);
create index on app.foundry_object (org_id, type_id, title, id);
create index on app.foundry_object (org_id, type_id, key);
create index on app.foundry_object (org_id, record_id);
create index on app.foundry_object using gin (org_id, type_id, search);
create table app.foundry_change (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  object_id uuid not null,
  kind text not null check (kind in ('edit', 'revert', 'load', 'removed', 'returned')),
  load_id uuid,
  actor_id uuid,
  changes jsonb not null,
  created_at timestamptz not null
);
create index on app.foundry_change (org_id, object_id, id);
`

const granted = {
  foundry_dataset: 'select, insert, update, delete',
  foundry_load: 'select, insert, update, delete',
  foundry_record: 'select, insert, update, delete',
  foundry_type: 'select, insert, update, delete',
  foundry_property: 'select, insert, update, delete',
  foundry_source: 'select, insert, update, delete',
  foundry_link_type: 'select, insert, delete',
  foundry_object: 'select, insert, update, delete',
  foundry_change: 'select, insert, delete',
} as const

const keys = [
  ['foundry_load', 'dataset_id', 'foundry_dataset'],
  ['foundry_record', 'dataset_id', 'foundry_dataset'],
  ['foundry_property', 'type_id', 'foundry_type'],
  ['foundry_source', 'type_id', 'foundry_type'],
  ['foundry_source', 'dataset_id', 'foundry_dataset'],
  ['foundry_link_type', 'from_type_id', 'foundry_type'],
  ['foundry_link_type', 'to_type_id', 'foundry_type'],
  ['foundry_object', 'type_id', 'foundry_type'],
  ['foundry_object', 'record_id', 'foundry_record'],
  ['foundry_change', 'object_id', 'foundry_object'],
] as const

export async function up(db: OwnerDb): Promise<void> {
  await tables.execute(db)
  for (const { name } of slotList)
    await sql`create index on app.foundry_object (org_id, type_id, ${sql.raw(name)}, id)
      where ${sql.raw(name)} is not null and removed_at is null`.execute(db)
  for (const [table, app] of Object.entries(granted)) {
    await tenantTable(db, table, { app })
    await definerAccess(db, table, {
      role: 'hub_sweep',
      privileges: 'select (org_id, ctid), delete',
      rows: 'all',
    })
  }
  for (const [table, column, references] of keys)
    await tenantForeignKey(db, table, { column, references, onDelete: 'cascade' })
  // Text search operators are not leakproof: under row-level security they lose their index, so a definer function searches.
  await definerFunction(db, {
    owner: 'hub_search',
    reads: ['foundry_object'],
    signature: 'app.foundry_object_places(type uuid, phrase text) returns tid[]',
    body: sql`
      select coalesce(array_agg(ctid), '{}') from app.foundry_object
      where org_id = app.org_id()
        and (type is null or type_id = type)
        and search @@ (
          select to_tsquery('simple', string_agg(quote_literal(word) || ':*', ' & '))
          from regexp_split_to_table(lower(phrase), '[^[:alnum:]]+') as word
          where word <> ''
        )`,
  })
}
