import type { Client } from 'pg'
import type { ModuleSchema, TableDeclaration } from './module-schema.ts'
import { CANONICAL } from './schema-faults.ts'

interface FoundTable {
  name: string
  hasOrg: boolean
  /** Row-level security is forced, with the one policy. */
  isWalled: boolean
  /** Privileges of system work and of owners of definer functions: "hub_search select (id)". */
  granted: string[]
  /** Roles that have a policy here; without one a grant shows no row. */
  policies: string[]
  /** Tables whose rows refer to rows here and stop their end. */
  heldBy: string[]
  /** Its rows refer to a person and go with them. */
  goesWithPerson: boolean
  /** Tables whose rows take rows here along. */
  goesWith: string[]
}

const ERASED = 'select (org_id, ctid), delete'

/**
 * Holds what PostgreSQL has against what the modules declare of their tables. Throws an Error with the first fault, the
 * module's name and what to do.
 */
export async function checkTables(client: Client, modules: readonly ModuleSchema[]): Promise<void> {
  const declaring = modules.filter(({ tables, migrations }) => tables || migrations)
  if (declaring.length === 0) return
  const { rows } = await client.query<FoundTable>(TABLES, [CANONICAL, declaring.map(({ name }) => name)])
  const found = new Map(rows.map((row) => [row.name, row]))
  const erased = erasedOf(modules)
  for (const { name, tables = {}, entities = {} } of declaring) {
    const fault =
      undeclared(name, tables, rows) ??
      Object.entries(tables)
        .map(([table, declared]) => faultOf({ table, declared, erased }, found.get(table)))
        .find((one) => one !== undefined) ??
      personFault(entities, found)
    if (fault !== undefined) throw new Error(`The module "${name}": ${fault}`)
  }
}

const isErased = ({ atEnd }: TableDeclaration) => atEnd === 'erased'

/** Of every table that a module declares, whether its rows go with their organization. */
const erasedOf = (modules: readonly ModuleSchema[]): ReadonlyMap<string, boolean> =>
  new Map(
    modules.flatMap(({ tables = {} }) =>
      Object.entries(tables).map(([table, declared]) => [table, isErased(declared)] as const),
    ),
  )

function undeclared(
  name: string,
  tables: Readonly<Record<string, TableDeclaration>>,
  rows: readonly FoundTable[],
): string | undefined {
  const row = rows.find((one) => one.name.startsWith(`${name}_`) && !(one.name in tables))
  return row && `the database has the table ${row.name}, which it does not declare. Add it to \`tables\`.`
}

interface Declared {
  table: string
  declared: TableDeclaration
  erased: ReadonlyMap<string, boolean>
}

function faultOf({ table, declared, erased }: Declared, found: FoundTable | undefined): string | undefined {
  if (!found) return `it declares the table ${table}, which its migrations do not make.`
  if (!found.hasOrg)
    return `the table ${table} has no column org_id. Every table of a module belongs to organizations.`
  if (!found.isWalled)
    return `the table ${table} lets one organization reach another's rows. Call tenantTable(db, '${table}', …) in a migration.`
  return grantFault({ table, declared, found }) ?? orderFault({ table, declared, erased }, found)
}

/** What goes with a person is deleted by system work, row by row, when their account ends. */
function personFault(
  entities: NonNullable<ModuleSchema['entities']>,
  found: ReadonlyMap<string, FoundTable>,
): string | undefined {
  for (const [entity, { ofPerson }] of Object.entries(entities)) {
    const table = found.get(entity.split('.')[0] ?? '')
    if (!table) continue
    const isErased = 'whenTheyLeave' in ofPerson && ofPerson.whenTheyLeave === 'erased'
    if (isErased && !table.goesWithPerson)
      return `entity ${entity} is to be erased with its person, but no column of ${table.name} refers to app.auth_user with "on delete cascade". Add one, or say that it is kept.`
    if (!isErased && table.goesWithPerson)
      return `rows of ${table.name} go with their person, and entity ${entity} does not say so. Say that it is erased, or refer to nobody with "on delete cascade".`
    if (isErased && !table.granted.includes('hub_system delete'))
      return `rows of ${table.name} go with their person, which system work does. Call systemAccess(db, '${table.name}', { select: ['the column of the person'], delete: '*' }) and declare it in \`grants\`.`
  }
  return undefined
}

/** "select (org_id, ctid), delete" as a list, with the role before each. */
function wanted({ atEnd, grants = {} }: TableDeclaration): string[] {
  const lists = Object.entries(grants)
  if (atEnd === 'erased') lists.push(['hub_sweep', ERASED])
  const all = lists.flatMap(([role, list]) =>
    list.split(/, (?![^(]*\))/).flatMap((one) => {
      const [, command = one, columns] = /^(\w+) \((.+)\)$/.exec(one) ?? []
      return (columns?.split(', ') ?? ['']).map((column) => `${role} ${command}${column && ` (${column})`}`)
    }),
  )
  return [...new Set(all)]
}

