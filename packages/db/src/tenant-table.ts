import { sql } from 'kysely'
import type { Kysely, RawBuilder } from 'kysely'
import type { DefinerRole } from './definer-role.ts'

const ORG_ID = `nullif(current_setting('app.org_id', true), '')::uuid`

/** The one predicate of every tenant policy; the catalog test compares each table's policy with it. */
const ORG_PREDICATE = `org_id = ${ORG_ID}`

const PRIVILEGE = /^(?:select|insert|update|delete)(?: \([a-z_0-9]+(?:, [a-z_0-9]+)*\))?$/

/** Rows system work may touch: those of every organization, or only the platform's own (nil organization). */
export type SystemRows = 'all' | 'platform'

/** Per command: every column, some columns, or (left out) no access. A delete has no columns. */
export interface SystemCommands {
  readonly select?: '*' | readonly string[]
  readonly insert?: '*' | readonly string[]
  readonly update?: '*' | readonly string[]
  readonly delete?: '*'
  /** Default 'all'. */
  readonly rows?: SystemRows
}

/**
 * Makes an existing table a tenant table: org_id required and defaulting to the handle's organization,
 * row-level security enabled and forced, the one policy, a unique (org_id, id) for foreign keys, an index
 * that starts with org_id, and the named privileges for `hub_app` and no others.
 * `app` is a list such as `select, insert, update (title, version), delete`.
 */
export async function tenantTable(
  db: Kysely<unknown>,
  table: string,
  { app }: { app: string },
): Promise<void> {
  const name = tableName(table)
  const columns = await orgColumns(db, table)
  if (!columns.isGenerated) {
    await run(
      db,
      `alter table ${name} alter column org_id set not null, alter column org_id set default app.org_id()`,
    )
  }
  await run(db, `alter table ${name} enable row level security, force row level security`)
  await run(
    db,
    `create policy org on ${name} for all to hub_app using (${ORG_PREDICATE}) with check (${ORG_PREDICATE})`,
  )
  if (columns.hasId && !columns.hasOrgIdKey) await run(db, `alter table ${name} add unique (org_id, id)`)
  else if (!columns.hasOrgIndex) await run(db, `create index on ${name} (org_id)`)
  await run(db, `grant ${privileges(app)} on ${name} to hub_app`)
}

/** Lets `hub_system` use a tenant table: per command a grant and a policy, both needed, so forgetting one fails closed. */
export async function systemAccess(
  db: Kysely<unknown>,
  table: string,
  commands: SystemCommands,
): Promise<void> {
  const name = tableName(table)
  const rows = commands.rows ?? 'all'
  const predicate = rows === 'all' ? 'true' : `org_id = '00000000-0000-0000-0000-000000000000'`
  for (const command of ['select', 'insert', 'update', 'delete'] as const) {
    const columns = commands[command]
    if (columns === undefined) continue
    const list = columns === '*' ? '' : ` (${columns.map(identifier).join(', ')})`
    await run(db, `grant ${command}${list} on ${name} to hub_system`)
    await run(
      db,
      `create policy system_${command} on ${name} for ${command} to hub_system ${clauses(command, predicate)}`,
    )
  }
}

/**
 * Lets a definer role use a tenant table, within the organization of the call (`org`) or, where a function
 * names the organization in its own body, across all (`all`).
 */
export async function definerAccess(
  db: Kysely<unknown>,
  table: string,
  access: { role: DefinerRole; privileges: string; rows: 'org' | 'all' },
): Promise<void> {
  const name = tableName(table)
  const predicate = access.rows === 'org' ? ORG_PREDICATE : 'true'
  await run(db, `grant ${privileges(access.privileges)} on ${name} to ${access.role}`)
  await run(db, `drop policy if exists ${access.role} on ${name}`)
  await run(
    db,
    `create policy ${access.role} on ${name} for all to ${access.role} ${clauses('update', predicate)}`,
  )
}

/**
 * A foreign key between tenant tables, always over (org_id, column): PostgreSQL checks foreign keys without
 * row-level security, so a key on the id alone would accept another organization's row.
 */
export async function tenantForeignKey(
  db: Kysely<unknown>,
  table: string,
  key: { column: string; references: string; onDelete: 'cascade' | 'restrict' | 'set null' },
): Promise<void> {
  const column = identifier(key.column)
  const [child, parent] = [tableName(table), tableName(key.references)]
  // Without the column list, "set null" would also empty org_id.
  const onDelete = key.onDelete === 'set null' ? `set null (${column})` : key.onDelete
  // The check of existing rows runs as the owner; under forced row-level security it would see none of them.
  for (const one of new Set([child, parent])) await run(db, `alter table ${one} no force row level security`)
  await run(
    db,
    `alter table ${child} add foreign key (org_id, ${column}) references ${parent} (org_id, id) on delete ${onDelete}`,
  )
  for (const one of new Set([child, parent])) await run(db, `alter table ${one} force row level security`)
}

