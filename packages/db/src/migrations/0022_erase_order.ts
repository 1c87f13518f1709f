import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { definerFunction } from '../tenant-table.ts'

/**
 * Takes some of the rows of an organization away and says how many; 0 when none is left. The list of tables is the list of
 * this role's privileges. Rows go before those they refer to, whatever the tables are called; tables that hold each other,
 * or themselves, go in one statement, at whose end PostgreSQL looks. It refuses while anybody in the organization stays.
 */
const eraseOrganization = sql`
declare
  place regclass;
  filled oid[] := '{}';
  has_rows boolean;
  held int;
  holds_itself boolean;
  parts text;
  gone bigint;
begin
  if exists (select from app.organization_member m join app.auth_user u on u.id = m.user_id
      where m.org_id = org and u.deletes_at is null) then
    raise exception 'Somebody is still a member of this organization.' using errcode = '42501';
  end if;
  for place in
    select c.oid from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id'
    where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and has_table_privilege(c.oid, 'delete')
  loop
    execute format('select exists (select from %s where org_id = $1)', place) into has_rows using org;
    if has_rows then
      filled := filled || place::oid;
    end if;
  end loop;
  -- 0: no other row refers to it; 1: those that do go or let go with it; 2: they would stop it.
  select p.oid, coalesce(max(case when k.confdeltype in ('a', 'r') then 2 else 1 end) filter (where k.conrelid <> p.oid), 0),
      coalesce(bool_or(k.confdeltype in ('a', 'r')) filter (where k.conrelid = p.oid), false)
    into place, held, holds_itself
    from unnest(filled) p (oid)
    left join pg_constraint k on k.contype = 'f' and k.confrelid = p.oid and k.conrelid = any (filled)
    group by p.oid order by 2, 1 limit 1;
  if place is null then
    return 0;
  end if;
  if held < 2 and not holds_itself then
    execute format(
      'delete from %s where org_id = $1 and ctid = any (array(select ctid from %s where org_id = $1 limit $2))', place, place)
      using org, at_most;
    get diagnostics gone = row_count;
    return gone;
  end if;
  if held < 2 then
    filled := array[place::oid];
  end if;
  select 'with ' || string_agg(format('%I as (delete from %s where org_id = $1 returning 1)', 't' || p.oid, p.oid::regclass), ', ')
      || ' select ' || string_agg(format('(select count(*) from %I)', 't' || p.oid), ' + ')
    into parts from unnest(filled) p (oid);
  execute parts into gone using org;
  return gone;
end `

export async function eraseInOrder(db: Kysely<unknown>): Promise<void> {
  await definerFunction(db, {
    owner: 'hub_sweep',
    signature: 'app.organization_erase(org uuid, at_most int) returns bigint',
    language: 'plpgsql',
    volatility: 'volatile',
    body: eraseOrganization,
    execute: ['hub_system'],
  })
}
