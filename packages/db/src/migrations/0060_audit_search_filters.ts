import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { definerFunction } from '../tenant-table.ts'

/** As the index of `0057_audit_search_parts` has them: parts of 16,384 entries, and what is looked through. */
const PART = `array[org_id::text || ':' || (seq >> 14)::text]`
const WORDS = `lower(action || chr(10) || data::text)`

/** What is asked of an entry beside its words. Each query is planned for its values, and what is null falls out of the plan. */
const FILTERS = `org_id = $1 and seq >= $2 and seq < $3
  and ($4 is null or action = any($4)) and ($5 is null or actor_id = $5)
  and ($6 is null or door = $6) and ($7 is null or request_id = $7)`
const VALUES = (org: string) =>
  `${org}, above, below, actions, actor, asked ->> 'door', asked ->> 'requestId'`

/**
 * The numbers from `above` to before `below` of the newest entries that were asked for, at most so many: `audit_newest` and
 * `audit_newest_fitting` in one, with the other filters, so that words beside a common action are found as fast as words alone.
 * `asked` has the words as `pattern` of LIKE or as `expression`, and may have `people`, any of whom made the entry instead,
 * `actions`, `actorId`, `door` and `requestId`.
 */
const newest = (org: string) =>
  sql.raw(`
declare
  pattern text := lower(asked ->> 'pattern');
  expression text := asked ->> 'expression';
  actions text[] := case when asked ? 'actions' then array(select jsonb_array_elements_text(asked -> 'actions')) end;
  actor uuid := (asked ->> 'actorId')::uuid;
  person uuid;
  found_in bigint[] := '{}';
  by_people bigint[] := '{}';
  next_found bigint[];
  -- Beyond the last entry there are no parts to look in.
  at bigint := (least(below, (select max(e.seq) + 1 from app.audit_entry e where e.org_id = ${org})) - 1) >> 14;
begin
  while at >= above >> 14 and cardinality(found_in) < most loop
    -- Without the inner limit, for the sake of which all entries would be read in their order.
    execute $q$
      with held as materialized (
        select seq from app.audit_entry
        where ${PART} @> array[$1::text || ':' || $8::text]
          and ($9 is null or ${WORDS} like $9) and ($10 is null or ${WORDS} ~ $10) and ${FILTERS})
      select array(select seq from held order by seq desc limit $11)
    $q$ into next_found using ${VALUES(org)}, at, pattern, expression, most - cardinality(found_in);
    found_in := found_in || next_found;
    at := at - 1;
  end loop;
  for person in select jsonb_array_elements_text(asked -> 'people')::uuid loop
    execute $q$
      select array(select seq from app.audit_entry where actor_id = $8 and ${FILTERS} order by seq desc limit $9)
    $q$ into next_found using ${VALUES(org)}, person, most;
    by_people := by_people || next_found;
  end loop;
  return array(select distinct seq from unnest(found_in || by_people) seq order by seq desc limit most);
end `)

const signature = (name: string) =>
  `app.${name}(asked jsonb, above bigint, below bigint, most int) returns bigint[]`

export async function up(db: Kysely<unknown>): Promise<void> {
  const common = { owner: 'hub_search', language: 'plpgsql', reads: ['audit_entry'] } as const
  await definerFunction(db, {
    ...common,
    signature: signature('audit_newest_asked'),
    body: newest('app.org_id()'),
  })
  await definerFunction(db, {
    ...common,
    signature: signature('audit_newest_asked_platform'),
    body: newest(`'00000000-0000-0000-0000-000000000000'::uuid`),
    execute: ['hub_system'],
  })
}
