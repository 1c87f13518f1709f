import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { systemAccess } from '../tenant-table.ts'

/**
 * Jobs that nobody asked for: the hub's own work, such as its mails. They are in an organization or in none, and what they
 * are about is sealed. Open pages are told of people's jobs alone.
 */
const ownWork = sql`
alter table app.job drop constraint job_org_id_fkey;
alter table app.job alter column asked_by_id drop not null;
alter table app.job add column sealed bytea, add column about bytea;
alter table app.job add constraint job_seal check (sealed is null or asked_by_id is null);
create index on app.job (about) where about is not null;
grant update (sealed) on app.job to hub_app;
grant select (sealed, about, dedupe_key) on app.job to hub_system;
drop trigger live_rows on app.job;
drop trigger live_changes on app.job;
create trigger live_rows after insert on app.job for each row when (new.asked_by_id is not null)
  execute function app.tell_live_row('job.moved', 'job', 'id', 'asked_by_id');
create trigger live_ends after delete on app.job for each row when (old.asked_by_id is not null)
  execute function app.tell_live_row('job.moved', 'job', 'id', 'asked_by_id');
create trigger live_changes after update on app.job for each row
  when (new.asked_by_id is not null and old.* is distinct from new.*)
  execute function app.tell_live_row('job.moved', 'job', 'id', 'asked_by_id');
`

/** Work that comes round: which process is at it, and how the last time went. One row for each, never one for a run. And how much of a kind of job was begun. */
const schedules = sql`
create table app.schedule (
  name text primary key check (length(name) between 1 and 120),
  every_ms bigint not null check (every_ms > 0),
  daily_at text,
  due_at timestamptz not null,
  holder uuid,
  leased_until timestamptz,
  started_at timestamptz,
  ended_at timestamptz,
  duration_ms int,
  last_error text,
  failures int not null default 0,
  runs bigint not null default 0,
  seen_at timestamptz not null
);
grant select, insert, update, delete on app.schedule to hub_system;

create table app.job_rate (
  kind text not null,
  whose uuid not null,
  ends_at timestamptz not null,
  used int not null,
  primary key (kind, whose)
);
grant select, insert, update, delete on app.job_rate to hub_system;
`

const changing = [
  'status',
  'attempts',
  'run_id',
  'run_token',
  'done',
  'total',
  'note',
  'result',
  'file_id',
  'error',
  'due_at',
  'started_at',
  'finished_at',
  'cancel_asked_at',
  'sealed',
]

export async function up(db: Kysely<unknown>): Promise<void> {
  await ownWork.execute(db)
  await schedules.execute(db)
  await systemAccess(db, 'job', { insert: '*', update: changing, rows: 'platform' })
  await systemAccess(db, 'job_event', { insert: '*', rows: 'platform' })
}
