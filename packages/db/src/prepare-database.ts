import { escapeIdentifier, escapeLiteral } from 'pg'
import type { Client } from 'pg'
import { DEFINER_ROLES, LOGIN_ROLES, OWNER_ROLE } from './definer-role.ts'
import type { LoginRole } from './definer-role.ts'
import { ensureEngine } from './engine-schema.ts'
import { isWrongPassword } from './login-pool.ts'
import { loginPassword, scramVerifier } from './login-secret.ts'
import { migrate } from './migrate.ts'
import type { ModuleSchema } from './module-schema.ts'
import {
  DatabaseSetupError,
  assertConfinedLogins,
  assertSupportedVersion,
  ensureRoles,
  runAsAdministrator,
} from './roles.ts'
import { openSetup, withLock } from './setup-lock.ts'

export interface PrepareOptions {
  /** A login that may create roles (and the database, when `database` is given). */
  readonly adminUrl: string
  /** Created when absent, owned by hub_owner. Default: the database of `adminUrl`, which must exist. */
  readonly database?: string | undefined
  /** HUB_SECRET; the passwords of the two logins derive from it. */
  readonly secret: string
  /** Those before it, of which the passwords may be made still. Default: none. */
  readonly oldSecrets?: readonly string[]
  /** True where no secret before is known any more: the logins then get new passwords. */
  readonly isOldSecretLost?: boolean
  /** What the modules of this program keep in the database. Default: nothing. */
  readonly modules?: readonly ModuleSchema[]
  /** Any address that leads through a pooler; the two logins then go that way. `adminUrl` must lead to PostgreSQL itself. */
  readonly pooledUrl?: string | undefined
  /** Told in one line when another program is waited for. */
  readonly onWait?: ((message: string) => void) | undefined
  /** True for the restore itself: nobody else may use what it has not finished. */
  readonly isRestoring?: boolean
}

/** Stands beside the schema while a restore is under way, and where one was killed. */
export const UNFINISHED = 'A restore is under way.'

/** Addresses of one prepared database. */
export interface PreparedDatabase {
  readonly appUrl: string
  readonly systemUrl: string
  /** The same logins at PostgreSQL itself, where those two lead through a pooler. */
  readonly direct: { readonly appUrl: string; readonly systemUrl: string } | undefined
  /** The administrator's address of this database, for migrations and backups; requests never use it. */
  readonly adminUrl: string
  /** Migrations that ran now. */
  readonly migrated: readonly string[]
  /** Of the secrets given, the one the logins' passwords are made of. */
  readonly loginSecret: string
}

// Roles belong to the server but advisory locks to a database, so every program has to lock in the same one.
const LOCK_DATABASE = 'postgres'

/**
 * Makes a PostgreSQL server ready: checks its version, creates what is missing of roles and database, runs
 * pending migrations, and proves that both logins work and are confined. Safe to run at every start and
 * from several programs at once. Throws a DatabaseSetupError in plain words for what the operator must do.
 */
export async function prepareDatabase(options: PrepareOptions): Promise<PreparedDatabase> {
  const { modules = [], pooledUrl, onWait } = options
  const adminUrl = await prepareSchema(options)
  await assertOwnLogins(adminUrl, options)
  const migrated = await migrate({ url: adminUrl, modules, onWait })
  await ensureEngine(adminUrl, onWait)
  await withClient(adminUrl, assertConfinedLogins)
  const loginSecret = await secretOfLogins(adminUrl, options)
  const direct = loginUrls(adminUrl, loginSecret)
  if (pooledUrl === undefined) return { ...direct, direct: undefined, adminUrl, migrated, loginSecret }
  const pooled = loginUrls(pooledUrl, loginSecret)
  await Promise.all([
    assertPooledLogin(pooled.appUrl, 'hub_app'),
    assertPooledLogin(pooled.systemUrl, 'hub_system'),
  ])
  return { ...pooled, direct, adminUrl, migrated, loginSecret }
}

/** The addresses of both logins at the server of `url`. */
const loginUrls = (url: string, secret: string): { appUrl: string; systemUrl: string } => ({
  appUrl: loginUrl(url, 'hub_app', secret),
  systemUrl: loginUrl(url, 'hub_system', secret),
})

/** The first part: roles, database and an empty schema, before any migration. Returns the administrator's address of the database. */
export async function prepareSchema({
  database,
  secret,
  isRestoring = false,
  onWait,
  ...options
}: PrepareOptions): Promise<string> {
  const adminUrl = database === undefined ? options.adminUrl : urlOf(options.adminUrl, { database })
  const setUp = async (client: Client): Promise<void> => {
    const { rows } = await client.query<{ version: number }>(
      `select current_setting('server_version_num')::int as version`,
    )
    assertSupportedVersion(rows[0]?.version ?? 0)
    await ensureRoles(client, secret)
    if (database !== undefined) await ensureDatabase(client, database)
  }
  await withLock(await lockUrl(options.adminUrl), setUp, { onWait })
  const makeSchema = async (client: Client): Promise<void> => {
    await ensureSchema(client)
    if (!isRestoring) await assertFinished(client)
  }
  await withLock(adminUrl, makeSchema, { onWait })
  return adminUrl
}

