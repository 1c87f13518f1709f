import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { tellsLive } from '../live-rows.ts'
import { definerAccess, systemAccess, tenantForeignKey, tenantTable } from '../tenant-table.ts'

/** Workflows, what starts them, and their runs. The engine's own tables hold which runs are in line (`engine-schema.ts`). */
const tables = sql`
create table app.workflow (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  name text not null check (length(name) between 1 and 120),
  description text not null default '' check (length(description) <= 2000),
  draft jsonb not null,
  published int,
  is_on boolean not null default false,
  at_once int not null default 10 check (at_once between 1 and 100),
  on_failure_id uuid,
  runs int not null default 0,
  versions int not null default 0,
  version int not null default 1,
  created_by_id uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  removed_at timestamptz
);
create index on app.workflow (org_id, updated_at desc, id desc);

create table app.workflow_version (
  org_id uuid not null,
  workflow_id uuid not null,
  number int not null,
  definition jsonb not null,
  note text not null default '' check (length(note) <= 500),
  published_by_id uuid not null,
  program_id uuid,
  published_at timestamptz not null,
  primary key (org_id, workflow_id, number)
);

create table app.workflow_trigger (
  id uuid primary key,
  org_id uuid not null,
  workflow_id uuid not null,
  key text not null,
  kind text not null check (kind in ('schedule', 'event', 'webhook')),
  config jsonb not null,
  topic text,
  next_at timestamptz,
  secret bytea,
  is_on boolean not null
);
create unique index workflow_trigger_key on app.workflow_trigger (org_id, workflow_id, key);
create index on app.workflow_trigger (next_at) where is_on and next_at is not null;
create index on app.workflow_trigger (org_id, topic) where is_on and topic is not null;

create table app.workflow_run (
  id uuid primary key,
  org_id uuid not null,
  workflow_id uuid not null,
  number int not null,
  version int,
  definition jsonb,
  status text not null check (status in ('queued', 'running', 'waiting', 'paused', 'done', 'failed', 'canceled')),
  started_by text not null check (started_by in ('person', 'schedule', 'event', 'webhook', 'workflow', 'failure', 'test')),
  cause text not null check (length(cause) <= 200),
  input jsonb not null,
  pinned jsonb,
  acts_as_id uuid not null,
  program_id uuid,
  started_by_id uuid,
  depth int not null default 0,
  segment int not null default 0,
  run_token uuid,
  is_held boolean not null default false,
  wake_at timestamptz,
  error jsonb,
  cost_micro bigint not null default 0,
  planned_at timestamptz,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  cancel_asked_at timestamptz
);
create unique index workflow_run_cause on app.workflow_run (org_id, workflow_id, cause);
create unique index workflow_run_number on app.workflow_run (org_id, workflow_id, number);
create index on app.workflow_run (org_id, created_at desc, id desc);
create index on app.workflow_run (org_id, workflow_id) where status in ('queued', 'running', 'waiting', 'paused');
create index on app.workflow_run (wake_at) where wake_at is not null;
create index on app.workflow_run (status, created_at) where status in ('queued', 'running');
create index on app.workflow_run (finished_at) where finished_at is not null;

create table app.workflow_step_run (
  org_id uuid not null,
  run_id uuid not null,
  path text not null check (length(path) <= 400),
  round int not null,
  attempt int not null,
  step_id text not null,
  status text not null check (status in ('running', 'waiting', 'done', 'failed')),
  is_past boolean not null default false,
  input jsonb,
  output jsonb,
  error jsonb,
  wait jsonb,
  wait_topic text,
  wait_until timestamptz,
  cost_micro bigint not null default 0,
  started_at timestamptz not null,
  finished_at timestamptz,
  primary key (org_id, run_id, path, round, attempt)
);
create unique index workflow_step_run_now on app.workflow_step_run (org_id, run_id, path) where not is_past;
create index on app.workflow_step_run (org_id, wait_topic) where wait_topic is not null;

create table app.workflow_blob (
  id uuid primary key,
  org_id uuid not null,
  run_id uuid not null,
  content jsonb not null
);
create index on app.workflow_blob (org_id, run_id);

create table app.workflow_secret (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  name text not null check (length(name) between 1 and 40),
  hosts text[] not null,
  sealed bytea not null,
  set_by_id uuid not null,
  set_at timestamptz not null
);
create unique index workflow_secret_name on app.workflow_secret (org_id, name);
`

const swept = [
  'workflow',
  'workflow_version',
  'workflow_trigger',
  'workflow_run',
  'workflow_step_run',
  'workflow_blob',
  'workflow_secret',
] as const

export async function up(db: Kysely<unknown>): Promise<void> {
  await tables.execute(db)
  await tenantTable(db, 'workflow', {
    app: 'select, insert, update (name, description, draft, published, is_on, at_once, on_failure_id, runs, versions, version, updated_at, removed_at)',
  })
  await tenantTable(db, 'workflow_version', { app: 'select, insert' })
  await tenantTable(db, 'workflow_trigger', {
    app: 'select, insert, update (config, topic, next_at, secret, is_on), delete',
  })
  await tenantTable(db, 'workflow_run', {
    app: 'select, insert, update (version, definition, status, acts_as_id, program_id, segment, run_token, is_held, wake_at, error, cost_micro, started_at, finished_at, cancel_asked_at)',
  })
  await tenantTable(db, 'workflow_step_run', {
    app: 'select, insert, update (attempt, status, is_past, input, output, error, wait, wait_topic, wait_until, cost_micro, finished_at)',
  })
  await tenantTable(db, 'workflow_blob', { app: 'select, insert' })
  await tenantTable(db, 'workflow_secret', {
    app: 'select, insert, update (hosts, sealed, set_by_id, set_at), delete',
  })
  const child = (table: string, column: string, references: string) =>
    tenantForeignKey(db, table, { column, references, onDelete: 'cascade' })
  for (const table of ['workflow_version', 'workflow_trigger', 'workflow_run'])
    await child(table, 'workflow_id', 'workflow')
  for (const table of ['workflow_step_run', 'workflow_blob']) await child(table, 'run_id', 'workflow_run')
  await systemAccess(db, 'workflow_trigger', { select: ['id', 'org_id', 'next_at', 'is_on'] })
  await systemAccess(db, 'workflow_run', {
    select: ['id', 'org_id', 'status', 'segment', 'wake_at', 'created_at', 'finished_at', 'is_held'],
    delete: '*',
  })
  // A step writes several times; what people see move is its state.
  const moved = {
    action: 'workflow.run_moved',
    target: 'run',
    when: 'old.status is distinct from new.status',
  }
  await tellsLive(db, 'workflow_run', { ...moved, id: 'id' })
  await tellsLive(db, 'workflow_step_run', { ...moved, id: 'run_id' })
  for (const table of swept)
    await definerAccess(db, table, {
      role: 'hub_sweep',
      privileges: 'select (org_id, ctid), delete',
      rows: 'all',
    })
}