export interface DefinerFunction {
  readonly owner: DefinerRole
  /** Name, arguments and result: `app.ops_task_places(phrase text) returns tid[]`. */
  readonly signature: string
  readonly body: RawBuilder<unknown>
  /** Default 'sql'. */
  readonly language?: 'sql' | 'plpgsql'
  /** Default 'stable'; a function that writes is 'volatile'. */
  readonly volatility?: 'immutable' | 'stable' | 'volatile'
  /** Tables a search function reads; it must name `app.org_id()` in its own body (hub_search only). */
  readonly reads?: readonly string[]
  /** Who may call it. Default `['hub_app']`; a trigger's function is for the owner of its table. */
  readonly execute?: readonly ('hub_app' | 'hub_system' | 'hub_owner')[]
}

/**
 * Creates a SECURITY DEFINER function the only safe way: owned by a role that cannot log in, with a fixed
 * search_path, and executable by nobody but the logins named.
 */
export async function definerFunction(db: Kysely<unknown>, options: DefinerFunction): Promise<void> {
  const {
    owner,
    signature,
    language = 'sql',
    volatility = 'stable',
    reads = [],
    execute = ['hub_app'],
  } = options
  if (reads.length > 0 && owner !== 'hub_search')
    throw new TypeError('Only search functions take "reads"; give other owners access by definerAccess().')
  for (const table of reads)
    await definerAccess(db, table, { role: owner, privileges: 'select', rows: 'all' })
  const callable = functionName(signature)
  const body = plainText(db, options.body)
  // PostgreSQL lets only a role with CREATE on the schema own something there, so the owner has it for this moment only.
  await run(db, `grant create, usage on schema app to ${owner}`)
  await run(db, `set local role ${owner}`)
  // Migrations run with row security "off", which makes the check of an SQL body refuse every policy.
  await run(db, 'set local row_security = on')
  await run(
    db,
    `create or replace function ${signature} language ${language} ${volatility} security definer set search_path = app, pg_temp as $hub$${body}$hub$`,
  )
  await run(db, `revoke execute on function ${callable} from public`)
  if (execute.length > 0) await run(db, `grant execute on function ${callable} to ${execute.join(', ')}`)
  await run(db, 'set local row_security = off')
  await run(db, 'set local role hub_owner')
  await run(db, `revoke create on schema app from ${owner}`)
}

interface OrgColumns {
  readonly isGenerated: boolean
  readonly hasId: boolean
  readonly hasOrgIdKey: boolean
  readonly hasOrgIndex: boolean
}

async function orgColumns(db: Kysely<unknown>, table: string): Promise<OrgColumns> {
  const { rows } = await sql<OrgColumns>`
    select a.attgenerated <> '' as "isGenerated",
      exists (select from pg_attribute i where i.attrelid = c.oid and i.attname = 'id' and not i.attisdropped) as "hasId",
      exists (select from pg_index x where x.indrelid = c.oid and x.indisunique and x.indpred is null and x.indnkeyatts = 2
        and (select array_agg(k.attname::text order by k.attname) from pg_attribute k
             where k.attrelid = c.oid and k.attnum = any(x.indkey[0:1])) = array['id', 'org_id']) as "hasOrgIdKey",
      exists (select from pg_index x where x.indrelid = c.oid and x.indpred is null and x.indkey[0] = a.attnum) as "hasOrgIndex"
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id' and not a.attisdropped
    where c.oid = ${tableName(table)}::regclass`.execute(db)
  const [columns] = rows
  if (columns === undefined) throw new Error(`The table ${table} has no column org_id.`)
  return columns
}

function clauses(command: string, predicate: string): string {
  if (command === 'insert') return `with check (${predicate})`
  if (command === 'update') return `using (${predicate}) with check (${predicate})`
  return `using (${predicate})`
}

/** Refuses TRUNCATE, REFERENCES and TRIGGER: row-level security does not govern them. */
function privileges(list: string): string {
  const all = list.split(/, (?![^(]*\))/)
  const wrong = all.find((one) => !PRIVILEGE.test(one))
  if (wrong !== undefined) throw new TypeError(`"${wrong}" is not a privilege a tenant table gives.`)
  return all.join(', ')
}

function identifier(name: string): string {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new TypeError(`"${name}" is not a plain SQL name.`)
  return name
}

const tableName = (table: string): string => `app.${identifier(table)}`

/** `app.f(a text, b int default 0) returns …` becomes `app.f`; functions of this schema are not overloaded. */
function functionName(signature: string): string {
  const [, name] = /^(app\.[a-z][a-z0-9_]*)\(/.exec(signature) ?? []
  if (name === undefined) throw new TypeError(`"${signature}" does not start like app.name(.`)
  return name
}

function plainText(db: Kysely<unknown>, body: RawBuilder<unknown>): string {
  const { sql: text, parameters } = body.compile(db)
  if (parameters.length > 0) throw new TypeError('A function body cannot hold parameters.')
  return text
}

async function run(db: Kysely<unknown>, statement: string): Promise<void> {
  await sql.raw(statement).execute(db)
}
