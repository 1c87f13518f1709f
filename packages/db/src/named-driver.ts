import { AbortedTransactionError, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type { DatabaseConnection, Dialect, Driver, TransactionSettings } from 'kysely'
import type { PoolClient } from 'pg'
import { NamedConnection } from './named-connection.ts'
import type { NamedPool } from './named-connection.ts'

const adapter = new PostgresAdapter()
const compiler = new PostgresQueryCompiler()

/** Kysely on one of our pools. */
export const dialectOf = (driver: () => Driver): Dialect => ({
  createAdapter: () => adapter,
  createDriver: driver,
  createIntrospector: (db) => new PostgresIntrospector(db),
  createQueryCompiler: () => compiler,
})

/** Transactions and savepoints over connections with named statements; as it stands, those of system work. */
export class NamedDriver implements Driver {
  protected readonly shared: NamedPool

  constructor(shared: NamedPool) {
    this.shared = shared
  }

  async init(): Promise<void> {}

  /** The pool outlives every handle. */
  async destroy(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    const client = await this.shared.pool.connect()
    try {
      return await this.open(client)
    } catch (error) {
      client.release(true)
      throw error
    }
  }

  protected async open(client: PoolClient): Promise<NamedConnection> {
    return new NamedConnection(this.shared, client, 'system')
  }

  /** What begins a transaction, as one message. */
  protected begin({ isolationLevel, accessMode }: TransactionSettings): string {
    const isolation = isolationLevel ? ` isolation level ${isolationLevel}` : ''
    const access = accessMode ? ` ${accessMode}` : ''
    return `begin${isolation}${access}`
  }

  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const own = ownConnection(connection)
    await own.control(this.begin(settings))
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
    // A connection left inside a transaction would hand it, and its organization, to the next user: it is closed instead.
    own.client.release(own.broken || own.client.getTransactionStatus() !== 'I')
  }
}

function ownConnection(connection: DatabaseConnection): NamedConnection {
  if (connection instanceof NamedConnection) return connection
  throw new TypeError('This connection does not belong to this driver.')
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
