import { readFileSync } from 'node:fs'
import type { Client } from 'pg'

/** What a program may rely on of one table. */
export interface TableUse {
  /** Types by column; a `!` behind one that may not be null, a `=` behind one that has a value by itself. */
  readonly columns: Readonly<Record<string, string>>
  /** Columns by login and command, such as `hub_app update`; `*` for all of them. */
  readonly may: Readonly<Record<string, readonly string[]>>
  /** Policies, and whether row-level security is on. */
  readonly policies: readonly string[]
  /** What rows must fulfil: checks, foreign keys, unique indexes. */
  readonly rules: readonly string[]
}

/** What a program may rely on of the whole schema. */
export interface SchemaUse {
  readonly tables: Readonly<Record<string, TableUse>>
  /** Results and callers by signature. */
  readonly functions: Readonly<
    Record<string, { readonly result: string; readonly callers: readonly string[] }>
  >
}

const LOGINS = `('hub_app', 'hub_system')`

const TABLES = `
  select c.relname as name,
    (select json_object_agg(a.attname, format_type(a.atttypid, a.atttypmod)
        || case when a.attnotnull then '!' else '' end
        || case when a.atthasdef or a.attidentity <> '' then '=' else '' end order by a.attname)
      from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
    coalesce((select json_object_agg(g.what, g.columns order by g.what) from (
      select what, array_agg(distinct column_name order by column_name) as columns from (
        select r.rolname || ' ' || lower(x.privilege_type) as what, '*' as column_name
        from aclexplode(c.relacl) x join pg_roles r on r.oid = x.grantee where r.rolname in ${LOGINS}
        union all
        select r.rolname || ' ' || lower(x.privilege_type), a.attname
        from pg_attribute a cross join aclexplode(a.attacl) x join pg_roles r on r.oid = x.grantee
        where a.attrelid = c.oid and r.rolname in ${LOGINS}
      ) one group by what) g), '{}') as may,
    array(select format('%s %s %s %s using %s check %s', p.policyname, p.permissive, p.cmd, p.roles,
        coalesce(p.qual, '-'), coalesce(p.with_check, '-'))
      from pg_policies p where p.schemaname = 'app' and p.tablename = c.relname order by 1)
      || case when c.relrowsecurity then array['row security'] else array[]::text[] end as policies,
    array(select pg_get_constraintdef(k.oid) from pg_constraint k
        where k.conrelid = c.oid and k.contype in ('c', 'f', 'x') order by 1)
      || array(select regexp_replace(pg_get_indexdef(i.indexrelid), '^CREATE UNIQUE INDEX \\S+ ', 'unique ')
        from pg_index i where i.indrelid = c.oid and i.indisunique order by 1) as rules
  from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p', 'v')
    and c.relname not like 'kysely%' order by c.relname`

const FUNCTIONS = `
  select p.oid::regprocedure::text as signature, pg_get_function_result(p.oid) as result,
    array(select distinct coalesce(r.rolname::text, 'everybody') from aclexplode(p.proacl) x
      left join pg_roles r on r.oid = x.grantee
      where x.privilege_type = 'EXECUTE' and (x.grantee = 0 or r.rolname in ${LOGINS}) order by 1) as callers
  from pg_proc p where p.pronamespace = 'app'::regnamespace
    and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e') order by 1`

/** Reads it from a database that is up to date. */
export async function readSchemaUse(client: Client): Promise<SchemaUse> {
  // So that types and functions are written with their schema, whatever the connection has set.
  await client.query('set search_path = pg_catalog')
  const tables = await client.query<TableUse & { name: string }>(TABLES)
  const functions = await client.query<{ signature: string; result: string; callers: string[] }>(FUNCTIONS)
  return {
    tables: Object.fromEntries(tables.rows.map(({ name, ...use }) => [name, use])),
    functions: Object.fromEntries(functions.rows.map(({ signature, ...use }) => [signature, use])),
  }
}

/** One line a table and a function, so that a difference shows. */
export function schemaUseText({ tables, functions }: SchemaUse): string {
  const lines = (all: object) =>
    Object.entries(all)
      .map(([name, use]) => `    ${JSON.stringify(name)}: ${JSON.stringify(use)}`)
      .join(',\n')
  return `{\n  "tables": {\n${lines(tables)}\n  },\n  "functions": {\n${lines(functions)}\n  }\n}\n`
}

