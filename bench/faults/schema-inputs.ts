import fc from 'fast-check'
import type { JsonSchema } from '@hub/api/server'

/** Real ids by entity, so that inputs reach the code behind the check of the input too. */
export type RealIds = Readonly<Record<string, readonly string[]>>

const LONG = 6_000

/** Values that have broken programs before. */
const hostile = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    ' ',
    '\u0000',
    'a\u0000b',
    '\ud800',
    '\u202e\u2066txt.exe',
    'é'.repeat(LONG),
    "'; drop table app.ops_task; --",
    '%_\\',
    '${7*7}{{7*7}}',
    '../../../etc/passwd',
    '2026-02-30',
    '999999-01-01',
    '0000-00-00T25:61:61Z',
    '2026-01-01T00:00:00+99:99',
    'Mars/Olympus',
    '__proto__',
    '00000000-0000-0000-0000-000000000000',
    -1,
    0.5,
    1e308,
    2 ** 53,
    2 ** 63,
    -(2 ** 31) - 1,
    true,
    [],
    {},
    [[[[[[]]]]]],
    { __proto__: null, constructor: { prototype: 1 } },
    Array.from({ length: 300 }, () => 'x'),
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.integer(),
  fc.double(),
)

const byFormat: Record<string, fc.Arbitrary<unknown>> = {
  uuid: fc.uuid(),
  email: fc.emailAddress(),
  date: fc
    .date({ noInvalidDate: true, min: new Date('1900-01-01'), max: new Date('2100-01-01') })
    .map((day) => day.toISOString().slice(0, 10)),
  'date-time': fc
    .date({ noInvalidDate: true, min: new Date('1900-01-01'), max: new Date('2100-01-01') })
    .map((at) => at.toISOString()),
}

function pattern(source: unknown): fc.Arbitrary<unknown> | undefined {
  if (typeof source !== 'string') return undefined
  try {
    return fc.stringMatching(new RegExp(source))
  } catch {
    // A pattern this library cannot invert; any text does then.
    return undefined
  }
}

const numberIn = (schema: JsonSchema, name: string, otherwise: number) =>
  typeof schema[name] === 'number' ? schema[name] : otherwise

function text(schema: JsonSchema): fc.Arbitrary<unknown> {
  const known = byFormat[String(schema['format'])] ?? pattern(schema['pattern'])
  if (known) return known
  const minLength = numberIn(schema, 'minLength', 0)
  const maxLength = Math.max(minLength, Math.min(numberIn(schema, 'maxLength', 80), 300))
  return fc.string({ unit: 'grapheme', minLength, maxLength })
}

function integer(schema: JsonSchema): fc.Arbitrary<unknown> {
  const min = Math.max(numberIn(schema, 'minimum', -1_000), Number.MIN_SAFE_INTEGER)
  return fc.integer({ min, max: Math.max(min, Math.min(numberIn(schema, 'maximum', 100_000), 2 ** 31 - 1)) })
}

/** Mostly what the schema asks for. */
function fitting(schema: JsonSchema, ids: RealIds): fc.Arbitrary<unknown> {
  const known = ids[String(schema['entity'])]
  const [first, ...others] = known ?? []
  if (first !== undefined) return fc.oneof(fc.constantFrom(first, ...others), fc.uuid())
  if ('const' in schema) return fc.constant(schema['const'])
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as unknown[]))
  for (const name of ['anyOf', 'oneOf', 'allOf'])
    if (Array.isArray(schema[name]))
      return fc.oneof(...(schema[name] as JsonSchema[]).map((part) => fitting(part, ids)))
  return byType(schema, ids)
}

function byType(schema: JsonSchema, ids: RealIds): fc.Arbitrary<unknown> {
  switch (schema['type']) {
    case 'object':
      return object(schema, ids)
    case 'array':
      return fc.array(fitting((schema['items'] ?? {}) as JsonSchema, ids), { maxLength: 5 })
    case 'string':
      return text(schema)
    case 'integer':
      return integer(schema)
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    default:
      return fc.jsonValue()
  }
}

function object(schema: JsonSchema, ids: RealIds): fc.Arbitrary<Record<string, unknown>> {
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>)
  const model = Object.fromEntries(properties.map(([name, part]) => [name, fitting(part, ids)]))
  return fc.record(model, { requiredKeys: (schema['required'] ?? []) as string[] })
}

/** One field replaced, dropped or added. */
function spoiled(schema: JsonSchema, ids: RealIds): fc.Arbitrary<unknown> {
  const names = Object.keys((schema['properties'] ?? {}) as object)
  const name = fc.constantFrom('surplus', '__proto__', '', ...names)
  const way = fc.constantFrom('replace', 'drop')
  return fc.tuple(object(schema, ids), name, way, hostile).map(([fields, at, how, value]) => {
    const { [at]: _old, ...rest } = fields
    return how === 'drop' ? rest : Object.defineProperty(rest, at, { value, enumerable: true })
  })
}

/** Inputs for one procedure: fitting ones, spoiled ones, and ones of no shape at all. */
export const inputsFor = (schema: JsonSchema, ids: RealIds): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 4, arbitrary: object(schema, ids) },
    { weight: 5, arbitrary: spoiled(schema, ids) },
    { weight: 1, arbitrary: hostile },
  )

/** So many inputs, the same for the same seed. */
export const sample = (inputs: fc.Arbitrary<unknown>, count: number, seed: number): unknown[] =>
  fc.sample(inputs, { numRuns: count, seed })
