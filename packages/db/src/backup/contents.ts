import { escapeIdentifier } from 'pg'
import type { Client } from 'pg'
import { ENGINE_SCHEMA } from '../engine-schema.ts'

/** Everything of the hub lies in these. */
export const BACKUP_SCHEMAS = ['app', ENGINE_SCHEMA] as const

/** A table and the columns that are copied, in this order: what PostgreSQL computes by itself is not among them. */
export interface CopiedTable {
  readonly schema: string
  readonly name: string
  readonly columns: readonly string[]
}

export interface SequenceState {
  readonly schema: string
  readonly name: string
  /** A bigint. */
  readonly value: string
  /** False where the next value is this one. */
  readonly isCalled: boolean
}

/** What brings an empty database to the shape that the rows had. */
export interface SchemaState {
  /** By name, those of the hub and of its modules that had run. */
  readonly migrations: readonly string[]
  /** How many of the durable engine's own had run; 0 where it had no tables. */
  readonly engine: number
}

export const qualified = ({ schema, name }: { schema: string; name: string }): string =>
  `${escapeIdentifier(schema)}.${escapeIdentifier(name)}`

export const columnList = ({ columns }: CopiedTable): string => columns.map(escapeIdentifier).join(', ')

export async function tablesOf(client: Client): Promise<CopiedTable[]> {
  const { rows } = await client.query<CopiedTable>(
    `select n.nspname::text as schema, c.relname::text as name,
       array(select a.attname::text from pg_attribute a
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any ($1) and c.relkind = 'r' order by n.nspname, c.relname`,
    [[...BACKUP_SCHEMAS]],
  )
  return rows
}

export async function sequencesOf(client: Client): Promise<SequenceState[]> {
  const { rows: names } = await client.query<{ schema: string; name: string }>(
    `select n.nspname::text as schema, c.relname::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any ($1) and c.relkind = 'S' order by 1, 2`,
    [[...BACKUP_SCHEMAS]],
  )
  const states: SequenceState[] = []
  for (const one of names) {
    const { rows } = await client.query<{ value: string; isCalled: boolean }>(
      `select last_value::text as value, is_called as "isCalled" from ${qualified(one)}`,
    )
    const [state] = rows
    if (state) states.push({ ...one, ...state })
  }
  return states
}

export async function schemaStateOf(client: Client): Promise<SchemaState> {
  const { rows } = await client.query<{ names: string[]; hasEngine: boolean }>(
    `select array(select name::text from app.kysely_migration order by name collate "C") as names,
       to_regclass('${ENGINE_SCHEMA}.dbos_migrations') is not null as "hasEngine"`,
  )
  const { names = [], hasEngine = false } = rows[0] ?? {}
  return { migrations: names, engine: hasEngine ? await engineVersion(client) : 0 }
}

/** The mark of the hub's secret that everything of this snapshot was sealed with, and whether that is so. */
export interface SealedWith {
  readonly mark: string
  /** False while another secret takes the place of one before. */
  readonly isWhole: boolean
}

/** Null where the hub keeps no marks yet. */
export async function sealedWith(client: Client): Promise<SealedWith | null> {
  const { rows: found } = await client.query<{ isThere: boolean }>(
    `select to_regclass('app.secret_mark') is not null as "isThere"`,
  )
  if (found[0]?.isThere !== true) return null
  const { rows } = await client.query<SealedWith>(
    `select mark, resealed_at is not null as "isWhole" from app.secret_mark where replaced_at is null`,
  )
  return rows[0] ?? null
}

async function engineVersion(client: Client): Promise<number> {
  const { rows } = await client.query<{ version: number }>(
    `select coalesce(max(version), 0)::int as version from ${ENGINE_SCHEMA}.dbos_migrations`,
  )
  return rows[0]?.version ?? 0
}
