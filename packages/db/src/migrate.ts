import { Kysely, PostgresDialect, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import type { Migration } from 'kysely/migration'
import { Pool } from 'pg'
import type { Client } from 'pg'
import { CONNECTION_LIMITS, KEEP_ALIVE } from './connection-limits.ts'
import { migrations } from './migrations/index.ts'
import { isOfAbsentModule } from './module-schema.ts'
import type { ModuleSchema } from './module-schema.ts'
import { withLock } from './setup-lock.ts'
import { SilenceWatch } from './silence-watch.ts'
import { checkTables } from './table-faults.ts'

/** How migrations act: as the owner, and with errors instead of silently empty results under forced row-level security. */
const OWNER_OPTIONS = '-c role=hub_owner -c row_security=off -c search_path=app -c timezone=UTC'

export interface MigrateOptions {
  /** An address whose login may act as hub_owner. */
  readonly url: string
  /** Default: the hub's own of this program. */
  readonly migrations?: Readonly<Record<string, Migration>>
  /** What its modules keep in the database. Default: nothing. */
  readonly modules?: readonly ModuleSchema[]
  /** Told in one line when another program is waited for. */
  readonly onWait?: ((message: string) => void) | undefined
}

/**
 * Brings the database forward, the hub's own migrations before those of its modules, one transaction each, and returns the
 * names of those that ran now. Safe to call from several programs at once: each runs once. There is no way back. Refuses
 * tables that are not as their module declares them.
 */
export async function migrate({
  url,
  modules = [],
  migrations: own = migrations,
  onWait,
}: MigrateOptions): Promise<string[]> {
  const run = async (client: Client): Promise<string[]> => {
    const db = openOwner(url)
    try {
      const done = await runPending(db, { own, modules })
      await checkTables(client, modules)
      return done
    } finally {
      await db.destroy()
    }
  }
  return await withLock(url, run, { onWait })
}

/**
 * Brings an empty database to where another one was: runs those migrations that had run there, and no others. Its tables
 * are not held against the declarations of today, which may be ahead of them.
 */
export async function migrateTo(
  ran: readonly string[],
  { url, modules = [], migrations: own = migrations }: MigrateOptions,
): Promise<void> {
  const wanted = new Set(ran)
  const those = (list: Readonly<Record<string, Migration>> = {}) =>
    Object.fromEntries(Object.entries(list).filter(([name]) => wanted.has(name)))
  const lists = {
    own: those(own),
    modules: modules.map(({ name, migrations: list }) => ({ name, migrations: those(list) })),
  }
  await withLock(url, async () => {
    const db = openOwner(url)
    try {
      await runPending(db, lists)
    } finally {
      await db.destroy()
    }
  })
}

/** Those of these migrations that this program does not have. */
export function unknownMigrations(
  ran: readonly string[],
  { modules = [], migrations: own = migrations }: Omit<MigrateOptions, 'url'>,
): string[] {
  const known = new Set([own, ...modules.map(({ migrations: list = {} }) => list)].flatMap(Object.keys))
  return ran.filter((name) => !known.has(name))
}

/** A handle that acts as hub_owner, over one connection. For migrations; the caller destroys it. */
export function openOwner(url: string): Kysely<unknown> {
  const pool = new Pool({ connectionString: url, max: 1, options: OWNER_OPTIONS, ...KEEP_ALIVE })
  // The query in flight reports the same error to the caller.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  // A migration may take an hour; one that PostgreSQL does not work on has lost its connection.
  new SilenceWatch(CONNECTION_LIMITS).addPool(pool, { url, isDirect: true })
  return new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
}

interface Lists {
  own: Readonly<Record<string, Migration>>
  modules: readonly ModuleSchema[]
}

const byName = (a: string, b: string): number => (a < b ? -1 : Number(a > b))

/** In code units, where digits come before letters and so the hub's own before those of modules. */
async function runPending(db: Kysely<unknown>, { own, modules }: Lists): Promise<string[]> {
  const lists = [own, ...modules.map(({ migrations: list = {} }) => list)]
  const ran = await ranBefore(db)
  for (const list of lists) assertInOrder(Object.keys(list), ran)
  // Kysely stops at a name it does not know; one that has run is not run again.
  const absent = [...ran].filter((name) => isOfAbsentModule(name, modules))
  const migrator = new Migrator({
    db,
    provider: {
      getMigrations: async () =>
        Object.assign({}, ...lists, Object.fromEntries(absent.map((name) => [name, ranElsewhere]))),
    },
    migrationTableSchema: 'app',
    nameComparator: byName,
    // Each list is in order by itself, which is looked at above; modules are written at the same time.
    allowUnorderedMigrations: true,
  })
  const done: string[] = []
  for (;;) {
    // One step at a time: Kysely would otherwise run all of them in a single transaction.
    const { error, results = [] } = await migrator.migrateUp()
    if (error !== undefined) throw migrationError(error, results.at(-1)?.migrationName)
    if (results.length === 0) return done
    done.push(...results.map((one) => one.migrationName))
  }
}

const ranElsewhere: Migration = {
  up: () => Promise.reject(new Error('This migration belongs to a module that is not here.')),
}

async function ranBefore(db: Kysely<unknown>): Promise<ReadonlySet<string>> {
  const { rows: found } = await sql<{ there: boolean }>`
    select to_regclass('app.kysely_migration') is not null as there`.execute(db)
  if (found[0]?.there !== true) return new Set()
  const { rows } = await sql<{ name: string }>`select name from app.kysely_migration`.execute(db)
  return new Set(rows.map(({ name }) => name))
}

/** Refuses a migration slipped in before one of the same list that has run. */
function assertInOrder(list: readonly string[], ran: ReadonlySet<string>): void {
  const sorted = list.toSorted(byName)
  const last = sorted.findLastIndex((name) => ran.has(name))
  const slipped = sorted.slice(0, Math.max(last, 0)).find((name) => !ran.has(name))
  if (slipped === undefined) return
  throw new Error(
    `The migration ${slipped} comes before ${sorted[last] ?? ''}, which has run already; give it a later name.`,
  )
}

function migrationError(cause: unknown, name: string | undefined): Error {
  const text = cause instanceof Error ? cause.message : String(cause)
  if (/previously executed migration .* is missing/.test(text)) {
    return new Error(
      'The database was migrated by a newer version of this program; start that version, or restore a backup.',
      { cause },
    )
  }
  return new Error(`The migration ${name ?? 'set-up'} failed and was rolled back: ${text}`, { cause })
}
