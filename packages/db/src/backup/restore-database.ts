import { randomBytes } from 'node:crypto'
import { escapeIdentifier } from 'pg'
import type { Client } from 'pg'
import { LOGIN_ROLES, OWNER_ROLE } from '../definer-role.ts'
import { installEngineSteps, knownEngineSteps } from '../engine-schema.ts'
import { migrateTo, unknownMigrations } from '../migrate.ts'
import { isOfAbsentModule } from '../module-schema.ts'
import {
  UNFINISHED,
  assertNoOtherHub,
  moveLogins,
  prepareDatabase,
  prepareSchema,
  withClient,
} from '../prepare-database.ts'
import type { PrepareOptions, PreparedDatabase } from '../prepare-database.ts'
import { BACKUP_SCHEMAS } from './contents.ts'
import type { SchemaState } from './contents.ts'
import { loadRows } from './load.ts'
import type { RowSource } from './load.ts'
import { BackupRefusal } from './refusal.ts'

export interface DatabaseBackup extends SchemaState, RowSource {}

export interface RestoreOptions extends PrepareOptions {
  /** True where no other hub is on this server, so that its logins may take the passwords of this secret. */
  readonly ownsServer?: boolean
}

/** Throws a BackupRefusal where this program cannot make the tables that the rows were in. */
export async function assertRestorable(
  { migrations, engine }: SchemaState,
  { modules = [] }: Pick<PrepareOptions, 'modules'>,
): Promise<void> {
  const unknown = unknownMigrations(migrations, { modules })
  const [ofModule] = unknown.filter((name) => isOfAbsentModule(name, modules))
  if (ofModule !== undefined)
    throw new BackupRefusal(
      `The backup holds data of a module that this program does not have (${ofModule}). Restore it with a program that has it.`,
    )
  if (unknown.length > 0 || engine > (await knownEngineSteps()))
    throw new BackupRefusal(
      'The backup was taken by a newer version of this program. Install that version, or a later one, and restore with it.',
    )
}

/**
 * Puts a backup into an empty database: makes the tables of then, loads the rows, and brings them to this version. `check`
 * looks at the result before anybody may use it; where it throws, or anything fails, the database is empty again. Throws a
 * BackupRefusal for a database that is in use or holds anything.
 */
export async function restoreDatabase(
  { ownsServer = false, ...options }: RestoreOptions,
  backup: DatabaseBackup,
  check: (prepared: PreparedDatabase) => Promise<void>,
): Promise<void> {
  const { modules = [] } = options
  const restoring = { ...options, isRestoring: true }
  await assertRestorable(backup, options)
  const adminUrl = await prepareSchema(restoring)
  await withClient(adminUrl, async (client) => {
    await assertIdle(client)
    await assertEmpty(client)
  })
  if (ownsServer) await moveLogins(adminUrl, options.secret)
  // Said before hours of loading, not behind them.
  else await assertNoOtherHub(adminUrl, [options.secret])
  await withClient(adminUrl, wipe)
  try {
    await prepareSchema(restoring)
    await withClient(adminUrl, (client) => mark(client, UNFINISHED))
    await migrateTo(backup.migrations, { url: adminUrl, modules })
    if (backup.engine > 0) await installEngineSteps(adminUrl, backup.engine)
    await loadRows(adminUrl, backup)
    await check(await prepareDatabase(restoring))
    await withClient(adminUrl, (client) => mark(client, null))
  } catch (error) {
    // Where this fails as well, the mark stays, by which every start refuses.
    await withClient(adminUrl, wipe).catch(() => undefined)
    throw error
  }
}

const SCRATCH_PREFIX = 'hub_verify_'
/** Longer than any verification, so that another one at the same time keeps its database. */
const STALE_AFTER_MS = 24 * 3_600_000

/** The same into a database of its own on the same server, which is thrown away at the end. */
export async function tryRestore(
  options: Omit<PrepareOptions, 'database'>,
  backup: DatabaseBackup,
  check: (prepared: PreparedDatabase) => Promise<void>,
): Promise<void> {
  const database = `${SCRATCH_PREFIX}${Date.now()}_${randomBytes(4).toString('hex')}`
  await assertRestorable(backup, options)
  await withClient(options.adminUrl, assertMayCreate)
  await dropStale(options.adminUrl)
  try {
    await restoreDatabase({ ...options, database }, backup, check)
  } finally {
    await withClient(options.adminUrl, (client) => drop(client, database))
  }
}

async function assertMayCreate(client: Client): Promise<void> {
  const { rows } = await client.query<{ may: boolean; login: string }>(
    'select rolsuper or rolcreatedb as may, quote_ident(rolname) as login from pg_roles where rolname = current_user',
  )
  const [found] = rows
  if (found?.may === true) return
  throw new BackupRefusal(
    `A backup is tried in a database of its own, which this login may not create. Let an administrator run this once: alter role ${found?.login ?? ''} createdb;`,
  )
}

async function dropStale(adminUrl: string): Promise<void> {
  await withClient(adminUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      'select datname::text as name from pg_database where starts_with(datname, $1)',
      [SCRATCH_PREFIX],
    )
    for (const { name } of rows) {
      const at = Number(name.slice(SCRATCH_PREFIX.length).split('_')[0])
      if (at < Date.now() - STALE_AFTER_MS) await drop(client, name)
    }
  })
}

async function drop(client: Client, database: string): Promise<void> {
  await client.query(`drop database if exists ${escapeIdentifier(database)} with (force)`)
}

async function assertIdle(client: Client): Promise<void> {
  const { rows } = await client.query(
    `select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
       and usename = any ($1) limit 1`,
    [[...LOGIN_ROLES]],
  )
  if (rows.length > 0)
    throw new BackupRefusal('The hub of this database is running. Stop it first, then restore.')
}

/** Row-level security would show the owner an empty table, so it is lifted for this look. */
async function assertEmpty(client: Client): Promise<void> {
  const { rows: found } = await client.query<{ table: string; isUnfinished: boolean }>(
    `select c.oid::regclass::text as table, coalesce(obj_description(c.relnamespace, 'pg_namespace') = $1, false) as "isUnfinished"
     from pg_class c where c.oid in (to_regclass('app.organization'), to_regclass('app.auth_user'))`,
    [UNFINISHED],
  )
  if (found.some(({ isUnfinished }) => isUnfinished)) return
  await client.query(`begin; set local role ${OWNER_ROLE}; set local row_security = off`)
  try {
    for (const { table } of found) {
      await client.query(`alter table ${table} no force row level security`)
      const { rows } = await client.query(`select from ${table} limit 1`)
      if (rows.length > 0)
        throw new BackupRefusal(
          'There are people or organizations in this hub. A backup is restored into an empty one only: name another HUB_STATE_DIR, or another database in DATABASE_URL.',
        )
    }
  } finally {
    await client.query('rollback')
  }
}

async function wipe(client: Client): Promise<void> {
  await client.query(`begin; set local role ${OWNER_ROLE}`)
  for (const schema of BACKUP_SCHEMAS) await client.query(`drop schema if exists ${schema} cascade`)
  await client.query('commit')
}

async function mark(client: Client, words: string | null): Promise<void> {
  await client.query(
    `begin; set local role ${OWNER_ROLE}; comment on schema app is ${words === null ? 'null' : `'${words}'`}; commit`,
  )
}
