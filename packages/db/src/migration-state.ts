import type { Client } from 'pg'
import { migrations } from './migrations/index.ts'
import { isOfAbsentModule } from './module-schema.ts'
import type { ModuleSchema } from './module-schema.ts'

/** The migrations of a database beside those of this program. */
export interface MigrationState {
  readonly applied: number
  /** Known here and not run there: the next start runs them. */
  readonly pending: readonly string[]
  /** Run there and not known here: a newer version was at work. */
  readonly unknown: readonly string[]
}

/** Null where no migration ever ran. Those of modules that this program does not have count as neither. */
export async function migrationState(
  client: Client,
  modules: readonly ModuleSchema[],
): Promise<MigrationState | null> {
  const { rows: found } = await client.query<{ there: boolean }>(
    `select to_regclass('app.kysely_migration') is not null as there`,
  )
  if (found[0]?.there !== true) return null
  const { rows } = await client.query<{ name: string }>('select name from app.kysely_migration order by name')
  return compareMigrations(
    rows.map(({ name }) => name),
    modules,
  )
}

/** Those that ran, by name, beside those of this program. */
export function compareMigrations(
  all: readonly string[],
  modules: readonly ModuleSchema[],
): MigrationState & { readonly known: number } {
  const ran = new Set(all.filter((name) => !isOfAbsentModule(name, modules)))
  const known = [migrations, ...modules.map(({ migrations: list = {} }) => list)].flatMap(Object.keys)
  return {
    applied: ran.size,
    known: known.length,
    pending: known.filter((name) => !ran.has(name)),
    unknown: [...ran].filter((name) => !known.includes(name)),
  }
}
