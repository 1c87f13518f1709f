import { asSuperuser } from '@hub/db/testing'
import type { TestDatabase } from '@hub/db/testing'

/** Every tenant table's rows of one organization, as one number each: equal prints mean nothing was touched. */
export async function fingerprint(database: TestDatabase, orgId: string): Promise<Record<string, string>> {
  const tables = await asSuperuser<{ name: string }>(
    database,
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id' and not a.attisdropped
     where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'app'::regnamespace order by 1`,
  )
  const parts = tables.map(
    ({ name }) =>
      `select '${name}' as name, coalesce(sum(hashtextextended(t::text, 0)), 0)::text as print from app.${name} t where org_id = $1`,
  )
  const rows = await asSuperuser<{ name: string; print: string }>(database, parts.join(' union all '), [
    orgId,
  ])
  return Object.fromEntries(rows.map(({ name, print }) => [name, print]))
}
