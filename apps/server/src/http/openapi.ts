import { errorTable, version } from '@hub/api/server'
import type { CatalogEntry, Hub, JsonSchema } from '@hub/api/server'
import { REST_PREFIX, restEntries } from './rest.ts'
import { exampleOf } from './schema-example.ts'

type ErrorCode = keyof typeof errorTable

interface OpenApiDocument {
  [field: string]: unknown
  openapi: string
  paths: Record<string, Record<string, unknown>>
}

/** One row of the error table for each status a caller can meet. */
const answers: Record<string, ErrorCode> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  402: 'PAYMENT_REQUIRED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  412: 'STALE_VERSION',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  422: 'KEY_REUSED',
  429: 'TOO_MANY_REQUESTS',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
  504: 'TIMEOUT',
}

const errorSchema: JsonSchema = {
  type: 'object',
  required: ['code', 'message', 'requestId'],
  properties: {
    code: { type: 'string', enum: Object.keys(errorTable), description: 'Stable; programs decide by it' },
    message: { type: 'string', description: 'One sentence a person can act on' },
    issues: {
      type: 'array',
      description: 'The fields that are wrong',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: { path: { type: 'string' }, message: { type: 'string' } },
      },
    },
    retryAfter: {
      type: 'integer',
      description: 'Seconds until a retry makes sense; also the header Retry-After',
    },
    approvalId: { type: 'string', format: 'uuid', description: 'The approval a person has to decide' },
    requestId: {
      type: 'string',
      description: 'Also the header X-Request-Id; quote it when you ask for help',
    },
  },
}

function errorResponse(code: ErrorCode): JsonSchema {
  const { message, http } = errorTable[code]
  const example = { code, message, requestId: '5f0c1f1e-6a53-4c56-a1a5-8a7d2d0f9c11' }
  const retries = http === 429 || http === 503
  return {
    description: message,
    ...(retries && {
      headers: { 'Retry-After': { description: 'Whole seconds', schema: { type: 'integer' } } },
    }),
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' }, example } },
  }
}

interface Shared {
  schemas: Record<string, JsonSchema>
}

/** Local definitions move to the document's components; `entity` is for our own tests. */
function portable(schema: unknown, shared: Shared): unknown {
  if (Array.isArray(schema)) return schema.map((part) => portable(part, shared))
  if (typeof schema !== 'object' || schema === null) return schema
  const { $defs, entity: _entity, ...rest } = schema as JsonSchema
  for (const [name, definition] of Object.entries(($defs ?? {}) as Record<string, JsonSchema>)) {
    shared.schemas[name] = portable(definition, shared) as JsonSchema
  }
  const pairs = Object.entries(rest).map(([name, part]) => {
    if (name === '$ref') return [name, String(part).replace('#/$defs/', '#/components/schemas/')]
    // Names of properties are data, not keywords: one of them may be called "entity".
    if (name === 'properties') return [name, propertiesOf(part as JsonSchema, shared)]
    return [name, portable(part, shared)]
  })
  return Object.fromEntries(pairs) as JsonSchema
}

const propertiesOf = (properties: JsonSchema, shared: Shared): JsonSchema =>
  Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, portable(schema, shared)]))

function parameters({ inputJson }: CatalogEntry, shared: Shared): JsonSchema[] {
  const required = (inputJson['required'] ?? []) as string[]
  return Object.entries((inputJson['properties'] ?? {}) as Record<string, JsonSchema>).map(
    ([name, property]) => {
      const { description, ...schema } = portable(property, shared) as JsonSchema
      return {
        name,
        in: 'query',
        required: required.includes(name),
        ...(description !== undefined && { description }),
        schema,
      }
    },
  )
}

const idempotencyHeader = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'The same key never acts twice within 24 hours; a repeat gets the first answer',
  schema: { type: 'string', pattern: '^[\\w-]{8,64}$' },
}

const organizationHeader = {
  name: 'x-hub-org',
  in: 'header',
  required: false,
  description:
    'Slug of the organization; only needed with an access token of somebody who belongs to several',
  schema: { type: 'string' },
}

const knownTagHeader = {
  name: 'If-None-Match',
  in: 'header',
  required: false,
  description: 'The ETag of an answer you hold: if it still holds, the reply is 304 without a body',
  schema: { type: 'string' },
}

const notModified = { description: 'What you hold still holds' }

