import { createHash, randomBytes } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { Client, escapeIdentifier, escapeLiteral } from 'pg'
import type {} from 'vitest'
import { openDatabase } from './database.ts'
import type { Database } from './database.ts'
import { migrate } from './migrate.ts'
import type { ModuleSchema } from './module-schema.ts'
import { loginUrl, prepareDatabase, urlOf } from './prepare-database.ts'
import { contractionFaults, readLastRelease, readSchemaUse, schemaUseText } from './schema-use.ts'
import type { SchemaUse } from './schema-use.ts'
import { withLock } from './setup-lock.ts'

export { contractionFaults, readLastRelease } from './schema-use.ts'
export { mayMount, smallDisk } from './testing-disk.ts'
export type { SmallDisk } from './testing-disk.ts'
export { duringOutage } from './testing-outage.ts'
export { startPooler } from './testing-pooler.ts'
export type { Pooler } from './testing-pooler.ts'
export { startDatabaseProxy } from './testing-proxy.ts'
export type { DatabaseProxy, ProxyMode } from './testing-proxy.ts'
export type { Outage } from './testing-outage.ts'

declare module 'vitest' {
  interface ProvidedContext {
    adminUrl: string
    templateName: string
  }
}

/** The secret behind the login passwords of every test database; roles outlive databases, so there is one. */
export const TEST_SECRET = 'smart-ai-hub test cluster, nothing of value'

const TEMPLATE_PREFIX = 'hub_template_'
// Not the set-up lock: preparing a database takes that one on a connection of its own.
const TEMPLATE_LOCK = 4_820_112_027n
const TEST_PREFIX = 'hub_test_'
// Longer than any run, so that a second run at the same time keeps its databases.
const STALE_AFTER_MS = 3_600_000

/** What modules add to the template: their declarations, and the files that say so. */
export interface TemplateModules {
  readonly modules: readonly ModuleSchema[]
  /** Paths of their migrations. */
  readonly files: readonly string[]
}

/**
 * Migrates the template database that test databases are copied from, unless one of the same migrations is
 * there. Returns its name. Several test runs at once share it.
 */
export async function prepareTemplate(adminUrl: string, added: TemplateModules): Promise<string> {
  const name = `${TEMPLATE_PREFIX}${setupDigest(added.files)}`
  const build = async (client: Client): Promise<void> => {
    await dropStale(client, name)
    const { rows } = await client.query('select from pg_database where datname = $1', [name])
    if (rows.length > 0) return
    const unfinished = `${name}_unfinished`
    await client.query(`drop database if exists ${unfinished} with (force)`)
    await prepareDatabase({
      adminUrl,
      database: unfinished,
      secret: TEST_SECRET,
      modules: added.modules,
    })
    await client.query(`alter database ${unfinished} rename to ${name}`)
    await stamp(client, name)
  }
  await withLock(adminUrl, build, { key: TEMPLATE_LOCK })
  return name
}

export interface TestDatabase {
  readonly db: Database
  /** Superuser's address of this database, for what a test has to arrange behind the program's back. */
  readonly adminUrl: string
  readonly appUrl: string
  readonly systemUrl: string
  /** Closes the handles and removes the database. */
  drop(): Promise<void>
}

/** A fresh copy of the template (some 20 ms). Call `drop()` when done. */
export async function createTestDatabase({
  adminUrl,
  template,
}: {
  adminUrl: string
  template: string
}): Promise<TestDatabase> {
  const name = `${TEST_PREFIX}${Date.now().toString(36)}_${randomBytes(4).toString('hex')}`
  await withAdmin(adminUrl, async (client) => {
    await client.query(
      `create database ${name} template ${escapeIdentifier(template)} strategy file_copy owner hub_owner`,
    )
    await stamp(client, name)
  })
  const urls = {
    adminUrl: urlOf(adminUrl, { database: name }),
    appUrl: loginUrl(urlOf(adminUrl, { database: name }), 'hub_app', TEST_SECRET),
    systemUrl: loginUrl(urlOf(adminUrl, { database: name }), 'hub_system', TEST_SECRET),
  }
  // A test that breaks connections on purpose sees the error at its own query. A machine that runs other tests takes its time.
  const db = openDatabase({ ...urls, onError: () => undefined, limits: { connectMs: 20_000 } })
  return {
    db,
    ...urls,
    drop: async () => {
      await db.close()
      await withAdmin(adminUrl, async (client) => {
        await client.query(`drop database if exists ${name} with (force)`)
      })
    },
  }
}

