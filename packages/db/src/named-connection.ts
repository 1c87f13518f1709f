import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely'
import type { Pool, PoolClient, QueryResult as PgResult } from 'pg'
import { requestCancel } from './cancel-request.ts'
import { innerClient } from './inner-client.ts'
import type { StatementNames } from './statement-names.ts'
import type { SilenceWatch } from './silence-watch.ts'
import type { RanStatement, StatementWatch } from './statement-watch.ts'
import { WireQuery } from './wire-query.ts'
import type { Done, WireResult, WireStatement } from './wire-query.ts'

/** What every connection of one pool shares. */
export interface NamedPool {
  readonly pool: Pool
  /** For stopping statements: when every connection is busy with what is to be stopped, the pool itself has none. */
  readonly control: Pool
  /** Undefined when statements must go unnamed. */
  readonly names: StatementNames | undefined
  /** Told of every statement that ends. */
  readonly watch?: StatementWatch
  /** Told where connections lead to a server that cannot be written to. */
  readonly silence?: SilenceWatch
  /** False behind a pooler, which stops a statement only when asked in the protocol's own way. Default true. */
  readonly isDirect?: boolean
}

const STALE_PLAN = '0A000'
/** A standby, or a server that was made read-only: after a switch of servers, a new connection leads to the other one. */
const READ_ONLY = '25006'
/**
 * After these a connection is only fit to be closed. PostgreSQL, or something on the way there, holds other statements than
 * it remembers (invalid_sql_statement_name, duplicate_prepared_statement); or the server says that it ends this session
 * (admin_shutdown, crash_shutdown, cannot_connect_now, database_dropped, idle_session_timeout), and the socket closes a
 * moment later, when somebody else may have it; or it leads to a server that only reads.
 */
const UNFIT = new Set(['26000', '42P05', '57P01', '57P02', '57P03', '57P04', '57P05', READ_ONLY])
const CHANGES_ROWS = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE'])

// pg-protocol sets `code` on what the server reports; Node sets it on socket errors.
export const errorCode = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined

/**
 * One checked-out connection whose statements are prepared under a name, once per connection: parsing and planning the
 * statement that finds a caller costs PostgreSQL several times what running it does.
 */
export class NamedConnection implements DatabaseConnection {
  readonly #shared: NamedPool
  readonly #login: RanStatement['login']
  readonly client: PoolClient
  inTransaction = false
  broken = false
  #running: CompiledQuery | undefined

  constructor(shared: NamedPool, client: PoolClient, login: RanStatement['login']) {
    this.#shared = shared
    this.client = client
    this.#login = login
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    this.#running = query
    try {
      const result = await this.#watched(query.sql, () => this.#runNamed(query))
      // The row type is the caller's claim about its own statement; Kysely's driver interface leaves no way to check it.
      const rows = result.rows as R[]
      return CHANGES_ROWS.has(result.command) ? { rows, numAffectedRows: BigInt(result.rowCount) } : { rows }
    } finally {
      this.#running = undefined
    }
  }

  #watched<R>(text: string, run: () => Promise<R>): Promise<R> {
    const { watch } = this.#shared
    return watch ? watch.around(text, this.#login, run) : run()
  }

  async #runNamed(query: CompiledQuery): Promise<WireResult> {
    const name = this.#shared.names?.nameOf(query.sql)
    try {
      return await this.#send(query, name)
    } catch (error) {
      // Made by the reader of the socket, it would tell nothing of who sent the statement.
      if (error instanceof Error) Error.captureStackTrace(error)
      const code = errorCode(error)
      if (typeof code === 'string' && UNFIT.has(code)) this.broken = true
      if (code === READ_ONLY) this.#shared.silence?.leaveServer()
      if (code !== STALE_PLAN || name === undefined) throw error
      this.#shared.names?.renew(query.sql, name)
      // Inside a transaction the error has already aborted it: the caller retries the whole of it.
      if (this.inTransaction) throw error
      return await this.#send(query, undefined)
    }
  }

  #send({ sql: text, parameters: values }: CompiledQuery, name: string | undefined): Promise<WireResult> {
    const statement = { text, values, name }
    return new Promise((resolve, reject) => {
      const done: Done = (error, result) => (result === undefined ? reject(error) : resolve(result))
      this.client.query(this.inTransaction ? new WireQuery(statement, done) : this.alone(statement, done))
    })
  }

  /** A statement outside of any transaction. */
  protected alone(statement: WireStatement, done: Done): WireQuery {
    return new WireQuery(statement, done)
  }

  /** Stops the statement that runs now; Kysely calls it for an aborted signal. */
  async cancelQuery(): Promise<void> {
    const target = this.#running
    if (target === undefined) return
    if (this.#shared.isDirect === false) return await requestCancel(innerClient(this.client))
    const control = await this.#shared.control.connect()
    try {
      // Meanwhile the statement may have ended; the next one must not be hit in its place.
      if (this.#running === target)
        await control.query('select pg_cancel_backend($1)', [innerClient(this.client).processID])
    } finally {
      control.release()
    }
  }

  // oxlint-disable-next-line require-yield -- the interface asks for a generator; there is nothing to yield
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('Row streaming is not available; read pages by keyset instead.')
  }

  /** A simple-protocol message; several statements in it are one round trip. Resolves to the last command's tag. */
  async control(text: string): Promise<string> {
    // pg answers a message of several statements with an array, which its types do not say.
    const result: PgResult | PgResult[] = await this.#watched(text, () => this.client.query(text))
    return Array.isArray(result) ? (result.at(-1)?.command ?? '') : result.command
  }
}
