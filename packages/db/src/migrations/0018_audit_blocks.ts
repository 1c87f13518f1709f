import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { definerAccess, definerFunction, systemAccess, tenantTable } from '../tenant-table.ts'
import { creditLimits } from './0018_credit_limits.ts'

/**
 * Where each chain ends, kept beside it: a chain whose last entries are gone is whole in itself, and this is what shows
 * that they were there. Owners are bound by the triggers as with the entries.
 */
const heads = sql`
create table app.audit_head (
  org_id uuid primary key,
  seq bigint not null check (seq > 0),
  hash bytea not null
) with (fillfactor = 50);
alter table app.audit_entry no force row level security;
insert into app.audit_head (org_id, seq, hash)
  select distinct on (org_id) org_id, seq, hash from app.audit_entry order by org_id, seq desc;
alter table app.audit_entry force row level security;
create function app.audit_head_grows() returns trigger language plpgsql as $$
begin
  if new.org_id <> old.org_id or new.seq <= old.seq then
    raise exception 'The audit log only grows.' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger grows before update on app.audit_head for each row execute function app.audit_head_grows();
alter table app.audit_head enable always trigger grows;
create trigger append_only before delete or truncate on app.audit_head
  for each statement execute function app.audit_refuse();
alter table app.audit_head enable always trigger append_only;
`

/**
 * An entry follows the kept head, not the last row: after a cut tail the next entry leaves a gap that no later one closes.
 * The lock makes the writers of one organization take turns; it is held to the end of the transaction.
 */
const auditChain = sql`
declare
  org uuid := app.org_id();
  entry jsonb;
  head app.audit_head;
  fresh app.audit_entry;
begin
  if org is null then
    raise exception 'The audit log needs an organization.' using errcode = '42501';
  end if;
  perform pg_advisory_xact_lock(7, hashtext(org::text));
  select * into head from app.audit_head where org_id = org;
  if not found then
    select org_id, seq, hash into head from app.audit_entry where org_id = org order by seq desc limit 1;
  end if;
  for entry in select value from jsonb_array_elements(entries) loop
    fresh := jsonb_populate_record(null::app.audit_entry, entry - array['subject', 'prev_hash', 'hash']);
    fresh.org_id := org;
    fresh.seq := coalesce(head.seq, 0) + 1;
    fresh.at := clock_timestamp();
    fresh.target := coalesce(fresh.target, '{}');
    fresh.data := coalesce(fresh.data, '{}');
    fresh.prev_hash := coalesce(head.hash, '\\x');
    fresh.hash := app.audit_hash(fresh.prev_hash, fresh);
    insert into app.audit_entry select fresh.*;
    if jsonb_typeof(entry -> 'subject') = 'object' then
      insert into app.audit_subject (org_id, seq, actor_id, email, ip, device)
      values (org, fresh.seq, fresh.actor_id, entry #>> '{subject,email}', entry #>> '{subject,ip}', entry #>> '{subject,device}');
    end if;
    head.seq := fresh.seq;
    head.hash := fresh.hash;
  end loop;
  if fresh.seq is not null then
    insert into app.audit_head as h (org_id, seq, hash) values (org, head.seq, head.hash)
      on conflict (org_id) do update set seq = excluded.seq, hash = excluded.hash;
  end if;
  return head.seq;
end `

/**
 * For the filters of the audit pages; the numbers of an organization's entries rise with their times. Without "fastupdate" no
 * writer has to tidy up for many others while it holds the log's lock.
 */
const indexes = sql`
create index audit_entry_at on app.audit_entry (org_id, at, seq);
create index audit_entry_door on app.audit_entry (org_id, door, seq);
create index audit_entry_request on app.audit_entry (org_id, request_id, seq) where request_id is not null;
create index audit_entry_target on app.audit_entry using gin (jsonb_path_query_array(target, '$.*') jsonb_path_ops)
  with (fastupdate = off);
`

/** Which entries name this id. The policy's predicate would keep the index on contents from being used. */
const about = sql`
  select e.seq from app.audit_entry e
  where e.org_id = app.org_id() and jsonb_path_query_array(e.target, '$.*') @> jsonb_build_array(id)`
const aboutPlatform = sql`
  select e.seq from app.audit_entry e
  where e.org_id = '00000000-0000-0000-0000-000000000000'
    and jsonb_path_query_array(e.target, '$.*') @> jsonb_build_array(id)`

/** Both belong to the platform: only system work reaches them. */
const platform = sql`
create table app.address_block (
  id uuid primary key,
  network cidr not null unique,
  reason text not null,
  created_by_id uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz
);
create table app.audit_export (
  token_hash bytea primary key,
  user_id uuid not null,
  chain uuid not null,
  request jsonb not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index on app.audit_export (expires_at);
grant select, insert, delete on app.address_block to hub_system;
grant select, insert, delete, update (used_at) on app.audit_export to hub_system;
`

export async function up(db: Kysely<unknown>): Promise<void> {
  await heads.execute(db)
  await tenantTable(db, 'audit_head', { app: 'select' })
  await systemAccess(db, 'audit_head', { select: '*', rows: 'platform' })
  await definerAccess(db, 'audit_head', {
    role: 'hub_audit',
    privileges: 'select, insert, update',
    rows: 'org',
  })
  await definerFunction(db, {
    owner: 'hub_audit',
    signature: 'app.audit_chain(entries jsonb) returns bigint',
    language: 'plpgsql',
    volatility: 'volatile',
    body: auditChain,
    execute: [],
  })
  await indexes.execute(db)
  await definerFunction(db, {
    owner: 'hub_search',
    signature: 'app.audit_about(id text) returns setof bigint',
    reads: ['audit_entry'],
    body: about,
  })
  await definerFunction(db, {
    owner: 'hub_search',
    signature: 'app.audit_about_platform(id text) returns setof bigint',
    reads: ['audit_entry'],
    body: aboutPlatform,
    execute: ['hub_system'],
  })
  await platform.execute(db)
  await creditLimits(db)
}
