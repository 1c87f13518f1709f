import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely'
import type { Transaction } from 'kysely'
import type { Pool } from 'pg'
import type { StatementWatch } from './statement-watch.ts'
import type { SystemTables } from './tables/index.ts'

declare const scope: unique symbol

/**
 * The handle of system work (sign-in, sweepers, dispatcher, administration). It sees exactly the tables,
 * columns and commands granted to `hub_system`; tenant content is changed through an `OrgDb`.
 */
export type SystemDb = Kysely<SystemTables> & { readonly [scope]: 'system' }

/** A `SystemDb` inside a transaction. */
export type SystemTx = Transaction<SystemTables> & { readonly [scope]: 'system' }

/** The one system handle of a pool. */
export function systemDb(pool: Pool, watch: StatementWatch): SystemDb {
  const plugins = [new CamelCasePlugin({ maintainNestedObjectKeys: true })]
  // The brand exists only in the type system: it keeps organization and system handles apart.
  return new Kysely<SystemTables>({
    dialect: new PostgresDialect({ pool }),
    plugins,
    log: ({ query, queryDurationMillis, ...outcome }) =>
      watch.ended(query.sql, {
        login: 'system',
        start: performance.now() - queryDurationMillis,
        ...('error' in outcome && { error: outcome.error }),
      }),
  }) as SystemDb
}
