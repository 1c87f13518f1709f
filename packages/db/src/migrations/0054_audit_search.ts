import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { definerFunction } from '../tenant-table.ts'

/** Three letters in a row are looked up; a line break keeps a phrase from reaching over from the action into the rest. */
const index = sql`
create index audit_entry_words on app.audit_entry using gin (lower(action || chr(10) || data::text) gin_trgm_ops)`

/**
 * The numbers of the entries that hold a phrase or were made by one of these people, or null where there are so many of them that reading the newest entries
 * one by one is faster. It is planned for each phrase anew, since a rare one and a common one want opposite ways. The
 * policy's predicate would keep the index on contents from being used.
 */
const holding = (org: ReturnType<typeof sql>) => sql`
declare
  found_in bigint[];
  pattern text := '%' || replace(replace(replace(lower(phrase), '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%';
begin
  execute $q$
    select array(
      (select e.seq from app.audit_entry e
        where e.org_id = $1 and lower(e.action || chr(10) || e.data::text) like $2 limit 5001)
      union
      (select e.seq from app.audit_entry e where e.org_id = $1 and e.actor_id = any($3) limit 5001))
  $q$ into found_in using ${org}, pattern, people;
  return case when cardinality(found_in) <= 5000 then found_in end;
end `

export async function up(db: Kysely<unknown>): Promise<void> {
  await index.execute(db)
  await definerFunction(db, {
    owner: 'hub_search',
    language: 'plpgsql',
    signature: 'app.audit_holding(phrase text, people uuid[]) returns bigint[]',
    reads: ['audit_entry'],
    body: holding(sql`app.org_id()`),
  })
  await definerFunction(db, {
    owner: 'hub_search',
    language: 'plpgsql',
    signature: 'app.audit_holding_platform(phrase text, people uuid[]) returns bigint[]',
    reads: ['audit_entry'],
    body: holding(sql`'00000000-0000-0000-0000-000000000000'::uuid`),
    execute: ['hub_system'],
  })
}
