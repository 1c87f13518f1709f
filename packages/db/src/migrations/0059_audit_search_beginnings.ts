import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { definerFunction } from '../tenant-table.ts'

/** As the index of `0057_audit_search_parts` has them: parts of 16,384 entries, and what is looked through. */
const PART = `array[org_id::text || ':' || (seq >> 14)::text]`
const WORDS = `lower(action || chr(10) || data::text)`

/**
 * The numbers from `above` to before `below` of the newest entries that a regular expression fits or that were made by one of
 * these people, at most so many: `audit_newest` with an expression in place of a pattern of LIKE. The index knows two
 * letters only where a word begins, and an expression that names the signs before it is one search, not one for each sign.
 */
const newest = (org: string) =>
  sql.raw(`
declare
  found_in bigint[] := '{}';
  next_found bigint[];
  -- Beyond the last entry there are no parts to look in.
  at bigint := (least(below, (select max(e.seq) + 1 from app.audit_entry e where e.org_id = ${org})) - 1) >> 14;
begin
  while at >= above >> 14 and cardinality(found_in) < most loop
    -- Planned for each expression anew; without the inner limit, for the sake of which all entries would be read in their order.
    execute $q$
      with held as materialized (
        select seq from app.audit_entry
        where ${PART} @> array[$1::text || ':' || $2::text] and ${WORDS} ~ $3
          and org_id = $1 and seq >= $4 and seq < $5)
      select array(select seq from held order by seq desc limit $6)
    $q$ into next_found using ${org}, at, expression, above, below, most - cardinality(found_in);
    found_in := found_in || next_found;
    at := at - 1;
  end loop;
  return array(select seq from (
    select unnest(found_in) as seq
    union
    (select e.seq from unnest(people) p (id) cross join lateral (
      select o.seq from app.audit_entry o
      where o.org_id = ${org} and o.actor_id = p.id and o.seq >= above and o.seq < below
      order by o.seq desc limit most) e)
  ) both_ways order by seq desc limit most);
end `)

const signature = (name: string) =>
  `app.${name}(expression text, people uuid[], above bigint, below bigint, most int) returns bigint[]`

export async function up(db: Kysely<unknown>): Promise<void> {
  const common = { owner: 'hub_search', language: 'plpgsql', reads: ['audit_entry'] } as const
  await definerFunction(db, {
    ...common,
    signature: signature('audit_newest_fitting'),
    body: newest('app.org_id()'),
  })
  await definerFunction(db, {
    ...common,
    signature: signature('audit_newest_fitting_platform'),
    body: newest(`'00000000-0000-0000-0000-000000000000'::uuid`),
    execute: ['hub_system'],
  })
}
