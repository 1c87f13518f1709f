import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { JsonSchema } from '../../platform/catalog.ts'
import type { PreviewLine } from './schema.ts'

type Names = ReadonlyMap<string, string>

interface Wish {
  args: Record<string, unknown>
  inputJson: JsonSchema
}

/** Where the name of a row is found; rows of another organization are not seen and keep their id. */
const lookups: Record<
  string,
  { noun: string; names: (db: OrgDb, ids: string[]) => Promise<{ id: string; name: string }[]> }
> = {
  'organization_member.user_id': {
    noun: 'Person',
    names: (db, ids) => db.selectFrom('authUser').select(['id', 'name']).where('id', 'in', ids).execute(),
  },
  ops_task: {
    noun: 'Task',
    names: (db, ids) =>
      db.selectFrom('opsTask').select(['id', 'title as name']).where('id', 'in', ids).execute(),
  },
  auth_api_key: {
    noun: 'API key',
    names: (db, ids) => db.selectFrom('authApiKey').select(['id', 'name']).where('id', 'in', ids).execute(),
  },
  organization_invitation: {
    noun: 'Invitation',
    names: (db, ids) =>
      db
        .selectFrom('organizationInvitation')
        .select(['id', 'email as name'])
        .where('id', 'in', ids)
        .execute(),
  },
  approval: {
    noun: 'Approval',
    names: (db, ids) =>
      db
        .selectFrom('approval')
        .select(['id', sql<string>`procedure`.as('name')])
        .where('id', 'in', ids)
        .execute(),
  },
}

const propertiesOf = (schema: JsonSchema): Record<string, JsonSchema> =>
  (schema['properties'] ?? {}) as Record<string, JsonSchema>

/** The part of a schema that says something: of "a day or null" the day, of a list its items. */
function coreOf(schema: JsonSchema | undefined): JsonSchema {
  if (!schema) return {}
  const options = (schema['anyOf'] ?? schema['oneOf']) as JsonSchema[] | undefined
  if (options) return coreOf(options.find((option) => option['type'] !== 'null'))
  return schema['type'] === 'array' ? coreOf(schema['items'] as JsonSchema | undefined) : schema
}

const textsIn = (value: unknown): string[] =>
  [value].flat().filter((part): part is string => typeof part === 'string')

/** Names behind the ids in these requests, in one query for each kind of thing. */
export async function namesOf(db: OrgDb, wishes: readonly Wish[]): Promise<Names> {
  const wanted = new Map<string, Set<string>>()
  for (const { args, inputJson } of wishes) {
    for (const [field, schema] of Object.entries(propertiesOf(inputJson))) {
      const entity = entityOf(schema)
      if (entity === undefined || !lookups[entity]) continue
      const ids = wanted.get(entity) ?? new Set<string>()
      for (const id of textsIn(args[field])) ids.add(id)
      wanted.set(entity, ids)
    }
  }
  const names = new Map<string, string>()
  for (const [entity, ids] of wanted) {
    if (ids.size === 0) continue
    for (const row of (await lookups[entity]?.names(db, [...ids])) ?? []) names.set(row.id, row.name)
  }
  return names
}

const entityOf = (schema: JsonSchema | undefined): string | undefined => {
  const { entity } = coreOf(schema)
  return typeof entity === 'string' ? entity : undefined
}

/** `dueOn` -> "Due on"; `assigneeId` -> "Assignee"; a bare `id` is named after what it stands for. */
function labelOf(field: string, schema: JsonSchema): string {
  if (field === 'id') return lookups[entityOf(schema) ?? '']?.noun ?? 'Id'
  const words = field
    .replace(/Ids?$/, '')
    .replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** "Friday 20 November 2026", as the pages write it: the locale would put a comma after the weekday. */
const written = (value: Date, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', ...options }).format(value).replace(',', '')

const dayText = (day: string) => written(new Date(`${day}T00:00:00Z`), { timeZone: 'UTC' })

const instantText = (instant: string, timeZone: string) =>
  written(new Date(instant), { timeStyle: 'short', timeZone })

interface Reading {
  schema: JsonSchema
  names: Names
  timeZone: string
}

function textOf(value: unknown, reading: Reading): string {
  if (value === null || value === '') return 'none'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value))
    return value.length === 0 ? 'none' : value.map((part) => textOf(part, reading)).join(', ')
  if (typeof value === 'object') {
    const parts = Object.entries(value).map(
      ([name, part]) => `${labelOf(name, {}).toLowerCase()}: ${textOf(part, reading)}`,
    )
    return parts.join('; ')
  }
  if (typeof value !== 'string') return String(value as number)
  const text = value
  const format = coreOf(reading.schema)['format']
  if (format === 'date') return dayText(text)
  if (format === 'date-time') return instantText(text, reading.timeZone)
  return reading.names.get(text) ?? text
}

/** What a field is filled with when nobody says anything about it; such lines would only hide the ones that matter. */
function isUnsaid(value: unknown, schema: JsonSchema): boolean {
  if (value === undefined) return true
  return 'default' in schema && JSON.stringify(schema['default']) === JSON.stringify(value)
}

/** What would happen, field by field, in words; ids as the names of what they stand for. */
export function previewOf({
  args,
  inputJson,
  names,
  timeZone,
}: Wish & { names: Names; timeZone: string }): PreviewLine[] {
  const properties = propertiesOf(inputJson)
  // The schema's order is meant for readers; the database keeps none.
  const fields = new Set([...Object.keys(properties), ...Object.keys(args)])
  return [...fields]
    .filter((field) => field !== 'version' && !isUnsaid(args[field], properties[field] ?? {}))
    .map((field) => {
      const schema = properties[field] ?? {}
      return { label: labelOf(field, schema), value: textOf(args[field], { schema, names, timeZone }) }
    })
}
