import type { JsonSchema } from '@hub/api/server'

const byFormat: Record<string, string> = {
  uuid: '0193f0a4-7c1e-7d6a-9b2f-3e5d8c1a4b70',
  'date-time': '2026-11-20T08:30:00Z',
  date: '2026-11-20',
  email: 'maeve@example.com',
  uri: 'https://example.com/',
}
/** Texts whose rule a schema cannot say in full. */
const byName: Record<string, string> = {
  password: 'blue-Kettle-42-morning',
  currentPassword: 'old-Kettle-41-evening',
  token: 'A7dKx2mQ9vLr4TzW1sYb6NcE3hGjU8pFo5iRtB0yZk8',
  refreshToken: 'A7dKx2mQ9vLr4TzW1sYb6NcE3hGjU8pFo5iRtB0yZk8',
  timeZone: 'Europe/Lisbon',
  title: 'Call the roastery',
  name: 'Maeve Byrne',
  organizationName: 'Harbour Coffee',
}

const isNullType = (schema: JsonSchema) => schema['type'] === 'null'

function firstType(schema: JsonSchema): unknown {
  const { type } = schema
  return Array.isArray(type) ? type.find((one) => one !== 'null') : type
}

function text(schema: JsonSchema, name: string): string {
  const known = byFormat[String(schema['format'])] ?? byName[name]
  if (known !== undefined) return known
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return words.padEnd(Number(schema['minLength'] ?? 0), '.')
}

function objectExample(schema: JsonSchema): Record<string, unknown> {
  const properties = (schema['properties'] ?? {}) as Record<string, JsonSchema>
  const required = (schema['required'] ?? []) as string[]
  return Object.fromEntries(required.map((name) => [name, exampleOf(properties[name] ?? {}, name)]))
}

function arrayExample(schema: JsonSchema, name: string): unknown[] {
  const length = Number(schema['minItems'] ?? 0)
  return Array.from({ length }, () => exampleOf((schema['items'] ?? {}) as JsonSchema, name))
}

/** A value the schema names itself. */
function namedValue(schema: JsonSchema): unknown {
  const { const: only, default: usual, enum: among, examples } = schema
  const [first] = [among, examples].flatMap((some) => (Array.isArray(some) ? (some as unknown[]) : []))
  return only ?? usual ?? first
}

const byType: Record<string, (schema: JsonSchema, name: string) => unknown> = {
  object: objectExample,
  array: arrayExample,
  integer: (schema) => schema['minimum'] ?? 1,
  number: (schema) => schema['minimum'] ?? 1,
  boolean: () => true,
  string: text,
}

/** A value that fits the schema, with only what is required; for people who read the document. */
export function exampleOf(schema: JsonSchema, name = ''): unknown {
  const named = namedValue(schema)
  if (named !== undefined) return named
  const options = schema['anyOf'] ?? schema['oneOf']
  if (Array.isArray(options))
    return exampleOf((options as JsonSchema[]).find((option) => !isNullType(option)) ?? {}, name)
  return byType[String(firstType(schema))]?.(schema, name) ?? null
}
