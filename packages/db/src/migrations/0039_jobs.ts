import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { definerAccess, systemAccess, tenantForeignKey, tenantTable } from '../tenant-table.ts'

/** What is shown of background work, and what it made. The engine's own tables hold what is in line (`engine-schema.ts`). */
const tables = sql`
alter table app.file drop constraint file_kind_check;
alter table app.file add constraint file_kind_check check (kind in ('avatar', 'attached', 'job'));
create table app.job (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  kind text not null check (length(kind) between 1 and 80),
  title text not null check (length(title) between 1 and 200),
  payload jsonb not null,
  status text not null check (status in ('queued', 'running', 'done', 'dead', 'canceled')),
  priority text not null check (priority in ('high', 'normal', 'low')),
  attempts int not null default 0,
  asked_by_id uuid not null,
  program_id uuid,
  impersonation_id uuid,
  request_id text not null,
  dedupe_key text check (length(dedupe_key) <= 200),
  run_id text not null,
  run_token uuid,
  done bigint not null default 0,
  total bigint,
  note text,
  result jsonb,
  file_id uuid,
  error jsonb,
  due_at timestamptz not null,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  cancel_asked_at timestamptz
);
create index on app.job (org_id, created_at desc, id desc);
create index on app.job (org_id) where status in ('queued', 'running');
create index on app.job (status, created_at desc, id desc);
create index on app.job (finished_at) where finished_at is not null;
create index on app.job (file_id) where file_id is not null;
create unique index job_once on app.job (org_id, kind, dedupe_key) where status in ('queued', 'running');

create table app.job_event (
  org_id uuid not null,
  job_id uuid not null,
  position bigint generated always as identity,
  status text not null check (status in ('queued', 'started', 'failed', 'retried', 'done', 'dead', 'canceled')),
  attempt int not null,
  at timestamptz not null,
  message text,
  primary key (org_id, job_id, position)
);

create table app.worker_lease (
  id uuid primary key,
  version text not null,
  beat_at timestamptz not null
);
grant select, insert, update, delete on app.worker_lease to hub_system;
`

export async function up(db: Kysely<unknown>): Promise<void> {
  await tables.execute(db)
  await tenantTable(db, 'job', {
    app: 'select, insert, update (status, attempts, run_id, run_token, done, total, note, result, file_id, error, due_at, started_at, finished_at, cancel_asked_at)',
  })
  await systemAccess(db, 'job', {
    select: [
      'id',
      'org_id',
      'kind',
      'title',
      'status',
      'priority',
      'attempts',
      'asked_by_id',
      'request_id',
      'run_id',
      'run_token',
      'done',
      'total',
      'file_id',
      'error',
      'due_at',
      'created_at',
      'started_at',
      'finished_at',
      'cancel_asked_at',
    ],
    delete: '*',
  })
  await tenantTable(db, 'job_event', { app: 'select, insert' })
  await tenantForeignKey(db, 'job_event', { column: 'job_id', references: 'job', onDelete: 'cascade' })
  for (const table of ['job', 'job_event'])
    await definerAccess(db, table, {
      role: 'hub_sweep',
      privileges: 'select (org_id, ctid), delete',
      rows: 'all',
    })
}
