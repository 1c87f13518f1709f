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

/** What refusing leaves behind: who tried, how often, and which call it was. */
const TRACES = new Set([
  'audit_entry',
  'audit_head',
  'audit_subject',
  'auth_limit',
  'auth_lockout',
  'api_call',
])

/** The same over every table and all organizations, without the traces that a refusal may leave. */
export async function fingerprintOfAll(database: TestDatabase): Promise<Record<string, string>> {
  const tables = await asSuperuser<{ name: string }>(
    database,
    `select relname as name from pg_class
     where relkind in ('r', 'p') and not relispartition and relnamespace = 'app'::regnamespace order by 1`,
  )
  const parts = tables
    .filter(({ name }) => !TRACES.has(name))
    .map(
      ({ name }) =>
        `select '${name}' as name, coalesce(sum(hashtextextended(t::text, 0)), 0)::text as print from app.${name} t`,
    )
  const rows = await asSuperuser<{ name: string; print: string }>(database, parts.join(' union all '))
  return Object.fromEntries(rows.map(({ name, print }) => [name, print]))
}
