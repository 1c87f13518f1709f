import { Client } from 'pg'
import { LOGIN_ROLES, DEFINER_ROLES, OWNER_ROLE } from './definer-role.ts'
import type { LoginRole } from './definer-role.ts'
import { migrationState } from './migration-state.ts'
import type { MigrationState } from './migration-state.ts'
import type { ModuleSchema } from './module-schema.ts'
import { isRestoreUnfinished, loginUrl, urlOf } from './prepare-database.ts'
import { OLDEST_MAJOR, assertConfinedLogins } from './roles.ts'
import { EXPLAINED } from './explained-faults.ts'
import { findSchemaFaults } from './schema-faults.ts'
import { checkTables } from './table-faults.ts'

export interface InspectOptions {
  /** A login that may see roles, as for `prepareDatabase`. */
  readonly adminUrl: string
  /** The hub's own database on that server. Default: the database of `adminUrl`. */
  readonly database?: string | undefined
  readonly secret: string
  readonly modules?: readonly ModuleSchema[]
}

/** How a server and the hub's database on it are; nothing is changed by looking. */
export interface DatabaseInspection {
  /** Such as `18.4`. */
  readonly version: string
  readonly isSupported: boolean
  /** How far the server's clock is ahead of this machine's, in milliseconds. */
  readonly clockAheadMs: number
  readonly missingRoles: readonly string[]
  /** How logins could step around row-level security, in words; null when they cannot. */
  readonly tooStrong: string | null
  /** The first wall or grant that is not as it should be, in words; null when all are. */
  readonly tableFault: string | null
  /** Logins that this secret does not open. */
  readonly lockedOut: readonly LoginRole[]
  /** Null where the hub's database, or its list of migrations, is not there yet. */
  readonly migrations: MigrationState | null
  /** A restore into it is under way, or was stopped in its middle; what else is said of it then is not its fault. */
  readonly isUnfinished: boolean
  /** Addresses of the two logins on the hub's database. */
  readonly appUrl: string
  readonly systemUrl: string
}

const TIMEOUT_MS = 10_000

/**
 * Looks at what `prepareDatabase` makes and at every start expects, without making anything. Rejects with the error of `pg`
 * when the server cannot be reached; a hub that has no database there yet is a finding.
 */
export async function inspectDatabase(options: InspectOptions): Promise<DatabaseInspection> {
  const { database, secret, modules = [] } = options
  const server = await connected(options.adminUrl, serverFacts)
  const adminUrl = database === undefined ? options.adminUrl : urlOf(options.adminUrl, { database })
  const urls = {
    appUrl: loginUrl(adminUrl, 'hub_app', secret),
    systemUrl: loginUrl(adminUrl, 'hub_system', secret),
  }
  const exists = database === undefined || server.databases.includes(database)
  const { databases: _, ...facts } = server
  if (!exists)
    return {
      ...facts,
      ...urls,
      tooStrong: null,
      tableFault: null,
      lockedOut: [],
      migrations: null,
      isUnfinished: false,
    }
  const inside = await connected(adminUrl, async (client) => {
    const migrations = await migrationState(client, modules)
    // Tables are compared once all that makes them has run.
    const isCurrent = migrations?.pending.length === 0 && migrations.unknown.length === 0
    return {
      migrations,
      isUnfinished: await isRestoreUnfinished(client),
      tooStrong: await confinement(client),
      tableFault: isCurrent ? await tableFault(client, modules) : null,
    }
  })
  const present = LOGIN_ROLES.filter((role) => !server.missingRoles.includes(role))
  const lockedOut: LoginRole[] = []
  for (const role of present)
    if (!(await opens(role === 'hub_app' ? urls.appUrl : urls.systemUrl))) lockedOut.push(role)
  return { ...facts, ...urls, ...inside, lockedOut }
}

async function serverFacts(client: Client) {
  const asked = Date.now()
  const { rows } = await client.query<{
    version: string
    number: number
    now: number
    roles: string[]
    databases: string[]
  }>(
    `select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
       (extract(epoch from clock_timestamp()) * 1000)::float8 as now,
       array(select rolname::text from pg_roles) as roles, array(select datname::text from pg_database) as databases`,
  )
  const answered = Date.now()
  const [found] = rows
  if (found === undefined) throw new Error('The database gave no answer about itself.')
  const [version = 'unknown'] = found.version.split(' ')
  return {
    version,
    isSupported: Math.floor(found.number / 10_000) >= OLDEST_MAJOR,
    // The answer was made at some time between the two, so only what lies outside of them counts.
    clockAheadMs: found.now > answered ? found.now - answered : Math.min(0, found.now - asked),
    missingRoles: [OWNER_ROLE, ...DEFINER_ROLES, ...LOGIN_ROLES].filter(
      (role) => !found.roles.includes(role),
    ),
    databases: found.databases,
  }
}

async function confinement(client: Client): Promise<string | null> {
  try {
    await assertConfinedLogins(client)
    return null
  } catch (error) {
    if (error instanceof Error && error.name === 'DatabaseSetupError') return error.message
    // Of a database without the hub's roles there is nothing to tell.
    if (error instanceof Error && 'code' in error && error.code === '42704') return null
    throw error
  }
}

async function tableFault(client: Client, modules: readonly ModuleSchema[]): Promise<string | null> {
  const holes = await findSchemaFaults(client)
  const hole = holes.find(
    ({ object, fault }) => !EXPLAINED.some((one) => one.object === object && one.fault === fault),
  )
  if (hole) return `${hole.object}: ${hole.fault}`
  try {
    await checkTables(client, modules)
    return null
  } catch (error) {
    if (error instanceof Error && !('code' in error)) return error.message
    throw error
  }
}

async function opens(url: string): Promise<boolean> {
  try {
    await connected(url, (client) => client.query('select 1'))
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === '28P01' || error.code === '28000'))
      return false
    throw error
  }
}

async function connected<R>(url: string, work: (client: Client) => Promise<R>): Promise<R> {
  const client = new Client({
    connectionString: url,
    application_name: 'hub-doctor',
    connectionTimeoutMillis: TIMEOUT_MS,
    query_timeout: TIMEOUT_MS,
  })
  // The statement in flight reports the same error to the caller.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}
