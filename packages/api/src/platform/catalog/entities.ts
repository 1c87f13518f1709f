import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { CompiledQuery } from 'kysely'
import { AppError } from '../../shared/errors.ts'
import type { EntityFiles } from '../files/entity-files.ts'
import type { PersonStatement } from '../files/personal-data.ts'
import type { Catalog, JsonSchema } from './catalog.ts'
import { addressOf } from './find.ts'
import type { FindDeclaration, RecordKey } from './find.ts'

export const propertiesOf = (schema: JsonSchema): Record<string, JsonSchema> =>
  (schema['properties'] ?? {}) as Record<string, JsonSchema>

/** The part of a schema that says something: of "a day or null" and "an address or empty" the day and the address, of a list its items. */
export function coreOf(schema: JsonSchema | undefined): JsonSchema {
  if (!schema) return {}
  const options = (schema['anyOf'] ?? schema['oneOf']) as JsonSchema[] | undefined
  if (options) return coreOf(options.find((option) => option['type'] !== 'null' && option['const'] !== ''))
  return schema['type'] === 'array' ? coreOf(schema['items'] as JsonSchema | undefined) : schema
}

/** The schema of one field of an object. */
export const fieldOf = (name: string, schema: JsonSchema): JsonSchema =>
  propertiesOf(coreOf(schema))[name] ?? {}

/** What a value of this schema is the id of, if it is one. */
export const entityOf = (schema: JsonSchema): string | undefined => {
  const { entity } = coreOf(schema)
  return typeof entity === 'string' ? entity : undefined
}

export interface FoundId {
  entity: string
  id: string
  /** Where it stands, such as `assigneeId`. */
  path: string
}

/** Every id in a value, however deep, with what it is the id of. */
export function idsIn(value: unknown, schema: JsonSchema, path = ''): FoundId[] {
  if (typeof value === 'string') {
    const entity = entityOf(schema)
    return entity === undefined ? [] : [{ entity, id: value, path }]
  }
  if (Array.isArray(value)) return value.flatMap((part) => idsIn(part, schema, path))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, part]) =>
    idsIn(part, fieldOf(name, schema), path === '' ? name : `${path}.${name}`),
  )
}

export interface NamedRow {
  id: string
  name: string
  /** The record it is shown with, where its kind has no link of its own: a comment with its task. Its id is `{part}` of a link. */
  partOf?: RecordKey
}

export interface DetailedRow {
  id: string
  /** What tells it from another of the same name; null where nothing has to. */
  detail: string | null
}

/** A kind of thing that ids name, under the name it has in `entityId(…)`. */
export interface EntityDeclaration {
  /** "Task" */
  noun: string
  /** "Tasks"; without it the noun with an s. */
  plural?: string
  /** What people call it besides: "to-do", "job". */
  synonyms?: readonly string[]
  /** Names of these rows as the organization sees them; rows that are not there are left out. */
  names: (db: OrgDb, ids: readonly string[], catalog: Catalog) => Promise<NamedRow[]>
  /** Asked for only where a person decides about them: it may have to look at every other row. */
  details?: (db: OrgDb, ids: readonly string[]) => Promise<DetailedRow[]>
  /** Whoever holds it may see the names. */
  permission: string
  /**
   * Its rows are each a person's own: nobody else hears that one of them changed, but whoever holds this. Their table says
   * whose a row is (`tellsLive`).
   */
  own?: { seenBy: string | null }
  /** What of it is a person's. Every kind says so, that no export and no erasure forgets one. */
  ofPerson: PersonStatement
  /** How it is found by what somebody types; without it nobody looks for it by itself. */
  find?: FindDeclaration
  /** Which files may be attached to its rows; without it none. */
  files?: EntityFiles
  /** Where the web app shows it, with `{org}`, `{id}`, `{name}` and `{part}` in their places: "/o/{org}/tasks?task={id}". */
  link?: string
  /** What its entries in the audit log say after somebody's name, by action: "commented on {task}". */
  verbs?: Readonly<Record<string, string>>
  /** Under which key entries of the audit log name it: `tx.audit('ops.task.created', { task: id })`. */
  target?: string
  /** What stands in place of a name that may not be seen, or of a row that is gone. */
  unnamed?: string
  /** Makes a row through the product's own procedures and returns its id; tests ask for one of another organization. */
  example?: (call: (path: string, input: unknown) => Promise<unknown>) => Promise<string>
}

export const pluralOf = ({ noun, plural = `${noun}s` }: EntityDeclaration): string => plural

/** The kinds of things of a hub with its modules. */
export interface EntityTable {
  get(entity: string): EntityDeclaration | undefined
  /** The kind that entries of the audit log name by this key. */
  byTarget(target: string): { entity: string; kind: EntityDeclaration } | undefined
  /** The kind whose words an action of the audit log has. */
  byAction(action: string): EntityDeclaration | undefined
  names: readonly string[]
}

export function createEntityTable(
  parts: readonly Readonly<Record<string, EntityDeclaration>>[],
): EntityTable {
  const declared = new Map(parts.flatMap((part) => Object.entries(part)))
  const byTarget = new Map([...declared].map(([entity, kind]) => [kind.target, { entity, kind }]))
  const byAction = new Map(
    [...declared.values()].flatMap((kind) =>
      Object.keys(kind.verbs ?? {}).map((action) => [action, kind] as const),
    ),
  )
  return {
    get: (entity) => declared.get(entity),
    byTarget: (target) => byTarget.get(target),
    byAction: (action) => byAction.get(action),
    names: [...declared.keys()],
  }
}