function grantFault(at: {
  table: string
  declared: TableDeclaration
  found: FoundTable
}): string | undefined {
  const { table, declared, found } = at
  const asked = wanted(declared)
  const missing = asked.find((one) => !found.granted.includes(one))
  const blind = asked.map((one) => one.split(' ')[0] ?? '').find((role) => !found.policies.includes(role))
  const [role, ...privilege] = missing?.split(' ') ?? []
  if (missing !== undefined)
    return `the table ${table} declares "${privilege.join(' ')}" for ${role}, which its migrations do not grant. Call ${role === 'hub_system' ? 'systemAccess' : 'definerAccess'}(db, '${table}', …) in a migration.`
  if (blind !== undefined)
    return `the table ${table} has no policy for ${blind}, which would see none of its rows. Use definerAccess or systemAccess, which make both.`
  const more = found.granted.find((one) => !asked.includes(one))
  if (more === undefined) return undefined
  if (more.startsWith('hub_sweep ') && declared.atEnd !== 'erased')
    return `the table ${table} is to stay, and yet hub_sweep may use it ("${more}"). Revoke that, or say that it is erased.`
  return `the table ${table} grants "${more}", which it does not declare. Add it to \`grants\`, or revoke it.`
}

/** The sweep goes by foreign keys: rows before those they refer to. That works out only where what holds them goes as well. */
function orderFault({ table, declared, erased }: Declared, found: FoundTable): string | undefined {
  if (!isErased(declared)) {
    const parent = found.goesWith.find((one) => erased.get(one) === true)
    return (
      parent &&
      `the table ${table} is to stay, but its rows go with those of ${parent}. Refer to ${parent} with "on delete restrict", and let that stay too, or say that ${table} is erased.`
    )
  }
  const holder = found.heldBy.find((one) => erased.get(one) !== true && one !== table)
  return (
    holder &&
    `the table ${table} is to be erased, but ${holder}, which stays, holds its rows. Let ${table} stay with a reason, or erase ${holder} too.`
  )
}

const TABLES = `
with place as (
  select c.oid, c.relname::text as name, c.relacl, c.relrowsecurity and c.relforcerowsecurity as is_forced
  from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    and split_part(c.relname, '_', 1) = any ($2)
), acl as (
  select p.oid, x.grantee, lower(x.privilege_type) as what
    from place p cross join lateral aclexplode(p.relacl) x
  union all select p.oid, x.grantee, lower(x.privilege_type) || ' (' || a.attname || ')'
    from place p join pg_attribute a on a.attrelid = p.oid and a.attacl is not null cross join lateral aclexplode(a.attacl) x
), role as (
  select oid, rolname from pg_roles
  where rolname in ('hub_system', 'hub_audit', 'hub_ledger', 'hub_search', 'hub_sweep', 'hub_epoch', 'hub_event', 'hub_books')
)
select p.name,
  exists (select from pg_attribute a where a.attrelid = p.oid and a.attname = 'org_id' and not a.attisdropped) as "hasOrg",
  p.is_forced and exists (select from pg_policy y where y.polrelid = p.oid and y.polpermissive and y.polcmd = '*'
    and y.polroles = array['hub_app'::regrole::oid] and pg_get_expr(y.polqual, y.polrelid) = $1
    and pg_get_expr(y.polwithcheck, y.polrelid) = $1) as "isWalled",
  array(select r.rolname || ' ' || acl.what from acl join role r on r.oid = acl.grantee where acl.oid = p.oid order by 1) as granted,
  array(select r.rolname::text from pg_policy y join role r on r.oid = any (y.polroles) where y.polrelid = p.oid) as policies,
  array(select distinct c.relname::text from pg_constraint k join pg_class c on c.oid = k.conrelid
    where k.contype = 'f' and k.confrelid = p.oid and k.confdeltype in ('a', 'r')) as "heldBy",
  array(select distinct c.relname::text from pg_constraint k join pg_class c on c.oid = k.confrelid
    where k.contype = 'f' and k.conrelid = p.oid and k.confdeltype = 'c') as "goesWith",
  exists (select from pg_constraint k where k.contype = 'f' and k.conrelid = p.oid and k.confdeltype = 'c'
    and k.confrelid = to_regclass('app.auth_user') and cardinality(k.conkey) = 1) as "goesWithPerson"
from place p order by p.name`
