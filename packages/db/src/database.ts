import { Client, Pool } from 'pg'
import type { ClientConfig } from 'pg'
import { CONNECTION_LIMITS, KEEP_ALIVE } from './connection-limits.ts'
import type { ConnectionLimits } from './connection-limits.ts'
import { Listener } from './listener.ts'
import { LoginPasswords, LoginPool, clientsWith } from './login-pool.ts'
import { loginPassword } from './login-secret.ts'
import type { OnNotify } from './listener.ts'
import type { LoginRole } from './definer-role.ts'
import { orgDb } from './org-db.ts'
import type { OrgDb } from './org-db.ts'
import { wireTypes } from './pg-types.ts'
import { compareMigrations } from './migration-state.ts'
import type { ModuleSchema } from './module-schema.ts'
import { DroppedConnectionError, SilenceWatch } from './silence-watch.ts'
import type { AskAt } from './ask-at.ts'
import { StatementNames } from './statement-names.ts'
import { StatementWatch, poolState } from './statement-watch.ts'
import type { OnStatement, PoolState } from './statement-watch.ts'
import { systemDb } from './system-db.ts'
import type { SystemDb } from './system-db.ts'

export interface DatabaseOptions {
  /** Address of the `hub_app` login. */
  readonly appUrl: string
  /** Address of the `hub_system` login. */
  readonly systemUrl: string
  /**
   * The same logins at PostgreSQL itself, where the two addresses above lead through a pooler: for LISTEN, the durable engine
   * and questions about other connections. Absent: there is no pooler.
   */
  readonly direct?: { readonly appUrl: string; readonly systemUrl: string } | undefined
  /** Connections for requests. Default 10. */
  readonly poolSize?: number | undefined
  /** Connections for system work. Default 4. */
  readonly systemPoolSize?: number | undefined
  /** False (setting `DB_PREPARED=false`) sends statements unnamed, for poolers that cannot keep them. Default true. */
  readonly prepared?: boolean | undefined
  /** What the modules of this program keep in the database. Default: nothing. */
  readonly modules?: readonly ModuleSchema[] | undefined
  /**
   * The hub's secrets while one takes the place of another, the newest first: the logins have a password made of one of them,
   * which may change while this is open. Default: the passwords in the addresses.
   */
  readonly secrets?: (() => readonly string[]) | undefined
  /** Each with a default. */
  readonly limits?: Partial<ConnectionLimits> | undefined
  /** Told of errors on connections nobody is waiting on; the pool replaces such a connection by itself. */
  readonly onError: (error: Error) => void
}

/** The only way to the database for the rest of the program. */
export interface Database {
  /** A handle bound to one organization. Throws for an id that is not a UUID and for `NIL_ORG`. */
  org(orgId: string): OrgDb
  readonly system: SystemDb
  /**
   * Listens to a channel until the returned function is called. Payloads carry ids only: NOTIFY knows no
   * row-level security. `onGap` is called after a lost connection is back, when messages may be missing.
   */
  listen(channel: string, onNotify: OnNotify, onGap?: () => void): Promise<() => Promise<void>>
  /** Resolves when both logins answer. */
  ping(): Promise<void>
  /** What answers; rejects when nothing does. */
  about(): Promise<ServerFacts>
  /** The pools of requests and of system work now. */
  pools(): readonly PoolState[]
  /** Connections for the durable engine, which brings its own statements. The first use opens them, `close` ends them. */
  enginePool(): Pool
  /** Tells one listener of every statement that ends; a second listener replaces the first. */
  watch(onStatement: OnStatement): void
  /** Closes every connection; resolves when those in use have been given back. */
  close(): Promise<void>
}

/** What a PostgreSQL server says about itself and the hub's tables. */
export interface ServerFacts {
  /** Such as `18.4`. */
  readonly version: string
  /**
   * Migrations that have run there, those this program knows, and how many ran that it does not know: then it is behind its
   * database. Those of modules that it does not have are not counted.
   */
  readonly migrations: { readonly applied: number; readonly known: number; readonly unknown: number }
  /** It takes no writes: a standby, a server that was made read-only, or one that is being switched. */
  readonly isReadOnly: boolean
}

// Statements are rarely stopped, and stopping one takes a millisecond.
const CONTROL_CONNECTIONS = 2
/** It holds one while it takes work out of each line. */
const ENGINE_CONNECTIONS = 6
/** For one of ours to be given back; a new one has a limit of its own. */
const POOL_WAIT_MS = 10_000
const IDLE_TIMEOUT_MS = 60_000