export const isUuid = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)

interface LinkReader {
  hub: { entities: EntityTable }
  /** Its slug. */
  org: { slug: string }
  may: (permission: string) => boolean
}

/** Where the web app shows a row to this reader: by the link of its kind, or with what it is part of; null where it does not. */
export function linkOf(
  { hub: { entities }, org: { slug: org }, may }: LinkReader,
  kind: EntityDeclaration | undefined,
  { id, name, partOf }: NamedRow,
): string | null {
  if (kind?.link !== undefined) return addressOf(kind.link, { org, id, name, part: partOf?.id ?? '' })
  const whole = partOf && entities.get(partOf.entity)
  // What it is called is not known here.
  if (!whole || !may(whole.permission) || whole.link?.includes('{name}')) return null
  return addressOf(whole.link, { org, id: partOf.id, name: '' })
}

type Ids = readonly RecordKey[]

/** Where names are looked up. */
export interface NamesPlace {
  db: OrgDb
  hub: { entities: EntityTable; catalog: Catalog }
}

/** What is known of these ids, by id, in one query for each kind of thing. What names nothing is not among it. */
export async function rowsOf<What extends 'names' | 'details'>(
  what: What,
  { db, hub: { entities, catalog } }: NamesPlace,
  ids: Ids,
): Promise<ReadonlyMap<string, { names: NamedRow; details: DetailedRow }[What]>> {
  type Row = { names: NamedRow; details: DetailedRow }[What]
  const rows = new Map<string, Row>()
  const byEntity = Map.groupBy(
    ids.filter(({ id }) => isUuid(id)),
    ({ entity }) => entity,
  )
  for (const [entity, named] of byEntity) {
    const unique = [...new Set(named.map(({ id }) => id))]
    const found = (await entities.get(entity)?.[what]?.(db, unique, catalog)) ?? []
    for (const row of found) rows.set(row.id, row as Row) // the member named `what` answers with its rows
  }
  return rows
}

/** Which of these rows of one kind there are in the organization; the name of a kind is a table, or a column of one. */
async function knownIds(db: OrgDb, entity: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const [table = '', column = 'id'] = entity.split('.')
  const { rows } = await sql<{ id: string }>`
    select ${sql.ref(column)} as id from ${sql.table(table)} where ${sql.ref(column)} = any(${[...ids]}::uuid[])`.execute(
    db,
  )
  return new Set(rows.map(({ id }) => id))
}

interface KindsQuery {
  /** Kinds whose rows are in no table here, so that only their list knows. */
  elsewhere: readonly string[]
  counted: CompiledQuery<{ kinds: (string | null)[] }>
}

async function kindsQuery(entities: EntityTable, db: OrgDb): Promise<KindsQuery> {
  const kinds = entities.names.filter((entity) => entities.get(entity)?.find !== undefined)
  const { rows } = await sql<{ kind: string }>`
    select kind from unnest(${kinds}::text[]) as kind where to_regclass(split_part(kind, '.', 1)) is not null`.execute(
    db,
  )
  const stored = new Set(rows.map(({ kind }) => kind))
  const asked = [...stored].map((kind) => {
    const [table = '', column] = kind.split('.')
    const isOfKind = column === undefined ? sql`true` : sql`${sql.ref(column)} is not null`
    return sql`case when exists (select from ${sql.table(table)} where ${isOfKind}) then ${sql.lit(kind)} end`
  })
  const counted = sql<{ kinds: (string | null)[] }>`select array[${sql.join(asked)}]::text[] as kinds`
  return { elsewhere: kinds.filter((kind) => !stored.has(kind)), counted: counted.compile(db) }
}

const kindsQueries = new WeakMap<EntityTable, KindsQuery>()

/** The kinds that can be found and of which the organization has a row, whoever may see it: of no other has a list to be read. */
export async function kindsWithRows(db: OrgDb, entities: EntityTable): Promise<ReadonlySet<string>> {
  const query = kindsQueries.get(entities) ?? (await kindsQuery(entities, db))
  kindsQueries.set(entities, query)
  const { rows } = await db.executeQuery(query.counted)
  return new Set([...query.elsewhere, ...rows.flatMap(({ kinds }) => kinds.filter((kind) => kind !== null))])
}

/** Refuses an input that names what is not there, before anybody is asked about it. Throws NOT_FOUND. */
export async function requireKnownIds(db: OrgDb, input: unknown, schema: JsonSchema): Promise<void> {
  const byEntity = Map.groupBy(idsIn(input, schema), ({ entity }) => entity)
  for (const [entity, found] of byEntity) {
    const known = await knownIds(
      db,
      entity,
      found.map(({ id }) => id),
    )
    const missing = found.find(({ id }) => !known.has(id))
    if (!missing) continue
    const message = `Nothing here has the id in ${missing.path}, so nobody was asked to approve this. Look the right id up first.`
    throw new AppError('NOT_FOUND', { message, issues: [{ path: missing.path, message }] })
  }
}
