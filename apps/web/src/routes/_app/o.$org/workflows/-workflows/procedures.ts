import { useQuery } from '@tanstack/react-query'
import { useOrganization } from '../../../../../account.ts'
import { failureOf } from '../../../../../failure.ts'

export interface JsonSchema {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  format?: string
  description?: string
  maxLength?: number
  items?: JsonSchema
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  /** A record of which it holds the id, to be picked by name. */
  record?: RecordKind
}

export interface RecordKind {
  /** By which the hub finds them, such as "ops_task". */
  kind: string
  noun: string
}

/** An act of the hub as a step can do it. */
export interface Procedure {
  path: string
  title: string
  description: string
  group: string
  input: JsonSchema
  output: JsonSchema
}

interface Operation {
  summary: string
  description: string
  tags: string[]
  /** A step of a workflow can do it. */
  'x-workflow'?: true
  /** The fields that name a record which can be found by its name. */
  'x-records'?: Record<string, RecordKind>
  parameters?: { name: string; in: string; required?: boolean; schema: JsonSchema; description?: string }[]
  requestBody?: { content: Record<string, { schema: JsonSchema }> }
  responses: Record<string, { content?: Record<string, { schema: JsonSchema }> }>
}

interface Document {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, JsonSchema> }
}

const PREFIX = '/api/v1/'
const REF = '#/components/schemas/'

/** A schema with what it refers to in its place, as deep as forms and pickers look. */
function resolved(
  schema: JsonSchema | undefined,
  all: Document['components']['schemas'],
  depth = 0,
): JsonSchema {
  if (!schema) return {}
  if (schema.$ref !== undefined)
    return depth > 4 ? {} : resolved(all[schema.$ref.slice(REF.length)], all, depth + 1)
  const inner = (one: JsonSchema) => resolved(one, all, depth + 1)
  return {
    ...schema,
    ...(schema.properties && {
      properties: Object.fromEntries(
        Object.entries(schema.properties).map(([name, one]) => [name, inner(one)]),
      ),
    }),
    ...(schema.items && { items: inner(schema.items) }),
    ...(schema.anyOf && { anyOf: schema.anyOf.map(inner) }),
    ...(schema.oneOf && { oneOf: schema.oneOf.map(inner) }),
  }
}

/** What is asked for by name: in the address of a read, in the body of anything else. */
function inputOf(
  { parameters = [], requestBody }: Operation,
  all: Document['components']['schemas'],
): JsonSchema {
  if (requestBody) return resolved(requestBody.content['application/json']?.schema, all)
  const asked = parameters.filter((one) => one.in === 'query')
  return {
    properties: Object.fromEntries(
      asked.map(({ name, schema, description }) => [
        name,
        { ...resolved(schema, all), ...(description !== undefined && { description }) },
      ]),
    ),
    required: asked.filter(({ required }) => required === true).map(({ name }) => name),
  }
}

function withRecords(input: JsonSchema, records: Record<string, RecordKind>): JsonSchema {
  const properties = Object.entries(input.properties ?? {}).map(([name, schema]) => {
    const record = records[name]
    return [name, record ? { ...schema, record } : schema] as const
  })
  return { ...input, properties: Object.fromEntries(properties) }
}

/** The acts that the hub describes for programs and lets workflows do, by path. */
export function proceduresOf({ paths, components: { schemas } }: Document): Procedure[] {
  return Object.entries(paths).flatMap(([address, methods]) =>
    Object.values(methods)
      .filter((operation) => operation['x-workflow'])
      .map((operation) => ({
        path: address.replace(PREFIX, '').replaceAll('/', '.'),
        title: operation.summary,
        description: operation.description,
        group: operation.tags[0] ?? '',
        input: withRecords(inputOf(operation, schemas), operation['x-records'] ?? {}),
        output: resolved(operation.responses['200']?.content?.['application/json']?.schema, schemas),
      })),
  )
}

/** Everything a step can do, read once. */
export function useProcedures() {
  const { slug } = useOrganization()
  return useQuery({
    queryKey: ['procedures', slug],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }): Promise<Procedure[]> => {
      const response = await fetch(`${PREFIX}openapi.json`, { signal })
      if (!response.ok) throw await failureOf(response)
      return proceduresOf((await response.json()) as Document)
    },
  })
}
