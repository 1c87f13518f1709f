import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import { AppError } from '../../shared/errors.ts'
import type { JsonSchema } from './catalog.ts'

export const propertiesOf = (schema: JsonSchema): Record<string, JsonSchema> =>
  (schema['properties'] ?? {}) as Record<string, JsonSchema>

/** The part of a schema that says something: of "a day or null" the day, of a list its items. */
export function coreOf(schema: JsonSchema | undefined): JsonSchema {
  if (!schema) return {}
  const options = (schema['anyOf'] ?? schema['oneOf']) as JsonSchema[] | undefined
  if (options) return coreOf(options.find((option) => option['type'] !== 'null'))
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

/** Which of these rows of one kind there are in the organization; the name of a kind is a table, or a column of one. */
async function knownIds(db: OrgDb, entity: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const [table = '', column = 'id'] = entity.split('.')
  const { rows } = await sql<{ id: string }>`
    select ${sql.ref(column)} as id from ${sql.table(table)} where ${sql.ref(column)} = any(${[...ids]}::uuid[])`.execute(
    db,
  )
  return new Set(rows.map(({ id }) => id))
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
