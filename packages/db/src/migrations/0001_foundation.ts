import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { definerAccess, definerFunction, systemAccess, tenantTable } from '../tenant-table.ts'

// Without "in schema": default privileges of a schema can only add to the global ones, never take away.
const schema = sql`
alter default privileges for role hub_owner revoke execute on functions from public;
grant usage on schema app to hub_app, hub_system;
create function app.org_id() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.org_id', true), '')::uuid $$;
grant execute on function app.org_id() to hub_app, hub_system, hub_audit, hub_ledger, hub_search, hub_sweep;
`

const auditTables = sql`
create table app.audit_entry (
  org_id uuid not null,
  seq bigint not null check (seq > 0),
  at timestamptz not null,
  actor_id uuid,
  actor_kind text,
  acting_for uuid,
  door text not null,
  action text not null,
  target jsonb not null,
  data jsonb not null,
  request_id text,
  prev_hash bytea not null,
  hash bytea not null,
  primary key (org_id, seq)
);
create index on app.audit_entry (org_id, actor_id, seq);
create index on app.audit_entry (org_id, action, seq);
create table app.audit_subject (
  org_id uuid not null,
  seq bigint not null,
  actor_id uuid,
  email text,
  ip text,
  device text,
  primary key (org_id, seq),
  foreign key (org_id, seq) references app.audit_entry (org_id, seq)
);
create index on app.audit_subject (actor_id);
`

/**
 * Statement triggers also fire for a statement that touches no row, and "always" keeps them in force in
 * replica mode. They bind the owner and superusers, whom privileges do not.
 */
const auditGuard = sql`
create function app.audit_refuse() returns trigger language plpgsql as $$
begin
  raise exception 'The audit log only grows.' using errcode = '42501';
end $$;
create trigger append_only before update or delete or truncate on app.audit_entry
  for each statement execute function app.audit_refuse();
alter table app.audit_entry enable always trigger append_only;
`

/** The columns are listed, so that a later column does not change the hashes of older rows. */
const auditHash = sql`
create function app.audit_hash(prev bytea, e app.audit_entry) returns bytea language sql immutable parallel safe
  as $$ select sha256(prev || convert_to(jsonb_build_array(e.org_id, e.seq, (extract(epoch from e.at) * 1000000)::bigint,
    e.actor_id, e.actor_kind, e.acting_for, e.door, e.action, e.target, e.data, e.request_id)::text, 'UTF8')) $$;
grant execute on function app.audit_hash(bytea, app.audit_entry) to hub_app, hub_system, hub_audit;
`

/** The lock makes the writers of one organization take turns; it is held to the end of the transaction. */
const auditChain = sql`
declare
  org uuid := app.org_id();
  entry jsonb;
  last app.audit_entry;
  fresh app.audit_entry;
begin
  if org is null then
    raise exception 'The audit log needs an organization.' using errcode = '42501';
  end if;
  perform pg_advisory_xact_lock(7, hashtext(org::text));
  select * into last from app.audit_entry where org_id = org order by seq desc limit 1;
  for entry in select value from jsonb_array_elements(entries) loop
    fresh := jsonb_populate_record(null::app.audit_entry, entry - array['subject', 'prev_hash', 'hash']);
    fresh.org_id := org;
    fresh.seq := coalesce(last.seq, 0) + 1;
    fresh.at := clock_timestamp();
    fresh.target := coalesce(fresh.target, '{}');
    fresh.data := coalesce(fresh.data, '{}');
    fresh.prev_hash := coalesce(last.hash, '\\x');
    fresh.hash := app.audit_hash(fresh.prev_hash, fresh);
    insert into app.audit_entry select fresh.*;
    if jsonb_typeof(entry -> 'subject') = 'object' then
      insert into app.audit_subject (org_id, seq, actor_id, email, ip, device)
      values (org, fresh.seq, fresh.actor_id, entry #>> '{subject,email}', entry #>> '{subject,ip}', entry #>> '{subject,device}');
    end if;
    last := fresh;
  end loop;
  return last.seq;
end `

