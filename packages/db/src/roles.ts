import { escapeIdentifier, escapeLiteral } from 'pg'
import type { Client } from 'pg'
import { DEFINER_ROLES, LOGIN_ROLES, OWNER_ROLE } from './definer-role.ts'
import type { LoginRole } from './definer-role.ts'
import { scramVerifier } from './login-secret.ts'

/** Oldest major version of PostgreSQL the hub runs on. */
export const OLDEST_MAJOR = 16

/** Limits of the two logins. A setting that is already there is the operator's and stays. */
const LOGIN_SETTINGS = {
  search_path: 'app',
  timezone: 'UTC',
  idle_in_transaction_session_timeout: '15s',
  lock_timeout: '5s',
  statement_timeout: '20s',
} as const

/** Something about the PostgreSQL server that only its operator can mend; the message is meant for them. */
export class DatabaseSetupError extends Error {
  override readonly name = 'DatabaseSetupError'
}

/** Throws for a server older than PostgreSQL 16. `version` is `server_version_num`. */
export function assertSupportedVersion(version: number): void {
  const major = Math.floor(version / 10_000)
  if (major >= OLDEST_MAJOR) return
  throw new DatabaseSetupError(
    `PostgreSQL ${OLDEST_MAJOR} or newer is needed; this server is version ${major}.`,
  )
}

/**
 * Creates the roles that are missing. Passwords are set when a login is created and never again: roles
 * belong to the whole server, and a second hub on it must not lock out the first. The caller holds the
 * set-up lock. Throws a DatabaseSetupError that holds the SQL to run when the login may not create roles.
 */
export async function ensureRoles(client: Client, secret: string): Promise<void> {
  const statements = await missingRoleStatements(client, secret)
  await runAsAdministrator(client, {
    statements,
    refused: 'The database login may not create the roles of Smart AI Hub',
  })
}

/** Runs all statements or none; when the login may not, the error tells an administrator what to run. */
export async function runAsAdministrator(
  client: Client,
  work: { statements: readonly string[]; refused: string },
): Promise<void> {
  if (work.statements.length === 0) return
  await client.query('begin')
  try {
    for (const statement of work.statements) await client.query(statement)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    if (!(error instanceof Error && 'code' in error && error.code === '42501')) throw error
    const script = work.statements.map((one) => `  ${one};`).join('\n')
    throw new DatabaseSetupError(
      `${work.refused}; let a login that may run this once, then start again:\n${script}`,
      { cause: error },
    )
  }
}

async function missingRoleStatements(client: Client, secret: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string; settings: string[]; isMember: boolean }>(
    `select r.rolname as name, coalesce(s.setconfig, '{}') as settings, pg_has_role(current_user, r.oid, 'set') as "isMember"
     from pg_roles r left join pg_db_role_setting s on s.setrole = r.oid and s.setdatabase = 0 where r.rolname = any($1)`,
    [[OWNER_ROLE, ...DEFINER_ROLES, ...LOGIN_ROLES]],
  )
  const found = new Map(rows.map((row) => [row.name, row]))
  const statements: string[] = []
  for (const role of [OWNER_ROLE, ...DEFINER_ROLES]) {
    if (!found.has(role)) statements.push(`create role ${role} nologin`)
    if (found.get(role)?.isMember !== true) statements.push(`grant ${role} to ${await currentUser(client)}`)
  }
  for (const role of LOGIN_ROLES) {
    if (!found.has(role)) statements.push(createLogin(role, secret))
    const present = new Set(found.get(role)?.settings.map((one) => one.split('=', 1)[0]?.toLowerCase()))
    for (const [setting, value] of Object.entries(LOGIN_SETTINGS)) {
      if (!present.has(setting)) statements.push(`alter role ${role} set ${setting} = '${value}'`)
    }
  }
  return statements
}

const createLogin = (role: LoginRole, secret: string): string =>
  `create role ${role} login nosuperuser nobypassrls nocreatedb nocreaterole noinherit password ${escapeLiteral(scramVerifier(secret, role))}`

async function currentUser(client: Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>('select current_user as name')
  return escapeIdentifier(rows[0]?.name ?? '')
}

/**
 * Throws when a login could step around row-level security: superuser, BYPASSRLS, owner of a table, member of
 * another role, or able to make roles. Run at every start, because an operator may have changed it since.
 */
export async function assertConfinedLogins(client: Client): Promise<void> {
  const { rows } = await client.query<{ role: string; fault: string }>(
    `select r.rolname as role, f.fault from pg_roles r cross join lateral (values
       ('is a superuser', r.rolsuper),
       ('has BYPASSRLS', r.rolbypassrls),
       ('may create roles', r.rolcreaterole),
       ('is a member of another role', exists (select from pg_auth_members m where m.member = r.oid)),
       ('owns a table', exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where n.nspname = 'app' and c.relowner = r.oid)),
       ('may act as the owner', pg_has_role(r.oid, 'hub_owner', 'member'))
     ) as f(fault, holds) where r.rolname = any($1) and f.holds`,
    [[...LOGIN_ROLES]],
  )
  if (rows.length === 0) return
  const faults = rows.map((row) => `${row.role} ${row.fault}`).join('; ')
  throw new DatabaseSetupError(
    `The application's database logins are too strong, so organizations would not be kept apart: ${faults}. Take that away as an administrator of PostgreSQL (alter role, revoke), then start again.`,
  )
}
