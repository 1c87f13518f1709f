import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { definerAccess, definerFunction, systemAccess } from '../tenant-table.ts'

/** At most one a person. Its three secrets are links in mails: to the new address, to the present one, and to stop it. */
const emailChanges = sql`
create table app.auth_email_change (
  user_id uuid primary key references app.auth_user on delete cascade,
  email text not null,
  session_id uuid,
  new_token_hash bytea not null unique,
  old_token_hash bytea not null unique,
  refuse_token_hash bytea not null unique,
  new_confirmed_at timestamptz,
  old_confirmed_at timestamptz,
  expires_at timestamptz not null,
  created_at timestamptz not null
);
create index on app.auth_email_change (expires_at);
grant select, insert, update, delete on app.auth_email_change to hub_system;
`

const exportLinks = sql`
alter table app.auth_one_time_token drop constraint auth_one_time_token_purpose_check;
alter table app.auth_one_time_token add constraint auth_one_time_token_purpose_check check (purpose in (
  'verify-email', 'reset-password', 'first-admin', 'data-export'
));
`

/**
 * When an account ends, and since when nothing of the person is left in it. The row itself stays, because tasks and the
 * audit log name it. Who is about to leave cannot be the owner an organization keeps, so its own handles see the day.
 */
const leaving = sql`
alter table app.auth_user add column deletes_at timestamptz, add column erased_at timestamptz;
create index auth_user_to_erase on app.auth_user (deletes_at) where deletes_at is not null and erased_at is null;
grant select (deletes_at) on app.auth_user to hub_app;
grant update (revoked_at) on app.organization_invitation to hub_system;
grant usage on schema app to hub_sweep;
grant select (id, deletes_at) on app.auth_user to hub_sweep;
create policy hub_sweep on app.auth_user for select to hub_sweep using (true);
`

/** What goes with an organization; members come last, because they are how the sweep finds it again. */
const ERASED = [
  'assistant_conversation',
  'assistant_message',
  'assistant_event',
  'assistant_approval',
  'approval',
  'auth_api_key',
  'oauth_grant',
  'organization_invitation',
  'api_call',
  'cache_epoch',
]

/**
 * Takes some of the rows of an organization away and says how many; 0 when none is left. The list of tables is the list of
 * this role's privileges. It refuses while anybody in the organization stays.
 */
const eraseOrganization = sql`
declare
  place regclass;
  gone bigint;
begin
  if exists (select from app.organization_member m join app.auth_user u on u.id = m.user_id
      where m.org_id = org and u.deletes_at is null) then
    raise exception 'Somebody is still a member of this organization.' using errcode = '42501';
  end if;
  for place in
    select c.oid from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id'
    where c.relnamespace = 'app'::regnamespace and c.relkind = 'r' and has_table_privilege(c.oid, 'delete')
    order by c.relname
  loop
    execute format('delete from %s where ctid = any (array(select ctid from %s where org_id = $1 limit $2))', place, place)
      using org, at_most;
    get diagnostics gone = row_count;
    if gone > 0 then
      return gone;
    end if;
  end loop;
  return 0;
end `

export async function up(db: Kysely<unknown>): Promise<void> {
  await emailChanges.execute(db)
  await exportLinks.execute(db)
  await leaving.execute(db)
  await systemAccess(db, 'organization_invitation', { delete: '*' })
  for (const table of ERASED)
    await definerAccess(db, table, {
      role: 'hub_sweep',
      privileges: 'select (org_id, ctid), delete',
      rows: 'all',
    })
  await definerAccess(db, 'organization_member', {
    role: 'hub_sweep',
    privileges: 'select (org_id, user_id)',
    rows: 'all',
  })
  await sql`grant select (ctid) on app.idempotency to hub_sweep`.execute(db)
  await definerFunction(db, {
    owner: 'hub_sweep',
    signature: 'app.organization_erase(org uuid, at_most int) returns bigint',
    language: 'plpgsql',
    volatility: 'volatile',
    body: eraseOrganization,
    execute: ['hub_system'],
  })
}
