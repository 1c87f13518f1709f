import { Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely'
import type { Database, OrgDb, SystemDb } from '@hub/db'
import { camelCase, namePlugins as plugins } from '../../packages/db/src/camel-case.ts'

type Row = Record<string, unknown>

/** Rows for statements whose text matches, as the driver gives them. */
export interface Rows {
  match: RegExp
  rows: Row[] | ((parameters: readonly unknown[]) => Row[])
}

/** Keeps what was inserted, for tables the hub fills for itself before it works. */
function insertedRow({ sql, parameters }: CompiledQuery): Row {
  const columns = /\(([^)]*)\) values/.exec(sql)?.[1]?.split(', ') ?? []
  return Object.fromEntries(
    columns.map((column, at) => [camelCase(column.replaceAll('"', '')), parameters[at]]),
  )
}

/** The hub's own signing keys: JSON comes back as PostgreSQL gives it. */
function keepsKeys(): (query: CompiledQuery) => Row[] | undefined {
  const keys: Row[] = []
  return (query) => {
    if (!query.sql.includes('"auth_signing_key"')) return undefined
    if (!query.sql.startsWith('insert')) return keys
    const row = insertedRow(query)
    keys.push({ ...row, publicJwk: JSON.parse(String(row['publicJwk'])) })
    return []
  }
}

class MemoryConnection implements DatabaseConnection {
  readonly #answer: (query: CompiledQuery) => Row[]

  constructor(answer: (query: CompiledQuery) => Row[]) {
    this.#answer = answer
  }

  executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    // The row type is the caller's claim about its own statement, here as with a real driver.
    return Promise.resolve({ rows: this.#answer(query) as R[] })
  }

  // oxlint-disable-next-line require-yield -- the interface asks for a generator; there is nothing to yield
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('The stub streams no rows.')
  }
}

/** A statement as the driver would have sent it; `begin` and `commit` stand alone. */
export interface SeenStatement {
  login: 'app' | 'system'
  text: string
  parameters: readonly unknown[]
}

type Seen = (statement: SeenStatement) => void

function memoryDriver(connection: DatabaseConnection, seen: (text: string) => void): Driver {
  const nothing = async () => undefined
  return {
    init: nothing,
    destroy: nothing,
    acquireConnection: () => Promise.resolve(connection),
    releaseConnection: nothing,
    beginTransaction: async () => seen('begin'),
    commitTransaction: async () => seen('commit'),
    rollbackTransaction: nothing,
  }
}

/**
 * The stores in memory, cut at the driver: building and compiling statements is still the hub's own work and is
 * measured; sockets and PostgreSQL are not there. Statements nobody gave rows for find none.
 */
export function memoryDatabase(known: readonly Rows[], seen: Seen = () => undefined): Database {
  const keys = keepsKeys()
  const rowsFor = ({ sql, parameters }: CompiledQuery) => {
    const rows = known.find(({ match }) => match.test(sql))?.rows ?? []
    return typeof rows === 'function' ? rows(parameters) : rows
  }
  const answer = (query: CompiledQuery) => keys(query) ?? rowsFor(query)
  const [adapter, compiler] = [new PostgresAdapter(), new PostgresQueryCompiler()]
  const open = (login: SeenStatement['login']) => {
    const tell = (text: string, parameters: readonly unknown[] = []) => seen({ login, text, parameters })
    const connection = new MemoryConnection((query) => {
      tell(query.sql, query.parameters)
      return answer(query)
    })
    return new Kysely<Record<string, Row>>({
      dialect: {
        createAdapter: () => adapter,
        createDriver: () => memoryDriver(connection, tell),
        createIntrospector: (db) => new PostgresIntrospector(db),
        createQueryCompiler: () => compiler,
      },
      plugins,
    })
  }
  return {
    // The brands and table types of both handles exist only in the type system.
    org: () => open('app') as object as OrgDb,
    system: open('system') as object as SystemDb,
    listen: () => Promise.resolve(async () => undefined),
    ping: async () => undefined,
    about: () => Promise.reject(new Error('There is no server behind the stores in memory.')),
    enginePool: () => {
      throw new Error('No engine of jobs runs over the stores in memory.')
    },
    pools: () => [],
    watch: () => undefined,
    close: async () => undefined,
  }
}
