import { asSuperuser, superuserSession } from '@hub/db/testing'
import type { TestDatabase } from '@hub/db/testing'

/** Every tenant table's rows of one organization, as one number each: equal prints mean nothing was touched. */
export interface Fingerprints {
  of(orgId: string): Promise<Record<string, string>>
  end(): Promise<void>
}

/** Taken over one connection and planned once, because there are many tables and a test takes thousands. The caller ends it. */
export async function openFingerprints(database: TestDatabase): Promise<Fingerprints> {
  const session = await superuserSession(database)
  const tables = await session.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id' and not a.attisdropped
     where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'app'::regnamespace order by 1`,
  )
  const parts = tables.map(
    ({ name }) =>
      `select '${name}' as name, coalesce(sum(hashtextextended(t::text, 0)), 0)::text as print from app.${name} t where org_id = $1`,
  )
  await session.query('set plan_cache_mode = force_generic_plan')
  await session.query(`prepare prints (uuid) as ${parts.join(' union all ')}`)
  return {
    async of(orgId) {
      const rows = await session.query<{ name: string; print: string }>(`execute prints ('${orgId}')`)
      return Object.fromEntries(rows.map(({ name, print }) => [name, print]))
    },
    end: () => session.end(),
  }
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
