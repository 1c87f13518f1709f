import { EXAMPLE_ID } from '@hub/api/schemas/shared/ids'
import type { JsonSchema } from '@hub/api/server'

const byFormat: Record<string, string> = {
  uuid: EXAMPLE_ID,
  'date-time': '2026-11-20T08:30:00Z',
  date: '2026-11-20',
  email: 'maeve@example.com',
  uri: 'https://example.com/',
}
/** What has not come yet is refused where it has. */
const LATER = new Set(['until', 'endsAt', 'expiresAt'])
/** Soon enough for what may not lie far ahead. */
const LATER_MS = 20 * 24 * 3_600_000
const later = () => `${new Date(Date.now() + LATER_MS).toISOString().slice(0, 10)}T08:30:00Z`
/** Texts whose rule a schema cannot say in full. */
const byName: Record<string, string> = {
  password: 'blue-Kettle-42-morning',
  currentPassword: 'old-Kettle-41-evening',
  token: 'A7dKx2mQ9vLr4TzW1sYb6NcE3hGjU8pFo5iRtB0yZk8',
  refreshToken: 'A7dKx2mQ9vLr4TzW1sYb6NcE3hGjU8pFo5iRtB0yZk8',
  timeZone: 'Europe/Lisbon',
  title: 'Call the roastery',
  organizationName: 'Harbour Coffee',
  name: 'Harbour blend',
  url: 'https://example.com/',
  email: 'maeve@example.com',
  secret: 'key-of-theirs-0042',
  reason: 'Asked for by mail',
  role: 'member',
  content: 'aGVsbG8=',
  text: 'Ana calls the supplier tomorrow at 9',
  question: 'Which tasks are overdue?',
  body: 'Done this morning',
  words: 'The hub is away from noon',
  subject: 'Your order',
  memo: 'Rent of November',
  plural: 'Customers',
  value: 'Lisbon',
  place: 'Lisbon',
  near: 'Lisbon',
  what: 'bakeries',
  network: '203.0.113.0/24',
  listener: 'hub.notifications',
  code: '4010',
  key: 'monday',
}
/** A name beside an address is a person's. */
const PERSON = 'Maeve Byrne'

const isNullType = (schema: JsonSchema) => schema['type'] === 'null'

function firstType(schema: JsonSchema): unknown {
  const { type } = schema
  return Array.isArray(type) ? type.find((one) => one !== 'null') : type
}

const fits = ({ pattern, maxLength = Infinity, enum: among }: JsonSchema, value: string): boolean =>
  (typeof pattern !== 'string' || new RegExp(pattern, 'u').test(value)) &&
  value.length <= Number(maxLength) &&
  (!Array.isArray(among) || among.includes(value))

function text(schema: JsonSchema, name: string): string {
  const format = String(schema['format'])
  const isLater = format === 'date-time' && LATER.has(name)
  const known = isLater ? later() : (byFormat[format] ?? byName[name])
  if (known !== undefined && fits(schema, known)) return known
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return words.padEnd(Number(schema['minLength'] ?? 0), '.')
}

function objectExample(schema: JsonSchema): Record<string, unknown> {
  const properties = (schema['properties'] ?? {}) as Record<string, JsonSchema>
  const required = (schema['required'] ?? []) as string[]
  const example = Object.fromEntries(required.map((name) => [name, exampleOf(properties[name] ?? {}, name)]))
  return 'email' in example && 'name' in example ? { ...example, name: PERSON } : example
}

/** The same with the first thing that may be changed: a change of nothing shows nothing. */
export function changeExample(schema: JsonSchema): unknown {
  const properties = (schema['properties'] ?? {}) as Record<string, JsonSchema>
  const required = (schema['required'] ?? []) as string[]
  const first = Object.keys(properties).find(
    (name) => !required.includes(name) && !['version', 'idempotencyKey'].includes(name),
  )
  return exampleOf(first === undefined ? schema : { ...schema, required: [...required, first] })
}

function arrayExample(schema: JsonSchema, name: string): unknown[] {
  const length = Number(schema['minItems'] ?? 0)
  return Array.from({ length }, () => exampleOf((schema['items'] ?? {}) as JsonSchema, name))
}

/** A value the schema names itself. */
function namedValue(schema: JsonSchema, name: string): unknown {
  const { const: only, default: usual, enum: among, examples } = schema
  const choices = [examples, among].flatMap((some) => (Array.isArray(some) ? (some as unknown[]) : []))
  return only ?? usual ?? choices.find((choice) => choice === byName[name]) ?? choices[0]
}

/** None at the edge of what is allowed: that would be a billion credits less. */
const few = ({ minimum = 1 }: JsonSchema): number => Math.max(Number(minimum), 1)

const byType: Record<string, (schema: JsonSchema, name: string) => unknown> = {
  object: objectExample,
  array: arrayExample,
  integer: few,
  number: few,
  boolean: () => true,
  string: text,
}

/** A value that fits the schema, with only what is required; for people who read the document. */
export function exampleOf(schema: JsonSchema, name = ''): unknown {
  const named = namedValue(schema, name)
  if (named !== undefined) return named
  const options = schema['anyOf'] ?? schema['oneOf']
  if (Array.isArray(options))
    return exampleOf((options as JsonSchema[]).find((option) => !isNullType(option)) ?? {}, name)
  return byType[String(firstType(schema))]?.(schema, name) ?? null
}
