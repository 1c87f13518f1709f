import type { Migration } from 'kysely/migration'
import type { DefinerRole } from './definer-role.ts'
import { handedOver } from './migrations/index.ts'

/** What holds of one table of a module; checked at start against the table itself. */
export interface TableDeclaration {
  /**
   * Whether its rows go when their organization ends, or why they stay. The order follows the foreign keys; what stays
   * must not hold what goes.
   */
  readonly atEnd: 'erased' | { readonly stays: string }
  /** What else than the requests of people may use it, exactly as its migrations grant it: `{ hub_search: 'select' }`. */
  readonly grants?: Readonly<Partial<Record<'hub_system' | DefinerRole, string>>>
}

/** Whether what is a person's goes with them or is kept without their name; of some things nothing is anybody's. */
type OfPerson = { readonly whenTheyLeave: 'erased' | 'kept' } | { readonly none: string }

/** What a module keeps in the database. */
export interface ModuleSchema {
  readonly name: string
  /** By name, such as `ops/202611211700_labels`, in order. Append only: a name that has run anywhere stays as it is. */
  readonly migrations?: Readonly<Record<string, Migration>> | undefined
  readonly tables?: Readonly<Record<string, TableDeclaration>> | undefined
  /** Kinds of things by the table they are in, with what becomes of a person's. */
  readonly entities?: Readonly<Record<string, { readonly ofPerson: OfPerson }>> | undefined
}

/** What a migration of a module is called: the module, when it was written to the minute, and what it is about. */
const MODULE_MIGRATION = /^([a-z]+)\/\d{12}_[a-z0-9_]+$/

/** Whether a migration belongs to a module that this hub does not have: its tables are left as they are. */
export function isOfAbsentModule(migration: string, modules: readonly ModuleSchema[]): boolean {
  const owner = MODULE_MIGRATION.exec(migration)?.[1]
  if (owner !== undefined) return !modules.some(({ name }) => name === owner)
  return handedOver.includes(migration) && !modules.some(({ migrations = {} }) => migration in migrations)
}

/** Whether a module may call a migration so. */
export const isMigrationOf = (migration: string, module: string): boolean =>
  handedOver.includes(migration) || MODULE_MIGRATION.exec(migration)?.[1] === module
