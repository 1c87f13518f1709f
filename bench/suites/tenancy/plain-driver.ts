import { createHash } from 'node:crypto'
import {
  CamelCasePlugin,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresDialect,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely'
import type { CompiledQuery } from 'kysely'
import type { OrgDb } from '@hub/db'
import type { Pool } from 'pg'

/** The plugins of the product's handles, so that both sides do the same with a row. */
const plugins = () => [new CamelCasePlugin({ maintainNestedObjectKeys: true })]

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
  await work(new Kysely<unknown>({ dialect, plugins: plugins(), log }) as unknown as OrgDb)
  if (!caught) throw new Error('Nothing was sent.')
  return caught
}

const nameOf = (text: string): string => createHash('sha1').update(text).digest('hex').slice(0, 24)

/** Kysely as its makers ship it, on the superuser's pool, with statements prepared as the product prepares them. */
export function plainKysely(pool: Pool): Kysely<unknown> {
  const names = new Map<string, string>()
  const named = (text: string) => {
    const name = names.get(text) ?? nameOf(text)
    names.set(text, name)
    return name
  }
  const prepared = {
    async connect() {
      const client = await pool.connect()
      return {
        query: (text: string, values: readonly unknown[]) =>
          client.query({ name: named(text), text, values: [...values] }),
        release: () => client.release(),
      }
    },
    end: () => pool.end(),
  }
  // Kysely asks for the whole of pg's pool and uses what is above.
  return new Kysely({ dialect: new PostgresDialect({ pool: prepared as never }), plugins: plugins() })
}

/** Exchanges a part of a statement, and throws where it is not there: the product's SQL has changed then. */
export function exchange(text: string, part: string, other: string): string {
  if (!text.includes(part)) throw new Error(`The product's statement has no "${part}" any more: ${text}`)
  return text.replace(part, () => other)
}