/** Whether a restore into this database is under way, or was stopped in its middle. */
export async function isRestoreUnfinished(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ words: string | null }>(
    `select obj_description(oid, 'pg_namespace') as words from pg_namespace where nspname = 'app'`,
  )
  return rows[0]?.words === UNFINISHED
}

async function assertFinished(client: Client): Promise<void> {
  if (!(await isRestoreUnfinished(client))) return
  throw new DatabaseSetupError(
    'A restore into this database is under way, or was stopped in its middle. Wait for it, or run it again: npm run hub -- restore --from …',
  )
}

/**
 * Roles belong to the server: in a database that holds nothing yet, those that no secret opens are of another hub there, which a
 * new password would shut out. Throws before anything is made in it.
 */
async function assertOwnLogins(
  adminUrl: string,
  { secret, oldSecrets = [], isOldSecretLost = false }: PrepareOptions,
): Promise<void> {
  if (isOldSecretLost) return
  let isNew = false
  await withClient(adminUrl, async (client) => {
    const { rows } = await client.query("select where to_regclass('app.kysely_migration') is null")
    isNew = rows.length > 0
  })
  if (!isNew) return
  await assertNoOtherHub(adminUrl, [secret, ...oldSecrets])
}

/** Throws a DatabaseSetupError where none of these secrets opens the logins that the server has. */
export async function assertNoOtherHub(adminUrl: string, secrets: readonly string[]): Promise<void> {
  // What else keeps a login out is for the look after the migrations to tell.
  for (const one of secrets) if (await opensLogins(adminUrl, one).catch(() => true)) return
  throw new DatabaseSetupError(
    'On this PostgreSQL server the logins hub_app and hub_system belong to another hub already, which was made with another HUB_SECRET. Hubs on one server share their logins, so set HUB_SECRET to that of the other hub, or give this one a PostgreSQL server of its own.',
  )
}

/** Both passwords are always set in one transaction, so one secret opens both. */
async function secretOfLogins(adminUrl: string, options: PrepareOptions): Promise<string> {
  const { secret, oldSecrets = [], isOldSecretLost = false } = options
  for (const one of [secret, ...oldSecrets]) if (await opensLogins(adminUrl, one)) return one
  if (isOldSecretLost) {
    await moveLogins(adminUrl, secret)
    return secret
  }
  const tried = oldSecrets.length === 0 ? 'HUB_SECRET' : 'HUB_SECRET and HUB_SECRET_OLD'
  throw new DatabaseSetupError(
    `The database logins hub_app and hub_system were made with another secret than ${tried}, and what is sealed with that one cannot be opened: signing keys, second factors, credentials of modules and connections, secrets of endpoints and workflows, browsers to push to, mails and jobs that wait. Put the secret that was in force before into HUB_SECRET_OLD. Where it is lost for good, set HUB_SECRET_OLD=lost.`,
  )
}

async function opensLogins(adminUrl: string, secret: string): Promise<boolean> {
  const opens = await Promise.all(LOGIN_ROLES.map((role) => opensLogin(loginUrl(adminUrl, role, secret))))
  return opens.every(Boolean)
}

/**
 * Makes the passwords of the logins, where they are there, of this secret: both or neither. Connections that are open stay open. Throws a
 * DatabaseSetupError with the SQL to run where the administrator's login may not.
 */
export async function moveLogins(adminUrl: string, secret: string): Promise<void> {
  await withClient(adminUrl, async (client) => {
    const { rows } = await client.query<{ role: LoginRole }>(
      'select rolname::text as role from pg_roles where rolname = any ($1)',
      [[...LOGIN_ROLES]],
    )
    await runAsAdministrator(client, {
      statements: rows.map(
        ({ role }) => `alter role ${role} password ${escapeLiteral(scramVerifier(secret, role))}`,
      ),
      refused: 'The database login may not change the passwords of hub_app and hub_system',
    })
  })
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

async function opensLogin(url: string): Promise<boolean> {
  try {
    await withClient(url, async (client) => {
      await client.query('select 1')
    })
    return true
  } catch (error) {
    if (!isWrongPassword(error)) throw error
    return false
  }
}

/** Both logins have proven themselves at PostgreSQL already, so what refuses them here is the pooler, or the way to it. */
async function assertPooledLogin(url: string, role: LoginRole): Promise<void> {
  try {
    const client = await openSetup(url, { isDirect: false })
    try {
      const { rows } = await client.query<{ there: boolean }>(
        "select exists (select from pg_tables where schemaname = 'app' and tablename = 'kysely_migration') as there",
      )
      if (rows[0]?.there !== true) throw new Error('that database has no tables of the hub')
    } finally {
      await client.end().catch(() => undefined)
    }
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    throw new DatabaseSetupError(
      `The login ${role} does not reach the hub's tables through DATABASE_URL, although it does through DATABASE_DIRECT_URL: “${said}”. The pooler must know the logins hub_app and hub_system (auth_query, or its list of users) and lead to the same database.`,
      { cause: error },
    )
  }
}

export async function withClient(url: string, fn: (client: Client) => Promise<void>): Promise<void> {
  const client = await openSetup(url)
  try {
    await fn(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}