const bare = (type: string): string => type.replaceAll(/[!=]/g, '')

function columnFaults(before: TableUse, now: TableUse): string[] {
  const kept = Object.entries(before.columns).flatMap(([column, type]) => {
    const found = now.columns[column]
    if (found === undefined) return [`${column} is gone`]
    if (bare(found) !== bare(type)) return [`${column} was ${bare(type)} and is ${bare(found)}`]
    if (found.includes('!') && !type.includes('!')) return [`${column} may not be null any more`]
    return type.includes('=') && !found.includes('=') ? [`${column} has no value by itself any more`] : []
  })
  const added = Object.entries(now.columns).flatMap(([column, type]) =>
    column in before.columns || !type.includes('!') || type.includes('=')
      ? []
      : [`${column} is new and needs a value that the last release does not write`],
  )
  return [...kept, ...added]
}

function rightFaults(before: TableUse, now: TableUse): string[] {
  return Object.entries(before.may).flatMap(([what, columns]) => {
    const left = now.may[what] ?? []
    const lost = left.includes('*') ? [] : columns.filter((column) => !left.includes(column))
    return lost.map((column) => `${what} (${column}) is revoked`)
  })
}

/** A check that a column is one of some values. */
const ONE_OF = /^CHECK \(\((\w+) = ANY \(ARRAY\[(.+)\]\)\)\)$/

/** Whether one of the rules before allows a column nothing that this one does not. */
function isLooser(rule: string, before: readonly string[]): boolean {
  const [, column, values = ''] = ONE_OF.exec(rule) ?? []
  const allowed = new Set(values.split(', '))
  return before.some((one) => {
    const [, same, others = ''] = ONE_OF.exec(one) ?? []
    return same !== undefined && same === column && others.split(', ').every((value) => allowed.has(value))
  })
}

/** Whether a foreign key counts only for rows with a value in a new column, which the last release does not write. */
function isOfNewColumn(rule: string, before: TableUse, now: TableUse): boolean {
  const [, columns = ''] = /^FOREIGN KEY \(([^)]+)\)(?!.* MATCH FULL)/.exec(rule) ?? []
  return columns
    .split(', ')
    .some((column) => !(column in before.columns) && /^[^!=]+$/.test(now.columns[column] ?? ''))
}

function tableFaults(before: TableUse, now: TableUse | undefined): string[] {
  if (now === undefined) return ['is gone']
  return [
    ...columnFaults(before, now),
    ...rightFaults(before, now),
    ...before.policies.filter((one) => !now.policies.includes(one)).map((one) => `the policy ${one} is gone`),
    ...now.policies
      .filter((one) => !before.policies.includes(one) && / RESTRICTIVE |^row security$/.test(one))
      .map((one) => `${one} is new and hides rows`),
    ...now.rules
      .filter((one) => !before.rules.includes(one))
      .filter((one) => !isLooser(one, before.rules) && !isOfNewColumn(one, before, now))
      .map((one) => `rows must fulfil what is new: ${one}`),
  ]
}

const LAST_RELEASE = new URL('../last-release.json', import.meta.url)

/** What the last release relies on, as it was recorded when it was made. */
export const readLastRelease = (): SchemaUse => JSON.parse(readFileSync(LAST_RELEASE, 'utf8')) as SchemaUse

/** What the last release relies on and would miss, or be refused by: one sentence each, empty where it goes on working. */
export function contractionFaults(before: SchemaUse, now: SchemaUse): string[] {
  const tables = Object.entries(before.tables).flatMap(([name, use]) =>
    tableFaults(use, now.tables[name]).map((fault) => `${name}: ${fault}`),
  )
  const functions = Object.entries(before.functions).flatMap(([signature, { result, callers }]) => {
    const found = now.functions[signature]
    if (found === undefined) return [`${signature} is gone`]
    if (found.result !== result) return [`${signature} answered ${result} and answers ${found.result}`]
    return callers
      .filter((caller) => !found.callers.includes(caller) && !found.callers.includes('everybody'))
      .map((caller) => `${signature} may not be called by ${caller} any more`)
  })
  return [...tables, ...functions]
}
