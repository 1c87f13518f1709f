import {
  AbortedTransactionError,
  CamelCasePlugin,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely'
import type { DatabaseConnection, Dialect, Driver, Transaction, TransactionSettings } from 'kysely'
import { OrgConnection, prepareSetting } from './org-connection.ts'
import type { OrgPool } from './org-connection.ts'
import type { OrgTables } from './tables/index.ts'
import { NIL_ORG, isUuid } from './uuid.ts'

declare const scope: unique symbol

/** A handle bound to one organization: row-level security shows and accepts only its rows. */
export type OrgDb = Kysely<OrgTables> & { readonly [scope]: 'org' }

/** An `OrgDb` inside a transaction. */
export type OrgTx = Transaction<OrgTables> & { readonly [scope]: 'org' }

const adapter = new PostgresAdapter()
const compiler = new PostgresQueryCompiler()
const plugins = [new CamelCasePlugin({ maintainNestedObjectKeys: true })]

/**
 * A handle for one organization. Making one costs well under a microsecond, so each request makes its own.
 * Throws for anything but a lower-case UUID and for the platform's nil id, which only system work may use.
 */
export function orgDb(shared: OrgPool, orgId: string): OrgDb {
  if (!isUuid(orgId)) throw new TypeError('An organization id must be a lower-case UUID.')
  if (orgId === NIL_ORG) throw new TypeError('The platform is not an organization; use the system handle.')
  const dialect: Dialect = {
    createAdapter: () => adapter,
    createDriver: () => new OrgDriver(shared, orgId),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => compiler,
  }
  // The brand exists only in the type system: it keeps organization and system handles apart.
  return new Kysely<OrgTables>({ dialect, plugins }) as OrgDb
}

class OrgDriver implements Driver {
  readonly #shared: OrgPool
  readonly #orgId: string

  constructor(shared: OrgPool, orgId: string) {
    this.#shared = shared
    this.#orgId = orgId
  }

  async init(): Promise<void> {}

  /** The pool outlives every handle. */
  async destroy(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    const client = await this.#shared.pool.connect()
    try {
      if (this.#shared.names !== undefined) await prepareSetting(client)
    } catch (error) {
      client.release(true)
      throw error
    }
    return new OrgConnection(this.#shared, client, this.#orgId)
  }

  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const own = ownConnection(connection)
    const isolation = settings.isolationLevel ? ` isolation level ${settings.isolationLevel}` : ''
    const access = settings.accessMode ? ` ${settings.accessMode}` : ''
    // The id was checked against the UUID pattern, so it cannot end the literal.
    await own.control(`begin${isolation}${access};select set_config('app.org_id','${this.#orgId}',true)`)
    own.inTransaction = true
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    const own = ownConnection(connection)
    const tag = await own.control('commit')
    own.inTransaction = false
    // PostgreSQL answers the commit of a failed transaction with ROLLBACK and no error.
    if (tag === 'ROLLBACK') throw new AbortedTransactionError()
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    const own = ownConnection(connection)
    own.inTransaction = false
    try {
      await own.control('rollback')
    } catch {
      // The cause is already on its way to the caller; this connection is only fit to be closed.
      own.broken = true
    }
  }

  async savepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await ownConnection(connection).control(`savepoint ${quoted(name)}`)
  }

  async rollbackToSavepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await ownConnection(connection).control(`rollback to savepoint ${quoted(name)}`)
  }

  async releaseSavepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await ownConnection(connection).control(`release savepoint ${quoted(name)}`)
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    const own = ownConnection(connection)
    // A connection left inside a transaction would hand its organization to the next user: it is closed instead.
    own.client.release(own.broken || own.client.getTransactionStatus() !== 'I')
  }
}

function ownConnection(connection: DatabaseConnection): OrgConnection {
  if (connection instanceof OrgConnection) return connection
  throw new TypeError('This connection does not belong to the organization driver.')
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
