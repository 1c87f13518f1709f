import { asSuperuser } from '@hub/db/testing'
import type { TestDatabase } from '@hub/db/testing'

/** Tables with a row that holds one of the texts, in whatever column and case; bytes are looked at as well. */
export async function tablesHolding(database: TestDatabase, texts: readonly string[]): Promise<string[]> {
  const tables = await asSuperuser<{ name: string }>(
    database,
    `select relname as name from pg_class
     where relnamespace = 'app'::regnamespace and relkind in ('r', 'p') and not relispartition order by 1`,
  )
  const forms = texts.flatMap((text) => [text.toLowerCase(), Buffer.from(text).toString('hex')])
  const parts = tables.map(
    ({ name }) =>
      `select '${name}' as name where exists (
         select from app.${name} x, unnest($1::text[]) form where strpos(lower(x::text), form) > 0)`,
  )
  const rows = await asSuperuser<{ name: string }>(database, parts.join(' union all '), [forms])
  return rows.map(({ name }) => name)
}
