import { sql } from 'kysely'
import type { Kysely, RawBuilder } from 'kysely'
import { definerAccess, definerFunction, tenantTable } from '../tenant-table.ts'

/**
 * `credit_spent` counts what holds and charges have taken of a month (for everybody, under the nil id) or of a member's
 * day. A hold counts in the period it was taken in. Rows exist only while limits are set; the first look of a period
 * reads the ledger.
 */
const tables = sql`
create table app.credit_limit (
  org_id uuid primary key references app.organization (id) on delete cascade,
  month bigint check (month >= 0),
  member_day bigint check (member_day >= 0)
);
create table app.credit_spent (
  org_id uuid not null,
  member_id uuid not null,
  period date not null,
  micro bigint not null,
  primary key (org_id, member_id, period)
) with (fillfactor = 50);
`

/** What was spent in this period so far; called under the account's lock, so nothing moves in between. */
const spentIn = sql`
declare
  org uuid := app.org_id();
  used bigint;
  since timestamptz;
begin
  select s.micro into used from app.credit_spent s where s.org_id = org and s.member_id = member and s.period = start;
  if found then
    return used;
  end if;
  since := start::timestamp at time zone zone;
  select coalesce(sum(-(e.d_available + e.d_held)), 0) into used from app.credit_entry e
    where e.org_id = org and e.kind = 'charge' and e.at >= since
      and (member = '00000000-0000-0000-0000-000000000000' or e.actor_id = member);
  select used + coalesce(sum(h.amount), 0) into used from app.credit_hold h
    where h.org_id = org and h.status = 'open' and h.created_at >= since
      and (member = '00000000-0000-0000-0000-000000000000' or h.actor_id = member);
  delete from app.credit_spent s where s.org_id = org and s.period < start - 62;
  insert into app.credit_spent (org_id, member_id, period, micro) values (org, member, start, used);
  return used;
end `

/** Which limit this hold would break, and what is left under it; null where it fits. Takes the account's lock. */
const over = sql`
declare
  lim app.credit_limit;
  zone text;
  today date;
begin
  select * into lim from app.credit_limit l where l.org_id = h.org_id;
  if not found or (lim.month is null and lim.member_day is null) then
    return;
  end if;
  perform from app.credit_account a where a.org_id = h.org_id for update;
  select o.time_zone into zone from app.organization o where o.id = h.org_id;
  today := (h.created_at at time zone zone)::date;
  if lim.month is not null then
    remaining := lim.month - app.credit_spent_in('00000000-0000-0000-0000-000000000000', date_trunc('month', today)::date, zone);
    if remaining < h.amount then
      which := 'month';
      return;
    end if;
  end if;
  if lim.member_day is not null and h.actor_id is not null then
    remaining := lim.member_day - app.credit_spent_in(h.actor_id, today, zone);
    if remaining < h.amount then
      which := 'member';
    end if;
  end if;
end `

/** Adds to what the hold's periods have used; without limits there is nothing to add to. */
const count = sql`
declare
  zone text;
  today date;
begin
  if delta = 0 or not exists (select from app.credit_limit l where l.org_id = h.org_id) then
    return;
  end if;
  select o.time_zone into zone from app.organization o where o.id = h.org_id;
  today := (h.created_at at time zone zone)::date;
  update app.credit_spent s set micro = s.micro + delta
    where s.org_id = h.org_id and (
      (s.member_id = '00000000-0000-0000-0000-000000000000' and s.period = date_trunc('month', today)::date)
      or (s.member_id = h.actor_id and s.period = today));
end `

/** Changes the limits; what was counted under the old ones is read from the ledger anew. */
const setLimits = sql`
begin
  perform from app.credit_account a where a.org_id = app.org_id() for update;
  insert into app.credit_limit as l (org_id, month, member_day) values (app.org_id(), month_limit, member_day_limit)
    on conflict (org_id) do update set month = excluded.month, member_day = excluded.member_day;
  delete from app.credit_spent s where s.org_id = app.org_id();
end `

/** As in 0005, and counted. */
const free = sql`
declare
  entry app.credit_entry := app.credit_entry_of(h);
begin
  entry.kind := 'release';
  entry.d_available := h.amount;
  entry.d_held := -h.amount;
  entry := app.credit_post(entry);
  if entry.seq is null then
    raise exception 'The account of % does not match its holds.', h.org_id;
  end if;
  perform app.credit_count(h, -h.amount);
  update app.credit_hold c set status = as_status, closed_at = clock_timestamp() where c.org_id = h.org_id and c.id = h.id;
end `

const MADE: readonly [signature: string, body: RawBuilder<unknown>, execute: readonly 'hub_app'[]][] = [
  ['app.credit_spent_in(member uuid, start date, zone text) returns bigint', spentIn, []],
  ['app.credit_over_limit(h app.credit_hold, out which text, out remaining bigint)', over, []],
  ['app.credit_count(h app.credit_hold, delta bigint) returns void', count, []],
  ['app.credit_set_limits(month_limit bigint, member_day_limit bigint) returns void', setLimits, ['hub_app']],
  ['app.credit_free(h app.credit_hold, as_status text) returns void', free, []],
]

/** What an organization lets itself spend in a month, and each member in a day (CRED-4); holds and charges heed it from 0019 on. */
export async function creditLimits(db: Kysely<unknown>): Promise<void> {
  await tables.execute(db)
  const writes = {
    credit_limit: 'select, insert, update',
    credit_spent: 'select, insert, update, delete',
  }
  for (const [table, privileges] of Object.entries(writes)) {
    await tenantTable(db, table, { app: 'select' })
    await definerAccess(db, table, { role: 'hub_ledger', privileges, rows: 'org' })
  }
  await definerAccess(db, 'organization', {
    role: 'hub_ledger',
    privileges: 'select (org_id, id, time_zone)',
    rows: 'org',
  })
  for (const [signature, body, execute] of MADE)
    await definerFunction(db, {
      owner: 'hub_ledger',
      language: 'plpgsql',
      volatility: 'volatile',
      signature,
      body,
      execute,
    })
}
