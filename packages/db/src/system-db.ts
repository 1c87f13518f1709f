import { Kysely } from 'kysely'
import { namePlugins } from './camel-case.ts'
import type { InTransaction } from './in-transaction.ts'
import type { NamedPool } from './named-connection.ts'
import { NamedDriver, dialectOf } from './named-driver.ts'
import type { SystemTables } from './tables/index.ts'

declare const scope: unique symbol

/**
 * The handle of system work (sign-in, sweepers, dispatcher, administration). It sees exactly the tables,
 * columns and commands granted to `hub_system`; tenant content is changed through an `OrgDb`.
 */
export type SystemDb = { readonly [scope]: 'system' } & Kysely<SystemTables>

/** A `SystemDb` inside a transaction. */
export type SystemTx = InTransaction & SystemDb

/** The one system handle of a pool. */
export function systemDb(shared: NamedPool): SystemDb {
  const dialect = dialectOf(() => new NamedDriver(shared))
  // The brand exists only in the type system: it keeps organization and system handles apart.
  return new Kysely<SystemTables>({ dialect, plugins: namePlugins }) as SystemDb
}
