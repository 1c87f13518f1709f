import { Kysely, PostgresDialect } from 'kysely'
import { Migrator } from 'kysely/migration'
import type { Migration } from 'kysely/migration'
import { Client, Pool } from 'pg'
import { migrations } from './migrations/index.ts'

/** Migrations and roles of one server are serialized under this key, so that N programs may start at once. */
const SETUP_LOCK = 4_820_112_026n

/** How migrations act: as the owner, and with errors instead of silently empty results under forced row-level security. */
const OWNER_OPTIONS = '-c role=hub_owner -c row_security=off -c search_path=app -c timezone=UTC'

export interface MigrateOptions {
  /** An address whose login may act as hub_owner. */
  readonly url: string
  /** Default: all migrations of this program. */
  readonly migrations?: Readonly<Record<string, Migration>>
}

/**
 * Brings the database forward, one transaction per migration, and returns the names of those that ran now.
 * Safe to call from several programs at once: each migration runs once. There is no way back.
 */
export async function migrate(options: MigrateOptions): Promise<string[]> {
  return await withLock(options.url, async () => {
    const db = openOwner(options.url)
    try {
      return await runPending(db, options.migrations ?? migrations)
    } finally {
      await db.destroy()
    }
  })
}

/** A handle that acts as hub_owner, over one connection. For migrations; the caller destroys it. */
export function openOwner(url: string): Kysely<unknown> {
  const pool = new Pool({ connectionString: url, max: 1, options: OWNER_OPTIONS })
  // The query in flight reports the same error to the caller.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
}

async function runPending(db: Kysely<unknown>, list: Readonly<Record<string, Migration>>): Promise<string[]> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...list }) },
    migrationTableSchema: 'app',
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

/** Runs `fn` while holding an advisory lock of the database behind `url`; the lock ends with its connection. */
export async function withLock<R>(
  url: string,
  fn: (client: Client) => Promise<R>,
  key = SETUP_LOCK,
): Promise<R> {
  const client = new Client({ connectionString: url, application_name: 'hub-setup' })
  // The statement in flight reports the same error to the caller.
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [key])
    return await fn(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}
