import { HIGHEST_COUNT } from '../../shared/version.ts'
import type { JsonSchema } from './catalog.ts'

/** What a reader of results does not need: bounds and patterns were already checked before the answer left. */
const outputNoise = new Set([
  'minLength',
  'maxLength',
  'pattern',
  'minimum',
  'maximum',
  'description',
  'entity',
  'entityIn',
  'component',
  'format',
  'additionalProperties',
  'default',
  'required',
])
/** `entity` to `examples` serve other readers, a description has the example that matters; the key of a repeat travels beside the arguments (MCP `_meta`). */
const inputNoise = new Set([
  'entity',
  'entityIn',
  'component',
  'examples',
  'minLength',
  'minItems',
  'maxItems',
])

const isNull = (schema: JsonSchema) => schema['type'] === 'null'

/** `anyOf [X, null]` says the same as X with "null" among its types, at half the size. */
function foldNullable(schema: JsonSchema): JsonSchema {
  const options = schema['anyOf']
  if (!Array.isArray(options) || options.length !== 2) return schema
  const value = (options as JsonSchema[]).find((option) => !isNull(option))
  if (!value || !options.some(isNull) || typeof value['type'] !== 'string') return schema
  const { anyOf: _options, ...rest } = schema
  const named = value['enum']
  return {
    ...value,
    ...rest,
    type: [value['type'], 'null'],
    ...(Array.isArray(named) && { enum: [...named, null] }),
  }
}

/** "X or some of X" takes what "some of X" takes, and a model need not choose between the two. */
function foldOneOrMore(schema: JsonSchema): JsonSchema {
  const options = schema['anyOf']
  if (!Array.isArray(options) || options.length !== 2) return schema
  const [one, some] = options as [JsonSchema, JsonSchema]
  if (some['type'] !== 'array' || JSON.stringify(some['items']) !== JSON.stringify(one)) return schema
  const { anyOf: _options, ...rest } = schema
  return { ...some, ...rest }
}

/** What is counted is sent as it was read, so no reader needs to be told how far the database counts. */
function withoutCountBounds(schema: JsonSchema): JsonSchema {
  if (schema['maximum'] !== HIGHEST_COUNT) return schema
  const { minimum: _least, maximum: _most, ...rest } = schema
  return rest
}

function slim(schema: unknown, noise: ReadonlySet<string>): unknown {
  if (Array.isArray(schema)) return schema.map((part) => slim(part, noise))
  if (typeof schema !== 'object' || schema === null) return schema
  const folded = withoutCountBounds(foldOneOrMore(foldNullable(schema as JsonSchema)))
  const parts = Object.entries(folded).flatMap(([name, part]) => {
    if (noise.has(name)) return []
    // Names of properties are data, not keywords.
    if (name === 'properties') return [[name, mapValues(part as JsonSchema, (value) => slim(value, noise))]]
    return [[name, slim(part, noise)]]
  })
  return Object.fromEntries(parts) as JsonSchema
}

const mapValues = (object: JsonSchema, change: (value: unknown) => unknown): JsonSchema =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]))

/** Schemas of the catalog never change, and each answer of a model wants all of them. */
const toolInputs = new WeakMap<JsonSchema, JsonSchema>()

/** The input schema as a model reads it: every token of it is paid for in each conversation. Not to be changed. */
export function toolInputSchema(inputJson: JsonSchema): JsonSchema {
  const known = toolInputs.get(inputJson)
  if (known) return known
  const { idempotencyKey: _key, ...properties } = (inputJson['properties'] ?? {}) as JsonSchema
  const made = slim({ ...inputJson, properties }, inputNoise) as JsonSchema
  toolInputs.set(inputJson, made)
  return made
}

/** The output schema as a client checks results against it. */
export const toolOutputSchema = (outputJson: JsonSchema): JsonSchema =>
  slim(outputJson, outputNoise) as JsonSchema
