import { sql } from '@hub/db'
import type { OwnerDb } from '@hub/db/migrations'

/** Privileges do not bind the owner and superusers; triggers do, and "always" keeps them in force in replica mode. */
const appendOnly = sql`
create function app.accounting_refuse() returns trigger language plpgsql as $$
begin
  -- An organization that ends takes its books along.
  if tg_op = 'DELETE' and current_user = 'hub_sweep' then
    return null;
  end if;
  raise exception 'What is posted never changes: reverse it.' using errcode = '42501';
end $$;
create trigger append_only before update or delete or truncate on app.accounting_entry
  for each statement execute function app.accounting_refuse();
alter table app.accounting_entry enable always trigger append_only;
create trigger append_only before update or delete or truncate on app.accounting_line
  for each statement execute function app.accounting_refuse();
alter table app.accounting_line enable always trigger append_only;
`

/**
 * An entry is zero in each currency and in that of the book, and has the lines it says: so none can be added later, not even
 * some that are zero together.
 */
const balanced = sql`
create function app.accounting_check_lines() returns trigger language plpgsql set search_path = app, pg_temp as $$
declare
  wrong uuid;
begin
  with touched as (
    select distinct org_id, entry_id from fresh
  ), summed as (
    select l.org_id, l.entry_id, l.currency, sum(l.amount_minor) as amount, sum(l.base_minor) as base,
      count(*) as lines, max(l.n) as highest, bool_and(l.entry_date = e.entry_date) as same_day, e.line_count
    from touched t
    join accounting_line l on l.org_id = t.org_id and l.entry_id = t.entry_id
    join accounting_entry e on e.org_id = t.org_id and e.id = t.entry_id
    group by l.org_id, l.entry_id, l.currency, e.line_count
  )
  select entry_id into wrong from summed group by org_id, entry_id, line_count
    having bool_or(amount <> 0) or sum(base) <> 0 or sum(lines) <> line_count or max(highest) <> line_count
      or not bool_and(same_day)
    limit 1;
  if found then
    raise exception 'The lines of entry % do not balance, or are not as many as it says.', wrong using errcode = '23514';
  end if;
  return null;
end $$;
create trigger balanced after insert on app.accounting_line referencing new table as fresh
  for each statement execute function app.accounting_check_lines();
alter table app.accounting_line enable always trigger balanced;
`

/** Looked at when the transaction ends, since an entry comes before its lines. */
const complete = sql`
create function app.accounting_check_entry() returns trigger language plpgsql set search_path = app, pg_temp as $$
begin
  if not exists (select from accounting_line l where l.org_id = new.org_id and l.entry_id = new.id and l.n = new.line_count) then
    raise exception 'Entry % has no lines.', new.id using errcode = '23514';
  end if;
  return null;
end $$;
create constraint trigger complete after insert on app.accounting_entry
  deferrable initially deferred for each row execute function app.accounting_check_entry();
alter table app.accounting_entry enable always trigger complete;
`

/** What an account is, and in which currency, would change reports of years gone by. */
const frozen = sql`
create function app.accounting_check_account() returns trigger language plpgsql set search_path = app, pg_temp as $$
begin
  if exists (select from accounting_line l where l.org_id = old.org_id and l.account_id = old.id) then
    raise exception 'Account % has entries; its type and currency stay.', old.code using errcode = '23514';
  end if;
  return new;
end $$;
create trigger frozen before update on app.accounting_account for each row
  when (old.type is distinct from new.type or old.currency is distinct from new.currency or old.role is distinct from new.role
    or old.org_id is distinct from new.org_id or old.id is distinct from new.id)
  execute function app.accounting_check_account();
alter table app.accounting_account enable always trigger frozen;
create function app.accounting_check_book() returns trigger language plpgsql set search_path = app, pg_temp as $$
begin
  if exists (select from accounting_entry e where e.org_id = old.org_id) then
    raise exception 'The book has entries; its currency and year stay.' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger frozen before update on app.accounting_book for each row
  when (old.base_currency is distinct from new.base_currency or old.year_start_month is distinct from new.year_start_month
    or old.year_start_day is distinct from new.year_start_day)
  execute function app.accounting_check_book();
alter table app.accounting_book enable always trigger frozen;
`

export async function guardLedger(db: OwnerDb): Promise<void> {
  for (const one of [appendOnly, balanced, complete, frozen]) await one.execute(db)
}
