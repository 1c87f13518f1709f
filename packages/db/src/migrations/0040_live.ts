import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { tellsLive } from '../live-rows.ts'
import { definerAccess, definerFunction, systemAccess, tenantTable } from '../tenant-table.ts'

/**
 * What has changed lately, for pages and programs that follow it: which row and what was done to it, never what it says.
 * `xid` is the transaction that made the change. A reader that keeps the snapshot of its last look finds by it exactly
 * what has been committed since, in whatever order transactions began and ended. `live_presence` is who looks at a row now.
 */
const tables = sql`
create table app.live_change (
  org_id uuid not null,
  xid xid8 not null default pg_current_xact_id(),
  position bigint generated always as identity,
  at timestamptz not null default clock_timestamp(),
  action text not null,
  target jsonb not null,
  actor_id uuid,
  person_id uuid,
  request_id text,
  primary key (org_id, xid, position)
);
create index live_change_at on app.live_change using brin (at);

create table app.live_presence (
  org_id uuid not null,
  seat uuid not null,
  entity text not null check (length(entity) <= 100),
  entity_id uuid not null,
  person_id uuid not null,
  expires_at timestamptz not null,
  primary key (org_id, seat)
);
create index on app.live_presence (org_id, entity, entity_id);

create table app.broadcast (
  id uuid primary key,
  only_org_id uuid references app.organization (id) on delete cascade,
  words text not null check (length(words) between 1 and 280),
  created_by_id uuid not null,
  created_at timestamptz not null,
  ends_at timestamptz not null
);
create index on app.broadcast (ends_at);
create index on app.broadcast (only_org_id);
grant select, insert, update (ends_at) on app.broadcast to hub_system;
`

/** Every entry of an organization's audit log; refusals changed nothing. */
const tellEntry = sql`
begin
  insert into app.live_change (org_id, action, target, actor_id, request_id)
    values (new.org_id, new.action, coalesce(new.target, '{}'), new.actor_id, new.request_id);
  return null;
end `

const tellRow = sql`
declare
  changed jsonb := to_jsonb(coalesce(new, old));
begin
  insert into app.live_change (org_id, action, target, person_id)
    values ((changed ->> 'org_id')::uuid, tg_argv[0],
      case when tg_argv[1] = '' then '{}' else jsonb_build_object(tg_argv[1], changed ->> tg_argv[2]) end,
      case when tg_argv[3] = '' then null else (changed ->> tg_argv[3])::uuid end);
  return null;
end `

/** What fellow members see of a person changes in each of their organizations. */
const tellPerson = sql`
begin
  insert into app.live_change (org_id, action, target)
    select m.org_id, 'member.changed', jsonb_build_object('user', new.id)
    from app.organization_member m where m.user_id = new.id;
  return null;
end `

/** What administrators say to everybody, or to one organization, is on the pages at once. */
const tellBroadcast = sql`
begin
  insert into app.live_change (org_id, action, target)
    select o.id, 'organization.told', '{}' from app.organization o
    where new.only_org_id is null or o.id = new.only_org_id;
  return null;
end `

const triggers = sql`
create trigger live after insert or update on app.broadcast for each row execute function app.tell_live_broadcast();
create trigger live after insert on app.audit_entry for each row
  when (new.org_id <> '00000000-0000-0000-0000-000000000000' and new.action <> 'access.refused')
  execute function app.tell_live_entry();
create trigger live after update of name, email, avatar on app.auth_user for each row
  when ((old.name, old.email, old.avatar) is distinct from (new.name, new.email, new.avatar))
  execute function app.tell_live_person();
`

export async function up(db: Kysely<unknown>): Promise<void> {
  await tables.execute(db)
  await tenantTable(db, 'live_change', { app: 'select' })
  await systemAccess(db, 'live_change', { select: '*', delete: '*' })
  await definerAccess(db, 'live_change', { role: 'hub_epoch', privileges: 'insert', rows: 'all' })
  await tenantTable(db, 'live_presence', { app: 'select, insert, update (expires_at), delete' })
  await systemAccess(db, 'live_presence', { select: ['expires_at'], delete: '*' })
  for (const table of ['live_change', 'live_presence'])
    await definerAccess(db, table, {
      role: 'hub_sweep',
      privileges: 'select (org_id, ctid), delete',
      rows: 'all',
    })
  const trigger = {
    owner: 'hub_epoch',
    language: 'plpgsql',
    volatility: 'volatile',
    execute: ['hub_owner'],
  } as const
  await definerFunction(db, {
    ...trigger,
    signature: 'app.tell_live_entry() returns trigger',
    body: tellEntry,
  })
  await definerFunction(db, { ...trigger, signature: 'app.tell_live_row() returns trigger', body: tellRow })
  await definerFunction(db, {
    ...trigger,
    signature: 'app.tell_live_person() returns trigger',
    body: tellPerson,
  })
  await definerFunction(db, {
    ...trigger,
    signature: 'app.tell_live_broadcast() returns trigger',
    body: tellBroadcast,
  })
  await triggers.execute(db)
  await tellsLive(db, 'organization_member', { action: 'member.changed', target: 'user', id: 'user_id' })
  await tellsLive(db, 'job', { action: 'job.moved', target: 'job', id: 'id', person: 'asked_by_id' })
  await tellsLive(db, 'assistant_conversation', {
    action: 'assistant.moved',
    target: 'conversation',
    id: 'id',
    person: 'person_id',
  })
  // What is put on hold for a call comes back or is charged within it: only what was really spent or given is news.
  await tellsLive(db, 'credit_account', {
    action: 'credits.moved',
    when: 'old.available + old.held <> new.available + new.held',
  })
}
