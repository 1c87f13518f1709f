import { Client, DatabaseError } from 'pg'
import { columnList, qualified, schemaStateOf, sealedWith, sequencesOf, tablesOf } from './contents.ts'
import type { CopiedTable, SchemaState, SealedWith, SequenceState } from './contents.ts'
import { copyOut } from './copy-stream.ts'
import type { CopyOut } from './copy-stream.ts'
import { ensureReader } from './reader-role.ts'
import { BackupRefusal } from './refusal.ts'

/** A file that the rows of the snapshot name. */
export interface StoredFile {
  /** Its key in the file store. */
  readonly key: string
  /** False where its bytes may rightly be missing: it was never kept, or is being removed. */
  readonly isKept: boolean
}

/** The hub's database as it was at one moment, whatever is written meanwhile. */
export interface Snapshot extends SchemaState {
  /** By which another connection sees the same rows (`set transaction snapshot`). */
  readonly id: string
  /** Such as `18.4`. */
  readonly postgres: string
  readonly tables: readonly CopiedTable[]
  readonly sequences: readonly SequenceState[]
  readonly sealed: SealedWith | null
  /** The rows in PostgreSQL's binary form; one table after another. */
  copy(table: CopiedTable): CopyOut
  files(): AsyncGenerator<StoredFile>
  close(): Promise<void>
}

/** One backup of a hub at a time. */
const BACKUP_LOCK = 4_820_112_029n
const FILES_A_PAGE = 1_000
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

/**
 * Opens a snapshot of the database behind `adminUrl`, whose login may read every row. Throws a BackupRefusal where there is
 * no hub, or another backup is under way. The caller closes it.
 */
export async function openSnapshot(adminUrl: string): Promise<Snapshot> {
  const client = new Client({ connectionString: adminUrl, application_name: 'hub-backup', keepAlive: true })
  // The statement in flight reports the same error to the caller.
  client.on('error', () => undefined)
  await client.connect().catch(refuseAbsent)
  try {
    await beginSnapshot(client)
    const tables = await tablesOf(client)
    // Whoever changes a table waits until its rows are copied; whoever changes rows does not.
    await client.query(`lock table ${tables.map(qualified).join(', ')} in access share mode`)
    const { rows } = await client.query<{ id: string; version: string }>(
      `select pg_export_snapshot() as id, split_part(current_setting('server_version'), ' ', 1) as version`,
    )
    return {
      id: rows[0]?.id ?? '',
      ...(await schemaStateOf(client)),
      postgres: rows[0]?.version ?? 'unknown',
      tables,
      // They only grow, so what is read now is behind no row of the snapshot.
      sequences: await sequencesOf(client),
      sealed: await sealedWith(client),
      copy: (table) => copyOut(client, copyText(table)),
      files: () => filesOf(client),
      close: () => client.end(),
    }
  } catch (error) {
    await client.end().catch(() => undefined)
    throw error
  }
}

const copyText = (table: CopiedTable): string =>
  `copy ${qualified(table)} (${columnList(table)}) to stdout (format binary)`

const NO_HUB = 'There is no hub in this database yet, so there is nothing to back up.'
/** SQLSTATE of a database that is not there: the first start of the hub was stopped before it made it. */
const ABSENT = '3D000'

function refuseAbsent(error: unknown): never {
  if (error instanceof DatabaseError && error.code === ABSENT)
    throw new BackupRefusal(NO_HUB, { cause: error })
  throw error
}

async function beginSnapshot(client: Client): Promise<void> {
  const { rows } = await client.query<{ isHub: boolean; isOurs: boolean }>(
    `select to_regclass('app.kysely_migration') is not null as "isHub", pg_try_advisory_lock($1) as "isOurs"`,
    [BACKUP_LOCK],
  )
  const { isHub = false, isOurs = false } = rows[0] ?? {}
  if (!isHub) throw new BackupRefusal(NO_HUB)
  if (!isOurs)
    throw new BackupRefusal(
      'Another backup of this hub is under way. Wait until it has ended, then try again.',
    )
  const reader = await ensureReader(client)
  // Whatever the server sets for others: a large table takes its time.
  await client.query(
    'set statement_timeout = 0; set idle_in_transaction_session_timeout = 0; set search_path = app',
  )
  // Without a policy that shows all rows, an error rather than a part of them.
  await client.query(reader === null ? 'set row_security = off' : `set role ${reader}`)
  await client.query('begin isolation level repeatable read read only')
}

async function* filesOf(client: Client): AsyncGenerator<StoredFile> {
  let after = FIRST_ID
  for (;;) {
    const { rows } = await client.query<{ id: string; kind: string; isKept: boolean }>(
      `select id, kind, kept_at is not null and removed_at is null as "isKept" from app.file
       where id > $1 order by id limit ${FILES_A_PAGE}`,
      [after],
    )
    for (const { id, kind, isKept } of rows) yield { key: `${kind}/${id}`, isKept }
    const last = rows.at(-1)
    if (last === undefined) return
    after = last.id
  }
}
