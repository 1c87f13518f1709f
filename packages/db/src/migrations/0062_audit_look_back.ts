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
const valuesAbove = (org: string, above: string) =>
  `${org}, ${above}, below, actions, actor, asked ->> 'door', asked ->> 'requestId'`

/**
 * `audit_newest_asked` that stops after a time and says where. Words that stand in nearly every entry and together in none have
 * each entry looked into, which is two seconds of a log of a million: the caller shows what was found so far and goes on.
 *
 * Answers `found`, the numbers from `above` to before `below` of the newest entries that were asked for, at most `most`, and
 * `lookedFrom`, the lowest number that was looked at, or null where none is left below it. At least one part is looked through.
 */
const lookBack = (org: string) =>
  sql.raw(`
declare
  pattern text := lower(asked ->> 'pattern');
  expression text := asked ->> 'expression';
  actions text[] := case when asked ? 'actions' then array(select jsonb_array_elements_text(asked -> 'actions')) end;
  actor uuid := (asked ->> 'actorId')::uuid;
  person uuid;
  until timestamptz := clock_timestamp() + make_interval(secs => for_ms / 1000.0);
  found_in bigint[] := '{}';
  by_people bigint[] := '{}';
  next_found bigint[];
  looked_from bigint;
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
    $q$ into next_found using ${valuesAbove(org, 'above')}, at, pattern, expression, most - cardinality(found_in);
    found_in := found_in || next_found;
    if clock_timestamp() > until and at > above >> 14 and cardinality(found_in) < most then
      looked_from := at << 14;
      exit;
    end if;
    at := at - 1;
  end loop;
  for person in select jsonb_array_elements_text(asked -> 'people')::uuid loop
    execute $q$
      select array(select seq from app.audit_entry where actor_id = $8 and ${FILTERS} order by seq desc limit $9)
    $q$ into next_found using ${valuesAbove(org, 'greatest(above, looked_from)')}, person, most;
    by_people := by_people || next_found;
  end loop;
  return jsonb_build_object(
    'found', array(select distinct seq from unnest(found_in || by_people) seq order by seq desc limit most),
    'lookedFrom', looked_from);
end `)

const signature = (name: string) =>
  `app.${name}(asked jsonb, above bigint, below bigint, most int, for_ms int) returns jsonb`

export async function up(db: Kysely<unknown>): Promise<void> {
  const common = { owner: 'hub_search', language: 'plpgsql', reads: ['audit_entry'] } as const
  await definerFunction(db, {
    ...common,
    signature: signature('audit_look_back'),
    body: lookBack('app.org_id()'),
  })
  await definerFunction(db, {
    ...common,
    signature: signature('audit_look_back_platform'),
    body: lookBack(`'00000000-0000-0000-0000-000000000000'::uuid`),
    execute: ['hub_system'],
  })
}
