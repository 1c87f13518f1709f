import type { JsonSchema } from '../../platform/catalog/catalog.ts'
import { coreOf, entityOf, idsIn, propertiesOf, rowsOf } from '../../platform/catalog/entities.ts'
import type { NamesPlace } from '../../platform/catalog/entities.ts'
import { withHiddenShown } from '../../shared/hidden-characters.ts'
import { spokenName } from '../../shared/spoken-name.ts'
import type { PreviewLine } from './schema.ts'

/** What stands for an id on a card. */
interface Names {
  of: (id: string) => string | undefined
  /** What a value of this schema is called: "Task". */
  noun: (schema: JsonSchema) => string
  /** Whether the reader may know what such a value is the id of. */
  isShown: (schema: JsonSchema) => boolean
}

interface Wish {
  args: Record<string, unknown>
  inputJson: JsonSchema
}

interface Reader extends NamesPlace {
  /** Of whoever reads: an act of one module may name things of another, which they may not see. */
  permissions: ReadonlySet<string>
}

/** Names behind the ids in these requests, as far as the reader may see them, in two queries for each kind of thing. */
export async function namesOf({ db, hub, permissions }: Reader, wishes: readonly Wish[]): Promise<Names> {
  const isShown = (entity: string) => {
    const kind = hub.entities.get(entity)
    return kind === undefined || permissions.has(kind.permission)
  }
  const ids = wishes
    .flatMap(({ args, inputJson }) => idsIn(args, inputJson))
    .filter(({ entity }) => isShown(entity))
  const named = await rowsOf('names', { db, hub }, ids)
  const detailed = await rowsOf('details', { db, hub }, ids)
  return {
    of: (id) => {
      const name = named.get(id)?.name
      const detail = detailed.get(id)?.detail ?? null
      return name === undefined || detail === null ? name : `${name} (${detail})`
    },
    noun: (schema) => hub.entities.get(entityOf(schema) ?? '')?.noun ?? 'Thing',
    isShown: (schema) => isShown(entityOf(schema) ?? ''),
  }
}

/** `dueOn` -> "Due on"; `assigneeId` -> "Assignee"; a bare `id` is named after what it stands for. */
function labelOf(field: string, schema: JsonSchema, { noun }: Names): string {
  if (field === 'id') return noun(schema)
  const words = spokenName(field.replace(/Ids?$/, ''))
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
  if (Array.isArray(value)) {
    const between = value.some((part) => typeof part === 'object') ? '; ' : ', '
    return value.length === 0 ? 'none' : value.map((part) => partText(part, reading)).join(between)
  }
  if (typeof value === 'object') return partsText(value as Record<string, unknown>, reading)
  return typeof value === 'string' ? wordsOf(value, reading) : String(value as number)
}

/**
 * A text among others, in marks where it could pass for more than itself: “Flour, quantity: 1”. A model chooses the words, or found
 * them in what somebody wrote, and whoever says yes has to see where they end.
 */
function partText(value: unknown, reading: Reading): string {
  const text = textOf(value, reading)
  const isName = entityOf(reading.schema) !== undefined
  if (typeof value !== 'string' || (!isName && text !== value)) return text
  const isPlain = isName ? !/[:;“”\r\n]/.test(text) : !/[,:;“”\r\n]/.test(text)
  return isPlain ? text : `“${text.replaceAll(/[“”]/g, '"')}”`
}

/** "description: Rolls, quantity: 3, unit price: 12.50" */
function partsText(value: Record<string, unknown>, reading: Reading): string {
  return saidFields(value, propertiesOf(coreOf(reading.schema)))
    .map(([name, schema]) => {
      const label = labelOf(name, schema, reading.names).toLowerCase()
      return `${label}: ${partText(value[name], { ...reading, schema })}`
    })
    .join(', ')
}

function wordsOf(text: string, { schema, names, timeZone }: Reading): string {
  const format = coreOf(schema)['format']
  if (format === 'date') return dayText(text)
  if (format === 'date-time') return instantText(text, timeZone)
  // An id says nothing to a person, and one that has no name here is of nothing they could mean.
  if (entityOf(schema) === undefined) return text
  const noun = names.noun(schema).toLowerCase()
  return names.of(text) ?? (names.isShown(schema) ? `${noun} that is not here` : `${noun} you may not see`)
}

/** What a field is filled with when nobody says anything about it; such lines would only hide the ones that matter. */
function isUnsaid(value: unknown, schema: JsonSchema): boolean {
  if (value === undefined) return true
  return 'default' in schema && JSON.stringify(schema['default']) === JSON.stringify(value)
}

/** Fields that somebody filled, in the order of the schema: it is meant for readers, and the database keeps none. */
function saidFields(
  value: Record<string, unknown>,
  properties: Readonly<Record<string, JsonSchema>>,
): [name: string, schema: JsonSchema][] {
  const fields = new Set([...Object.keys(properties), ...Object.keys(value)])
  return [...fields].flatMap((name): [string, JsonSchema][] => {
    const schema = properties[name] ?? {}
    return isUnsaid(value[name], schema) ? [] : [[name, schema]]
  })
}

/** What would happen, field by field, in words; ids as the names of what they stand for. */
export function previewOf({
  args,
  inputJson,
  names,
  timeZone,
}: Wish & { names: Names; timeZone: string }): PreviewLine[] {
  return saidFields(args, propertiesOf(inputJson))
    .filter(([field]) => field !== 'version')
    .map(([field, schema]) => {
      const value = withHiddenShown(textOf(args[field], { schema, names, timeZone }))
      return { label: labelOf(field, schema, names), value }
    })
}
