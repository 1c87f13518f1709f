import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { JsonSchema } from '../../platform/catalog/catalog.ts'
import { coreOf, entityOf, fieldOf, idsIn, propertiesOf } from '../../platform/catalog/entities.ts'
import { withHiddenShown } from '../../shared/hidden-characters.ts'
import type { PreviewLine } from './schema.ts'

type Names = ReadonlyMap<string, string>

interface Wish {
  args: Record<string, unknown>
  inputJson: JsonSchema
}

interface Named {
  id: string
  name: string
  /** What tells it from another of the same name. */
  detail: string | null
}

/** A kind of thing that ids name: where its names are found. Rows of another organization are not seen. */
interface Kind {
  noun: string
  names: (db: OrgDb, ids: string[]) => Promise<Named[]>
}

const role = sql<string | null>`(select m.role from organization_member m where m.user_id = auth_user.id)`

/** Only where another task that is not removed has the same title: when it was made, and by whom. */
const madeWhen = sql<string | null>`case when exists (select from ops_task o
    where o.id <> ops_task.id and o.removed_at is null and lower(o.title) = lower(ops_task.title))
  then 'made on ' || to_char(created_at at time zone 'utc', 'FMDD FMMonth YYYY at HH24:MI:SS') || ' UTC by '
    || coalesce((select u.name from auth_user u where u.id = created_by_id), 'a former member') end`

const kinds: Record<string, Kind> = {
  'organization_member.user_id': {
    noun: 'Person',
    // Always with their address: a name that only looks the same would not count as the same.
    names: (db, ids) =>
      db
        .selectFrom('authUser')
        .select(['id', 'name', sql<string>`concat_ws(', ', email, ${role})`.as('detail')])
        .where('id', 'in', ids)
        .execute(),
  },
  ops_task: {
    noun: 'Task',
    names: (db, ids) =>
      db
        .selectFrom('opsTask')
        .select(['id', 'title as name', madeWhen.as('detail')])
        .where('id', 'in', ids)
        .execute(),
  },
  ops_task_comment: {
    noun: 'Comment',
    names: (db, ids) =>
      db
        .selectFrom('opsTaskComment')
        .select(['id', sql<string>`left(body, 200)`.as('name')])
        .select(
          sql<string>`coalesce((select u.name from auth_user u where u.id = author_id), 'a former member')`.as(
            'detail',
          ),
        )
        .where('id', 'in', ids)
        .execute(),
  },
  auth_api_key: {
    noun: 'API key',
    names: (db, ids) =>
      db.selectFrom('authApiKey').select(['id', 'name', 'prefix as detail']).where('id', 'in', ids).execute(),
  },
  organization_invitation: {
    noun: 'Invitation',
    names: (db, ids) =>
      db
        .selectFrom('organizationInvitation')
        .select(['id', 'email as name', 'role as detail'])
        .where('id', 'in', ids)
        .execute(),
  },
}

/** Kinds of things that a card can name; every other id stands for something the card calls unknown. */
export const namedEntities: readonly string[] = Object.keys(kinds)

const shownName = ({ name, detail }: Named) => (detail === null ? name : `${name} (${detail})`)

/** Names behind the ids in these requests, in one query for each kind of thing. */
export async function namesOf(db: OrgDb, wishes: readonly Wish[]): Promise<Names> {
  const wanted = Map.groupBy(
    wishes.flatMap(({ args, inputJson }) => idsIn(args, inputJson)),
    ({ entity }) => entity,
  )
  const names = new Map<string, string>()
  for (const [entity, found] of wanted) {
    const ids = [...new Set(found.map(({ id }) => id))]
    for (const row of (await kinds[entity]?.names(db, ids)) ?? []) names.set(row.id, shownName(row))
  }
  return names
}

const nounOf = (schema: JsonSchema) => kinds[entityOf(schema) ?? '']?.noun ?? 'Thing'

/** `dueOn` -> "Due on"; `assigneeId` -> "Assignee"; a bare `id` is named after what it stands for. */
function labelOf(field: string, schema: JsonSchema): string {
  if (field === 'id') return nounOf(schema)
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
    const parts = Object.entries(value).map(([name, part]) => {
      const schema = fieldOf(name, reading.schema)
      return `${labelOf(name, schema).toLowerCase()}: ${textOf(part, { ...reading, schema })}`
    })
    return parts.join('; ')
  }
  return typeof value === 'string' ? wordsOf(value, reading) : String(value as number)
}

function wordsOf(text: string, { schema, names, timeZone }: Reading): string {
  const format = coreOf(schema)['format']
  if (format === 'date') return dayText(text)
  if (format === 'date-time') return instantText(text, timeZone)
  // An id says nothing to a person, and one that has no name here is of nothing they could mean.
  if (entityOf(schema) === undefined) return text
  return names.get(text) ?? `${nounOf(schema).toLowerCase()} that is not here`
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
      const value = withHiddenShown(textOf(args[field], { schema, names, timeZone }))
      return { label: labelOf(field, schema), value }
    })
}
