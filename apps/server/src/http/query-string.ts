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

interface Parameter {
  isList: boolean
  /** Of the value, or of each item of a list. */
  types: ReadonlySet<string>
}

function parameterOf(schema: JsonSchema): Parameter {
  const types = typesOf(schema)
  if (!types.has('array')) return { isList: false, types }
  return { isList: true, types: typesOf((schema['items'] ?? {}) as JsonSchema) }
}

function valueOf(value: string | string[], { isList, types }: Parameter): unknown {
  if (isList) return [value].flat().map((one) => scalar(one, types))
  return Array.isArray(value) ? value : scalar(value, types)
}

/** A query string as Fastify reads it. */
export type QueryString = Record<string, string | string[]>

/**
 * Reads a query string as the input object that the schema describes: "20" becomes 20 where a number is meant, a repeated
 * name becomes a list. What does not fit stays as it is, for the schema to refuse by name.
 */
export function queryReader(inputJson: JsonSchema): (query: QueryString) => Record<string, unknown> {
  const properties = Object.entries((inputJson['properties'] ?? {}) as Record<string, JsonSchema>)
  const parameters = new Map(properties.map(([name, schema]) => [name, parameterOf(schema)]))
  return (query) => {
    const pairs = Object.entries(query).map(([name, value]) => {
      const parameter = parameters.get(name)
      return [name, parameter ? valueOf(value, parameter) : value]
    })
    return Object.fromEntries(pairs) as Record<string, unknown>
  }
}
