import { Client, escapeIdentifier } from 'pg'
import { DEFINER_ROLES, LOGIN_ROLES, OWNER_ROLE } from './definer-role.ts'
import type { LoginRole } from './definer-role.ts'
import { ensureEngine } from './engine-schema.ts'
import { loginPassword } from './login-secret.ts'
import { migrate, withLock } from './migrate.ts'
import type { ModuleSchema } from './module-schema.ts'
import {
  DatabaseSetupError,
  assertConfinedLogins,
  assertSupportedVersion,
  ensureRoles,
  runAsAdministrator,
} from './roles.ts'

export interface PrepareOptions {
  /** A login that may create roles (and the database, when `database` is given). */
  readonly adminUrl: string
  /** Created when absent, owned by hub_owner. Default: the database of `adminUrl`, which must exist. */
  readonly database?: string | undefined
  /** HUB_SECRET; the passwords of the two logins derive from it. */
  readonly secret: string
  /** What the modules of this program keep in the database. Default: nothing. */
  readonly modules?: readonly ModuleSchema[]
}

/** Addresses of one prepared database. */
export interface PreparedDatabase {
  readonly appUrl: string
  readonly systemUrl: string
  /** The administrator's address of this database, for migrations and backups; requests never use it. */
  readonly adminUrl: string
  /** Migrations that ran now. */
  readonly migrated: readonly string[]
}

// Roles belong to the server but advisory locks to a database, so every program has to lock in the same one.
const LOCK_DATABASE = 'postgres'

/**
 * Makes a PostgreSQL server ready: checks its version, creates what is missing of roles and database, runs
 * pending migrations, and proves that both logins work and are confined. Safe to run at every start and
 * from several programs at once. Throws a DatabaseSetupError in plain words for what the operator must do.
 */
export async function prepareDatabase(options: PrepareOptions): Promise<PreparedDatabase> {
  const { database, secret, modules = [] } = options
  const adminUrl = database === undefined ? options.adminUrl : urlOf(options.adminUrl, { database })
  await withLock(await lockUrl(options.adminUrl), async (client) => {
    const { rows } = await client.query<{ version: number }>(
      `select current_setting('server_version_num')::int as version`,
    )
    assertSupportedVersion(rows[0]?.version ?? 0)
    await ensureRoles(client, secret)
    if (database !== undefined) await ensureDatabase(client, database)
  })
  await withLock(adminUrl, ensureSchema)
  const migrated = await migrate({ url: adminUrl, modules })
  await ensureEngine(adminUrl)
  await withClient(adminUrl, assertConfinedLogins)
  const appUrl = loginUrl(adminUrl, 'hub_app', secret)
  const systemUrl = loginUrl(adminUrl, 'hub_system', secret)
  await Promise.all([assertLogin(appUrl, 'hub_app'), assertLogin(systemUrl, 'hub_system')])
  return { appUrl, systemUrl, adminUrl, migrated }
}

/** The same server as `url`, with another database or login. */
export function urlOf(url: string, change: { database?: string; user?: string; password?: string }): string {
  const changed = new URL(url)
  if (change.database !== undefined) changed.pathname = `/${encodeURIComponent(change.database)}`
  if (change.user !== undefined) changed.username = change.user
  if (change.password !== undefined) changed.password = change.password
  return changed.href
}

/** The address of one of the program's logins. */
export function loginUrl(adminUrl: string, role: LoginRole, secret: string): string {
  return urlOf(adminUrl, { user: role, password: loginPassword(secret, role) })
}

async function lockUrl(adminUrl: string): Promise<string> {
  const url = urlOf(adminUrl, { database: LOCK_DATABASE })
  try {
    await withClient(url, async () => undefined)
    return url
  } catch {
    // Some hosts keep that database closed; then every program of this hub still meets in its own database.
    return adminUrl
  }
}

async function ensureDatabase(client: Client, database: string): Promise<void> {
  const { rows } = await client.query('select from pg_database where datname = $1', [database])
  if (rows.length > 0) return
  const name = escapeIdentifier(database)
  await client.query(`create database ${name} owner ${OWNER_ROLE}`)
  await client.query(`revoke all on database ${name} from public`)
  await client.query(`grant connect on database ${name} to ${[...LOGIN_ROLES, ...DEFINER_ROLES].join(', ')}`)
}

/** The schema comes before the migrations, because the list of migrations lives in it. */
async function ensureSchema(client: Client): Promise<void> {
  const { rows } = await client.query<{ database: string; schemaOwner: string | null; mayCreate: boolean }>(
    `select current_database() as database, has_database_privilege('${OWNER_ROLE}', current_database(), 'create') as "mayCreate",
       (select nspowner::regrole::text from pg_namespace where nspname = 'app') as "schemaOwner"`,
  )
  const [found] = rows
  if (found === undefined) throw new Error('The database gave no answer about itself.')
  const { schemaOwner } = found
  if (schemaOwner !== null && schemaOwner !== OWNER_ROLE) {
    throw new DatabaseSetupError(
      'The database already has a schema "app" that belongs to something else; give Smart AI Hub a database of its own.',
    )
  }
  const database = escapeIdentifier(found.database)
  const statements: string[] = []
  // Migrations install extensions, which takes CREATE on the database.
  if (!found.mayCreate) statements.push(`grant create on database ${database} to ${OWNER_ROLE}`)
  if (schemaOwner === null) statements.push(`create schema if not exists app authorization ${OWNER_ROLE}`)
  await runAsAdministrator(client, {
    statements,
    refused: `The database login may not set up the database ${database}`,
  })
}

async function assertLogin(url: string, role: LoginRole): Promise<void> {
  try {
    await withClient(url, async (client) => {
      await client.query('select 1')
    })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code !== '28P01') throw error
    throw new DatabaseSetupError(
      `The database login ${role} has another password: it was made with a different HUB_SECRET; start with that secret again.`,
      { cause: error },
    )
  }
}

async function withClient(url: string, fn: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url, application_name: 'hub-setup' })
  // The statement in flight reports the same error to the caller.
  client.on('error', () => undefined)
  try {
    await client.connect()
    await fn(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}
