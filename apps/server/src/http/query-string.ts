import type { JsonSchema } from '@hub/api/server'

/** JSON types a property accepts, also through anyOf and nullable forms. */
function typesOf(schema: JsonSchema): Set<string> {
  const { type } = schema
  const own = Array.isArray(type) ? type : [type]
  const options = [schema['anyOf'], schema['oneOf']].filter(Array.isArray).flat() as JsonSchema[]
  const named = own.filter((one): one is string => typeof one === 'string')
  return new Set([...named, ...options.flatMap((option) => [...typesOf(option)])])
}

function scalar(text: string, types: ReadonlySet<string>): unknown {
  if ((types.has('integer') || types.has('number')) && /^-?\d+(\.\d+)?$/.test(text)) return Number(text)
  if (types.has('boolean') && (text === 'true' || text === 'false')) return text === 'true'
  if (types.has('null') && text === 'null') return null
  return text
}

function itemTypes(schema: JsonSchema): ReadonlySet<string> {
  return typesOf((schema['items'] ?? {}) as JsonSchema)
}

/**
 * A query string as the input object its schema describes: "20" becomes 20 where a number is meant, a repeated
 * name becomes a list. What does not fit stays as it is, for the schema to refuse by name.
 */
export function inputFromQuery(
  query: Record<string, string | string[]>,
  inputJson: JsonSchema,
): Record<string, unknown> {
  const properties = (inputJson['properties'] ?? {}) as Record<string, JsonSchema>
  const pairs = Object.entries(query).map(([name, value]) => {
    const schema = properties[name] ?? {}
    const types = typesOf(schema)
    const isList = types.has('array')
    if (isList) return [name, [value].flat().map((one) => scalar(one, itemTypes(schema)))]
    return [name, Array.isArray(value) ? value : scalar(value, types)]
  })
  return Object.fromEntries(pairs) as Record<string, unknown>
}
