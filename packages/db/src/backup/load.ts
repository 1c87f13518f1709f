import { Client, escapeIdentifier } from 'pg'
import { OWNER_ROLE } from '../definer-role.ts'
import { BACKUP_SCHEMAS, columnList, qualified, tablesOf } from './contents.ts'
import type { CopiedTable, SequenceState } from './contents.ts'
import { copyIn } from './copy-stream.ts'
import { BackupRefusal } from './refusal.ts'

export interface RowSource {
  readonly tables: readonly (CopiedTable & { readonly rows: number })[]
  readonly sequences: readonly SequenceState[]
  /** The bytes that `COPY` wrote of a table. */
  read(table: CopiedTable): AsyncIterable<Uint8Array>
}

/** What stands in the way of rows as they are, and how to put it back. */
interface Guard {
  readonly lift: string
  readonly restore: string
}

/**
 * Puts the rows into a database of the same shape, in one transaction: all or nothing. It acts as the owner of the tables,
 * who need be no superuser: triggers are off meanwhile, and foreign keys are made anew behind the rows, which checks them.
 */
export async function loadRows(adminUrl: string, source: RowSource): Promise<void> {
  const client = new Client({ connectionString: adminUrl, application_name: 'hub-restore', keepAlive: true })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('begin')
    await client.query(
      `set local role ${OWNER_ROLE}; set local row_security = off; set local search_path = app;
       set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0`,
    )
    await assertSameTables(client, source.tables)
    const guards = await guardsOf(client)
    for (const { lift } of guards) await client.query(lift)
    await client.query(`truncate ${source.tables.map(qualified).join(', ')}`)
    for (const table of source.tables) await loadTable(client, source, table)
    for (const one of source.sequences)
      await client.query('select setval($1::regclass, $2::bigint, $3)', [
        qualified(one),
        one.value,
        one.isCalled,
      ])
    await outrunKeptAnswers(client)
    for (const { restore } of guards.toReversed()) await client.query(restore)
    await client.query('commit')
    await client.query('analyze')
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function loadTable(
  client: Client,
  source: RowSource,
  table: CopiedTable & { readonly rows: number },
): Promise<void> {
  const text = `copy ${qualified(table)} (${columnList(table)}) from stdin (format binary)`
  const rows = await copyIn(client, text, source.read(table))
  if (rows !== table.rows)
    throw new BackupRefusal(
      `The backup says that ${table.name} has ${table.rows} rows, and ${rows} were found in it.`,
    )
}

const keyOf = (table: CopiedTable): string => `${qualified(table)} (${columnList(table)})`

/** Migrations made the tables, so they differ only where a migration was changed after it had run. */
async function assertSameTables(client: Client, expected: readonly CopiedTable[]): Promise<void> {
  const found = new Set((await tablesOf(client)).map(sortedKey))
  const missing = expected.find((table) => !found.has(sortedKey(table)))
  if (missing === undefined && found.size === expected.length) return
  const what = missing === undefined ? 'fewer tables' : `the table ${keyOf(missing)}`
  throw new BackupRefusal(
    `The backup has ${what}, and the migrations of this program make others. Restore it with the version that took it.`,
  )
}

/** The order of columns may differ: it tells of the history of a table alone. */
const sortedKey = (table: CopiedTable): string => keyOf({ ...table, columns: table.columns.toSorted() })

interface FoundTrigger {
  table: string
  name: string
  enabled: 'O' | 'A' | 'R' | 'D'
}

const ENABLE: Record<FoundTrigger['enabled'], string | null> = {
  O: 'enable trigger',
  A: 'enable always trigger',
  R: 'enable replica trigger',
  D: null,
}

const OURS = `c.relkind = 'r' and c.relnamespace in
  (select oid from pg_namespace where nspname in (${BACKUP_SCHEMAS.map((name) => `'${name}'`).join(', ')}))`

async function guardsOf(client: Client): Promise<Guard[]> {
  const forced = await client.query<{ table: string }>(
    `select c.oid::regclass::text as table from pg_class c where ${OURS} and c.relforcerowsecurity`,
  )
  const triggers = await client.query<FoundTrigger>(
    `select c.oid::regclass::text as table, t.tgname::text as name, t.tgenabled as enabled
     from pg_trigger t join pg_class c on c.oid = t.tgrelid where ${OURS} and not t.tgisinternal`,
  )
  const keys = await client.query<{ table: string; name: string; definition: string }>(
    `select c.oid::regclass::text as table, k.conname::text as name, pg_get_constraintdef(k.oid) as definition
     from pg_constraint k join pg_class c on c.oid = k.conrelid where ${OURS} and k.contype = 'f' and k.conparentid = 0`,
  )
  return [
    ...forced.rows.map(({ table }) => ({
      lift: `alter table ${table} no force row level security`,
      restore: `alter table ${table} force row level security`,
    })),
    ...triggers.rows.flatMap(({ table, name, enabled }) => {
      const enable = ENABLE[enabled]
      const trigger = escapeIdentifier(name)
      if (enable === null) return []
      return {
        lift: `alter table ${table} disable trigger ${trigger}`,
        restore: `alter table ${table} ${enable} ${trigger}`,
      }
    }),
    ...keys.rows.map(({ table, name, definition }) => {
      const constraint = escapeIdentifier(name)
      return {
        lift: `alter table ${table} drop constraint ${constraint}`,
        restore: `alter table ${table} add constraint ${constraint} ${definition}`,
      }
    }),
  ]
}

/**
 * Answers that are kept elsewhere (Redis) carry epochs that came after this backup. The hub would reach the same numbers
 * with other content, so it goes on from numbers that it has never had.
 */
async function outrunKeptAnswers(client: Client): Promise<void> {
  const { rows } = await client.query<{ at: string }>(
    'select floor(extract(epoch from clock_timestamp()) * 1000)::bigint::text as at',
  )
  const at = rows[0]?.at ?? '0'
  await client.query('update app.cache_epoch set epoch = epoch + $1::bigint', [at])
  await client.query('update app.auth_user set cache_epoch = cache_epoch + $1::bigint', [at])
}
