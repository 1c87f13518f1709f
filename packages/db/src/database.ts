import { Pool } from 'pg'
import { Listener } from './listener.ts'
import type { OnNotify } from './listener.ts'
import { orgDb } from './org-db.ts'
import type { OrgDb } from './org-db.ts'
import { wireTypes } from './pg-types.ts'
import { migrations } from './migrations/index.ts'
import { isOfAbsentModule } from './module-schema.ts'
import type { ModuleSchema } from './module-schema.ts'
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
  /** A direct address for LISTEN when `systemUrl` goes through a pooler. Default: `systemUrl`. */
  readonly listenUrl?: string | undefined
  /** Connections for requests. Default 10. */
  readonly poolSize?: number | undefined
  /** Connections for system work. Default 4. */
  readonly systemPoolSize?: number | undefined
  /** False (setting `DB_PREPARED=false`) sends statements unnamed, for poolers that cannot keep them. Default true. */
  readonly prepared?: boolean | undefined
  /** What the modules of this program keep in the database. Default: nothing. */
  readonly modules?: readonly ModuleSchema[] | undefined
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
  /** Migrations that have run there, and those this program knows; those of modules that it does not have are not counted. */
  readonly migrations: { readonly applied: number; readonly known: number }
}

// Statements are rarely stopped, and stopping one takes a millisecond.
const CONTROL_CONNECTIONS = 2
/** It holds one while it takes work out of each line. */
const ENGINE_CONNECTIONS = 6
const CONNECT_TIMEOUT_MS = 10_000
const IDLE_TIMEOUT_MS = 60_000

/** Opens the pools. No connection is made before the first use. */
export function openDatabase(options: DatabaseOptions): Database {
  const { appUrl, systemUrl, listenUrl = systemUrl, prepared = true, modules = [], onError } = options
  const appPool = openPool(appUrl, { max: options.poolSize ?? 10, name: 'hub-app', onError })
  const systemPool = openPool(systemUrl, { max: options.systemPoolSize ?? 4, name: 'hub-system', onError })
  // A login may stop its own statements only, so each has connections for it.
  const control = (url: string) => openPool(url, { max: CONTROL_CONNECTIONS, name: 'hub-control', onError })
  const watch = new StatementWatch()
  const names = () => (prepared ? new StatementNames() : undefined)
  const app = { pool: appPool, control: control(appUrl), names: names(), watch }
  const system = { pool: systemPool, control: control(systemUrl), names: names(), watch }
  const listener = new Listener(listenUrl, onError)
  let engine: Pool | undefined
  let closed: Promise<void> | undefined
  return {
    org: (orgId) => orgDb(app, orgId),
    system: systemDb(system),
    listen: (channel, onNotify, onGap) => listener.listen({ channel, onNotify, onGap }),
    ping: async () => {
      await Promise.all([appPool.query('select 1'), systemPool.query('select 1')])
    },
    about: () => serverFacts(systemPool, modules),
    enginePool: () =>
      (engine ??= openPool(systemUrl, { max: ENGINE_CONNECTIONS, name: 'hub-engine', onError })),
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
  const { rows } = await pool.query<{ version: string; ran: string[] }>(
    `select current_setting('server_version') as version, array(select name from app.kysely_migration) as ran`,
  )
  const [version = 'unknown'] = rows[0]?.version.split(' ') ?? []
  const known = [migrations, ...modules.map(({ migrations: list = {} }) => list)].flatMap(Object.keys)
  const applied = (rows[0]?.ran ?? []).filter((name) => !isOfAbsentModule(name, modules))
  return { version, migrations: { applied: applied.length, known: known.length } }
}

interface PoolSettings {
  readonly max: number
  readonly name: string
  readonly onError: (error: Error) => void
}

function openPool(connectionString: string, { max, name, onError }: PoolSettings): Pool {
  const pool = new Pool({
    connectionString,
    max,
    application_name: name,
    types: wireTypes,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
    keepAlive: true,
  })
  pool.on('error', onError)
  // A connection in use that breaks reports on the client as well as on its query; without a listener that
  // second report would end the process.
  pool.on('connect', (client) => client.on('error', onError))
  return pool
}
