import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type { CompiledQuery } from 'kysely'
import type { OrgDb } from '@hub/db'
import type { Pool } from 'pg'
import { namePlugins } from '../../../packages/db/src/camel-case.ts'
import { NamedDriver, dialectOf } from '../../../packages/db/src/named-driver.ts'
import { StatementNames } from '../../../packages/db/src/statement-names.ts'

/** The statement that `work` sends, caught before it leaves: the baseline is made from the product's own SQL. */
export async function captureSql(work: (db: OrgDb) => Promise<unknown>): Promise<CompiledQuery> {
  let caught: CompiledQuery | undefined
  const dialect = {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db: Kysely<unknown>) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
  const log = ({ query }: { query: CompiledQuery }) => void (caught = query)
  // The brand of a handle exists in the type system only; this one goes nowhere.
  await work(new Kysely<unknown>({ dialect, plugins: namePlugins, log }) as unknown as OrgDb)
  if (!caught) throw new Error('Nothing was sent.')
  return caught
}

/** The product's own driver on the superuser's pool: it differs from a handle only in that it sets no organization. */
export function plainKysely(pool: Pool): Kysely<unknown> {
  const shared = { pool, control: pool, names: new StatementNames() }
  return new Kysely({ dialect: dialectOf(() => new NamedDriver(shared)), plugins: namePlugins })
}

/** Exchanges a part of a statement, and throws where it is not there: the product's SQL has changed then. */
export function exchange(text: string, part: string, other: string): string {
  if (!text.includes(part)) throw new Error(`The product's statement has no "${part}" any more: ${text}`)
  return text.replace(part, () => other)
}
