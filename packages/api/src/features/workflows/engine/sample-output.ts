import type { JsonSchema } from '../../../platform/catalog/catalog.ts'

const first = (schema: JsonSchema): JsonSchema => {
  const options = (schema['anyOf'] ?? schema['oneOf']) as JsonSchema[] | undefined
  return options?.[0] ?? schema
}

const plainSamples: Readonly<Record<string, unknown>> = {
  string: '',
  integer: 0,
  number: 0,
  boolean: false,
  null: null,
}

const DEEPEST = 6

/** What an act might answer, of the right shape: stands in for it in a test, where nothing is changed. */
export function sampleOutput(schema: JsonSchema, depth = 0): unknown {
  const one = first(schema)
  if ('const' in one) return one['const']
  if (Array.isArray(one['enum'])) return one['enum'][0]
  if (one['format'] === 'uuid') return '00000000-0000-7000-8000-000000000000'
  if (one['format'] === 'date-time') return '2026-01-01T00:00:00.000Z'
  const type = String(one['type'])
  if (type === 'array') return []
  if (type !== 'object' || depth > DEEPEST) return plainSamples[type] ?? null
  const fields = (one['properties'] ?? {}) as Record<string, JsonSchema>
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, sampleOutput(field, depth + 1)]),
  )
}