/** Runs one statement as superuser, whom no policy binds: to arrange or inspect what the program itself cannot. */
export async function asSuperuser<Row extends object>(
  database: TestDatabase,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  let rows: Row[] = []
  await withAdmin(database.adminUrl, async (client) => {
    ;({ rows } = await client.query<Row>(text, values))
  })
  return rows
}

/** One connection of the superuser that stays open, for a test that holds locks or ends other connections. */
export interface SuperuserSession {
  query<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>
  end(): Promise<void>
}

/** Opens a session of the superuser; the caller ends it. */
export async function superuserSession(database: TestDatabase): Promise<SuperuserSession> {
  const client = new Client({ connectionString: database.adminUrl })
  await client.connect()
  return {
    query: async <Row extends object>(text: string, values: unknown[] = []) =>
      (await client.query<Row>(text, values)).rows,
    end: () => client.end(),
  }
}

/**
 * The backends of this database that stand at a lock with a statement like this pattern. Each look is a transaction of its
 * own, because one transaction sees the same activity all along.
 */
export async function atLock(database: TestDatabase, pattern: string): Promise<number[]> {
  const rows = await asSuperuser<{ pid: number }>(
    database,
    `select pid from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and wait_event_type = 'Lock' and query like $1`,
    [pattern],
  )
  return rows.map(({ pid }) => pid)
}

/** Waits until so many stand there. */
export async function untilAtLock(database: TestDatabase, pattern: string, count = 1): Promise<number[]> {
  for (let look = 0; look < 500; look += 1) {
    const found = await atLock(database, pattern)
    if (found.length >= count) return found
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error(`Not ${count} statements like ${pattern} came to a lock.`)
}

/** Brings a test database forward to modules the template does not have, and holds their tables against them. */
export const addModules = (
  { adminUrl }: Pick<TestDatabase, 'adminUrl'>,
  modules: readonly ModuleSchema[],
): Promise<string[]> => migrate({ url: adminUrl, modules })

/** Changes with everything that decides what the template holds. */
function setupDigest(added: readonly string[]): string {
  const hash = createHash('sha256')
  const here = new URL('./', import.meta.url)
  const migrationFiles = readdirSync(new URL('migrations/', here))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `migrations/${file}`)
  for (const file of [
    ...migrationFiles.toSorted(),
    'tenant-table.ts',
    'roles.ts',
    'prepare-database.ts',
    'definer-role.ts',
    'engine-schema.ts',
  ]) {
    hash.update(file).update(readFileSync(new URL(file, here)))
  }
  for (const file of added.toSorted()) hash.update(file).update(readFileSync(file))
  return hash.digest('hex').slice(0, 16)
}

async function stamp(client: Client, database: string): Promise<void> {
  await client.query(`comment on database ${database} is ${escapeLiteral(String(Date.now()))}`)
}

/** Databases a killed run left behind, and templates of older migrations. */
async function dropStale(client: Client, current: string): Promise<void> {
  const { rows } = await client.query<{ name: string; stamped: string | null }>(
    `select datname as name, shobj_description(oid, 'pg_database') as stamped from pg_database
     where (datname like $1 or datname like $2) and datname <> $3`,
    [`${TEMPLATE_PREFIX.replaceAll('_', '\\_')}%`, `${TEST_PREFIX.replaceAll('_', '\\_')}%`, current],
  )
  for (const { name, stamped } of rows) {
    if (stamped === null || Number(stamped) > Date.now() - STALE_AFTER_MS) continue
    await client.query(`drop database if exists ${escapeIdentifier(name)} with (force)`)
  }
}

async function withAdmin(adminUrl: string, fn: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await fn(client)
  } finally {
    await client.end()
  }
}

/** What a program may rely on in the database of this address. */
export async function schemaUseAt(adminUrl: string): Promise<SchemaUse> {
  let use: SchemaUse = { tables: {}, functions: {} }
  await withAdmin(adminUrl, async (client) => {
    use = await readSchemaUse(client)
  })
  return use
}

/** The same as the file of the last release keeps it. */
export const recordSchemaUse = async ({ adminUrl }: TestDatabase): Promise<string> =>
  schemaUseText(await schemaUseAt(adminUrl))

/**
 * What a program relies on in its database and the file of the last release does not know, one sentence each. Of the last release
 * itself there is none, unless the file was recorded before it: then nothing would hold a migration against what is missing.
 */
export const unrecordedUse = async (adminUrl: string): Promise<string[]> =>
  contractionFaults(await schemaUseAt(adminUrl), readLastRelease())