/** Opens the pools. No connection is made before the first use. */
export function openDatabase(options: DatabaseOptions): Database {
  const { appUrl, systemUrl, direct = options, prepared = true, modules = [] } = options
  let closed: Promise<void> | undefined
  // A connection that is being closed may still hear that the server goes as well, which tells nobody anything.
  const onError = (error: Error) => {
    if (closed === undefined) options.onError(error)
  }
  const limits = { ...CONNECTION_LIMITS, ...options.limits }
  const silence = new SilenceWatch(limits)
  const isDirect = options.direct === undefined
  const passwords = passwordsOf(options)
  const shared = { limits, silence, onError }
  const asApp = { ...shared, askAt: { url: direct.appUrl, isDirect, passwords: passwords?.app } }
  const asSystem = { ...shared, askAt: { url: direct.systemUrl, isDirect, passwords: passwords?.system } }
  const appPool = openPool(appUrl, { max: options.poolSize ?? 10, name: 'hub-app', ...asApp })
  const systemPool = openPool(systemUrl, {
    max: options.systemPoolSize ?? 4,
    name: 'hub-system',
    ...asSystem,
  })
  // A login may stop its own statements only, so each has connections for it.
  const control = (url: string, as: typeof asApp) =>
    openPool(url, { max: CONTROL_CONNECTIONS, name: 'hub-control', ...as })
  const watch = new StatementWatch()
  const names = () => (prepared ? new StatementNames() : undefined)
  const kept = { silence, isDirect, watch }
  const app = { pool: appPool, control: control(appUrl, asApp), names: names(), ...kept }
  const system = { pool: systemPool, control: control(systemUrl, asSystem), names: names(), ...kept }
  const engineAt = { ...asSystem.askAt, isDirect: true }
  const listener = new Listener({ url: direct.systemUrl, passwords: passwords?.system, ...shared })
  let engine: Pool | undefined
  return {
    org: (orgId) => orgDb(app, orgId),
    system: systemDb(system),
    listen: (channel, onNotify, onGap) => listener.listen({ channel, onNotify, onGap }),
    ping: async () => {
      await Promise.all([appPool.query('select 1'), systemPool.query('select 1')])
    },
    about: async () => {
      const facts = await serverFacts(systemPool, modules)
      // After a switch of servers the old connections lead to the one that only reads; new ones may not.
      if (facts.isReadOnly) silence.leaveServer()
      return facts
    },
    enginePool: () =>
      (engine ??= openPool(direct.systemUrl, {
        max: ENGINE_CONNECTIONS,
        name: 'hub-engine',
        ...shared,
        askAt: engineAt,
      })),
    pools: () => [poolState('app', appPool), poolState('system', systemPool)],
    watch: (onStatement) => void (watch.onStatement = onStatement),
    close: async () => {
      closed ??= Promise.all([
        listener.close(),
        engine?.end(),
        ...[app, system].flatMap((one) => [one.pool.end(), one.control.end()]),
      ]).then(() => undefined)
      await closed
    },
  }
}

async function serverFacts(pool: Pool, modules: readonly ModuleSchema[]): Promise<ServerFacts> {
  const { rows } = await pool.query<{ version: string; ran: string[]; read_only: boolean }>(
    `select current_setting('server_version') as version, array(select name from app.kysely_migration) as ran,
       current_setting('transaction_read_only')::boolean as read_only`,
  )
  const [version = 'unknown'] = rows[0]?.version.split(' ') ?? []
  const { applied, known, unknown } = compareMigrations(rows[0]?.ran ?? [], modules)
  return {
    version,
    migrations: { applied, known, unknown: unknown.length },
    isReadOnly: rows[0]?.read_only === true,
  }
}

interface PoolSettings {
  readonly max: number
  readonly name: string
  readonly limits: ConnectionLimits
  readonly silence: SilenceWatch
  readonly askAt: AskAt
  readonly onError: (error: Error) => void
}

function passwordsOf({
  secrets,
}: DatabaseOptions): { app: LoginPasswords; system: LoginPasswords } | undefined {
  if (secrets === undefined) return undefined
  const of = (role: LoginRole) =>
    new LoginPasswords(() => secrets().map((secret) => loginPassword(secret, role)))
  return { app: of('hub_app'), system: of('hub_system') }
}

function openPool(connectionString: string, settings: PoolSettings): Pool {
  const { max, name, limits, silence, askAt, onError } = settings
  const { passwords } = askAt
  const Base = passwords ? clientsWith(passwords) : Client
  /** The pool's own limit is that of the wait for a free connection too, which under load may be longer. */
  class TimedClient extends Base {
    constructor(config?: ClientConfig) {
      super({ ...config, connectionTimeoutMillis: limits.connectMs })
    }
  }
  const config = {
    connectionString,
    max,
    application_name: name,
    types: wireTypes,
    Client: TimedClient,
    connectionTimeoutMillis: POOL_WAIT_MS,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
    ...KEEP_ALIVE,
  }
  const pool = passwords ? new LoginPool(config, passwords) : new Pool(config)
  const report = (error: Error) => {
    if (!(error instanceof DroppedConnectionError)) onError(error)
  }
  pool.on('error', report)
  // A connection in use that breaks reports on the client as well as on its query; without a listener that
  // second report would end the process.
  pool.on('connect', (client) => client.on('error', report))
  silence.addPool(pool, askAt)
  return pool
}