/** Answers with a secret carry no tag: nobody is to keep them. */
const isTagged = ({ type, meta }: CatalogEntry) => type === 'query' && !meta.secret

function requestPart(entry: CatalogEntry, shared: Shared): JsonSchema {
  const headers =
    entry.meta.permission === 'public' || entry.meta.permission === 'self' ? [] : [organizationHeader]
  if (entry.type === 'query') {
    const tag = isTagged(entry) ? [knownTagHeader] : []
    return { parameters: [...parameters(entry, shared), ...headers, ...tag] }
  }
  const all = entry.takesKey ? [idempotencyHeader, ...headers] : headers
  if (!entry.input) return { parameters: all }
  const isRequired = ((entry.inputJson['required'] ?? []) as string[]).length > 0
  const content = {
    'application/json': { schema: portable(entry.inputJson, shared), example: exampleOf(entry.inputJson) },
  }
  return { parameters: all, requestBody: { required: isRequired, content } }
}

const never = new Map<string, (entry: CatalogEntry) => boolean>([
  ['401', ({ meta }) => meta.permission === 'public'],
  ['402', ({ meta }) => meta.price === null || meta.price === 'free'],
  ['409', ({ type }) => type === 'query'],
  ['412', ({ inputJson }) => !('version' in ((inputJson['properties'] ?? {}) as object))],
  ['413', ({ type }) => type === 'query'],
  ['415', ({ type }) => type === 'query'],
  ['422', ({ takesKey }) => !takesKey],
])

const errorsOf = (entry: CatalogEntry) =>
  Object.entries(answers).filter(([status]) => !never.get(status)?.(entry))

function responses(entry: CatalogEntry, shared: Shared): JsonSchema {
  const errors = errorsOf(entry).map(([status, code]) => [status, { $ref: `#/components/responses/${code}` }])
  const ok = {
    description: 'Done',
    ...(isTagged(entry) && {
      headers: { ETag: { description: 'Changes with the answer', schema: { type: 'string' } } },
    }),
    content: { 'application/json': { schema: portable(entry.outputJson, shared) } },
  }
  return { 200: ok, ...(isTagged(entry) && { 304: notModified }), ...Object.fromEntries(errors) }
}

function operation(entry: CatalogEntry, shared: Shared): JsonSchema {
  const { title, description, permission } = entry.meta
  const needs =
    permission === 'public'
      ? ''
      : permission === 'self'
        ? ' Needs a signed-in person.'
        : ` Needs the permission \`${permission}\`.`
  return {
    operationId: entry.tool,
    tags: [entry.toolset],
    summary: title,
    description: `${description}${needs}`,
    ...requestPart(entry, shared),
    responses: responses(entry, shared),
    ...(permission === 'public' && { security: [] }),
  }
}

const INTRODUCTION = `Every act of the hub as REST, made by rule from the one router behind all its doors: reads are GET, everything else is POST.

Send an API key (\`hub_key_…\`, made on the Connect page) or the access token of \`auth/login\` as \`Authorization: Bearer …\`. A failure is always the same object: \`code\`, \`message\`, \`issues\`, \`retryAfter\`, \`requestId\`. Lists answer \`items\` and \`nextCursor\`.`

/** OpenAPI 3.1 of every procedure this door opens, built once from the catalog (CON-7). */
export function openApiDocument(hub: Hub): OpenApiDocument {
  const shared: Shared = { schemas: { Error: errorSchema } }
  const entries = restEntries(hub)
  const used = new Set(entries.flatMap(errorsOf).map(([, code]) => code))
  const paths = Object.fromEntries(
    entries.map((entry) => [
      `${REST_PREFIX}/${entry.restPath}`,
      { [entry.type === 'query' ? 'get' : 'post']: operation(entry, shared) },
    ]),
  )
  return {
    openapi: '3.1.0',
    info: {
      title: 'Smart AI Hub',
      version,
      description: INTRODUCTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: hub.settings.publicUrl }],
    security: [{ bearer: [] }],
    tags: [...new Set(entries.map(({ toolset }) => toolset))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description:
            'An API key (hub_key_…) or an access token, for example: curl -H "Authorization: Bearer hub_key_…"',
        },
      },
      responses: Object.fromEntries([...used].map((code) => [code, errorResponse(code)])),
      schemas: shared.schemas,
    },
  }
}