async function audit(db: Kysely<unknown>): Promise<void> {
  await auditTables.execute(db)
  await auditGuard.execute(db)
  await auditHash.execute(db)
  await tenantTable(db, 'audit_entry', { app: 'select' })
  await tenantTable(db, 'audit_subject', { app: 'select, delete' })
  await systemAccess(db, 'audit_entry', { select: '*', rows: 'platform' })
  // A person who leaves is erased from every organization's side table.
  await systemAccess(db, 'audit_subject', { select: '*', delete: '*' })
  await definerAccess(db, 'audit_entry', { role: 'hub_audit', privileges: 'select, insert', rows: 'org' })
  await definerAccess(db, 'audit_subject', { role: 'hub_audit', privileges: 'insert', rows: 'org' })
  await definerFunction(db, {
    owner: 'hub_audit',
    signature: 'app.audit_chain(entries jsonb) returns bigint',
    language: 'plpgsql',
    volatility: 'volatile',
    body: auditChain,
    execute: [],
  })
  await definerFunction(db, {
    owner: 'hub_audit',
    signature: 'app.audit_append(entries jsonb) returns bigint',
    language: 'plpgsql',
    volatility: 'volatile',
    body: sql`
begin
  if app.org_id() = '00000000-0000-0000-0000-000000000000' then
    raise exception 'The platform chain is written by system work only.' using errcode = '42501';
  end if;
  return app.audit_chain(entries);
end `,
  })
  await definerFunction(db, {
    owner: 'hub_audit',
    signature: 'app.audit_append_platform(entries jsonb) returns bigint',
    language: 'plpgsql',
    volatility: 'volatile',
    // A SET clause would be shorter, but only superusers may give a function a setting PostgreSQL does not know.
    body: sql`
declare
  before text := coalesce(current_setting('app.org_id', true), '');
  head bigint;
begin
  perform set_config('app.org_id', '00000000-0000-0000-0000-000000000000', true);
  head := app.audit_chain(entries);
  perform set_config('app.org_id', before, true);
  return head;
end `,
    execute: ['hub_system'],
  })
}

/** The position is assigned when the row is written; features cannot read it, so its gaps tell them nothing. */
const outboxTable = sql`
create table app.outbox_event (
  id uuid not null,
  org_id uuid not null,
  position bigint generated always as identity,
  topic text not null,
  aggregate text not null,
  payload jsonb not null,
  created_at timestamptz not null default clock_timestamp(),
  available_at timestamptz not null default clock_timestamp(),
  attempts int not null default 0,
  delivered_at timestamptz,
  last_error text,
  dead_at timestamptz,
  primary key (org_id, id)
);
create index outbox_event_waiting on app.outbox_event (position) where delivered_at is null and dead_at is null;
create index outbox_event_aggregate on app.outbox_event (org_id, aggregate, position)
  where delivered_at is null and dead_at is null;
create index outbox_event_delivered on app.outbox_event (delivered_at) where delivered_at is not null;
`

async function outbox(db: Kysely<unknown>): Promise<void> {
  await outboxTable.execute(db)
  await tenantTable(db, 'outbox_event', {
    app: 'insert (id, org_id, topic, aggregate, payload, available_at)',
  })
  const delivery = ['available_at', 'attempts', 'delivered_at', 'last_error', 'dead_at']
  await systemAccess(db, 'outbox_event', { select: '*', update: delivery, delete: '*' })
  await systemAccess(db, 'outbox_event', { insert: '*', rows: 'platform' })
}

const idempotencyTable = sql`
create table app.idempotency (
  org_id uuid not null,
  actor_id uuid not null,
  procedure text not null,
  key text not null,
  input_hash bytea not null,
  result jsonb,
  secret_result boolean not null default false,
  created_at timestamptz not null default clock_timestamp(),
  primary key (org_id, actor_id, procedure, key)
);
create index on app.idempotency (created_at);
`

async function idempotency(db: Kysely<unknown>): Promise<void> {
  await idempotencyTable.execute(db)
  await tenantTable(db, 'idempotency', { app: 'select, insert' })
  await systemAccess(db, 'idempotency', { select: '*', insert: '*', rows: 'platform' })
  // Stored answers are tenant content, so system work may ask for the old ones to go but cannot read them.
  await definerAccess(db, 'idempotency', {
    role: 'hub_sweep',
    privileges: 'select (org_id, actor_id, procedure, key, created_at), delete',
    rows: 'all',
  })
  await definerFunction(db, {
    owner: 'hub_sweep',
    signature: 'app.idempotency_sweep(before timestamptz, at_most int) returns bigint',
    volatility: 'volatile',
    body: sql`
      with old as (
        select org_id, actor_id, procedure, key from app.idempotency where created_at < before order by created_at limit at_most
      ), gone as (
        delete from app.idempotency i using old
        where (i.org_id, i.actor_id, i.procedure, i.key) = (old.org_id, old.actor_id, old.procedure, old.key)
        returning 1
      ) select count(*) from gone`,
    execute: ['hub_system'],
  })
}

export async function up(db: Kysely<unknown>): Promise<void> {
  await schema.execute(db)
  await audit(db)
  await outbox(db)
  await idempotency(db)
}
