import { entityOf, opensTo, propertiesOf, version } from '@hub/api/server'
import type { CatalogEntry, Hub, JsonSchema } from '@hub/api/server'
import { downloadOperation, uploadOperation } from './openapi-files.ts'
import { errorResponse, errorSchemas, errorsOf } from './openapi-errors.ts'
import { headerComponents, headersOfAnswers, headersOfRequests, isTagged } from './openapi-headers.ts'
import { Components } from './openapi-schemas.ts'
import { parameterWords } from './parameter-words.ts'
import { REST_PREFIX, restEntries } from './rest.ts'
import { changeExample, exampleOf } from './schema-example.ts'

interface OpenApiDocument {
  [field: string]: unknown
  openapi: string
  paths: Record<string, Record<string, unknown>>
}

/** What a document is made of. */
interface Making {
  hub: Hub
  components: Components
}

/** ops_tasks_list -> OpsTasksList: what a schema without a name in the source is called by. */
const pascal = (tool: string): string =>
  tool.replace(/(^|_)([a-z])/g, (_, _gap: string, letter: string) => letter.toUpperCase())

const inputName = ({ tool }: CatalogEntry) => `${pascal(tool)}Input`

const referOutput = ({ tool, outputJson }: CatalogEntry, components: Components) =>
  components.refer(outputJson, 'output', `${pascal(tool)}Output`)

function parameters({ hub, components }: Making, entry: CatalogEntry): JsonSchema[] {
  const required = (entry.inputJson['required'] ?? []) as string[]
  return Object.entries(propertiesOf(entry.inputJson)).map(([name, property]) => {
    const { description: _own, ...schema } = components.portable(property, 'input') as JsonSchema
    const isRequired = required.includes(name)
    const description = parameterWords(hub, entry, { name, schema: property, isRequired })
    return { name, in: 'query', required: isRequired, ...(description && { description }), schema }
  })
}

/** What somebody may copy, put their own ids in, and send. */
export const exampleFor = ({ path, inputJson }: Pick<CatalogEntry, 'path' | 'inputJson'>): unknown =>
  /\.(update\w*|set)$/.test(path) ? changeExample(inputJson) : exampleOf(inputJson)

function requestPart(making: Making, entry: CatalogEntry): JsonSchema {
  const headers = headersOfRequests(entry)
  if (entry.type === 'query') return { parameters: [...parameters(making, entry), ...headers] }
  if (!entry.input) return { parameters: headers }
  const isRequired = ((entry.inputJson['required'] ?? []) as string[]).length > 0
  const schema = making.components.refer(entry.inputJson, 'input', inputName(entry))
  const content = { 'application/json': { schema, example: exampleFor(entry) } }
  return { parameters: headers, requestBody: { required: isRequired, content } }
}

const refusals = (entry: CatalogEntry): JsonSchema =>
  Object.fromEntries(
    errorsOf(entry).map(([status, code]) => [status, { $ref: `#/components/responses/${code}` }]),
  )

function responses(entry: CatalogEntry, components: Components): JsonSchema {
  const headers = headersOfAnswers(isTagged(entry) ? ['ETag'] : [])
  const content = { 'application/json': { schema: referOutput(entry, components) } }
  const notModified = { description: 'What you hold still holds', headers }
  return {
    200: { description: 'Done', headers, content },
    ...(isTagged(entry) && { 304: notModified }),
    ...refusals(entry),
  }
}

/** The two that carry bytes, which no procedure does. */
function filePaths(entries: readonly CatalogEntry[], components: Components): OpenApiDocument['paths'] {
  const of = (path: string, build: typeof uploadOperation) =>
    entries
      .filter((entry) => entry.path === path)
      .map((entry) =>
        build(entry, {
          headers: headersOfRequests(entry),
          errors: refusals(entry),
          answer: referOutput(entry, components),
        }),
      )
  return Object.fromEntries([
    ...of('files.attach', uploadOperation).map((post) => [`${REST_PREFIX}/files`, { post }]),
    ...of('files.get', downloadOperation).map((get) => [`${REST_PREFIX}/files/{id}/content`, { get }]),
  ]) as OpenApiDocument['paths']
}

function needs(permission: string): string {
  if (permission === 'public') return ''
  return permission === 'self' ? ' Needs a signed-in person.' : ` Needs the permission \`${permission}\`.`
}

/** Which of its fields name a record that can be found by what somebody types, so that a form lets people pick it by name. */
function recordsPart({ entities }: Hub, { inputJson }: CatalogEntry): JsonSchema {
  const records = Object.entries(propertiesOf(inputJson)).flatMap(([name, schema]) => {
    const kind = schema['type'] === 'array' ? undefined : entityOf(schema)
    const entity = kind === undefined ? undefined : entities.get(kind)
    return entity?.find ? [[name, { kind, noun: entity.noun }] as const] : []
  })
  return records.length > 0 ? { 'x-records': Object.fromEntries(records) } : {}
}

function operation(making: Making, entry: CatalogEntry): JsonSchema {
  const { title, description, permission } = entry.meta
  return {
    operationId: entry.tool,
    tags: [entry.toolset],
    summary: title,
    description: `${description}${needs(permission)}`,
    ...requestPart(making, entry),
    responses: responses(entry, making.components),
    ...(permission === 'public' && { security: [] }),
    // Which of them a step of a workflow can do.
    ...(opensTo(entry, 'workflow') && { 'x-workflow': true, ...recordsPart(making.hub, entry) }),
  }
}

function tagOf({ abouts }: Hub, name: string): JsonSchema {
  const description = abouts.get(name)
  return { name, ...(description !== undefined && { description }) }
}

const INTRODUCTION = `Every act of the hub as REST, made by rule from the one router behind all its doors: reads are GET, everything else is POST.

Send an API key for programs (\`hub_key_…\`, made on the Connect page; one for assistants works over MCP alone) or the access token of \`auth/login\` as \`Authorization: Bearer …\`. A failure is always the same object: \`code\`, \`message\`, \`issues\`, \`retryAfter\`, \`requestId\`. Lists answer \`items\` and \`nextCursor\`. Answers say what is left of each limit in \`RateLimit\`; a refusal that passes says when to return in \`Retry-After\`.`

const bearer = {
  type: 'http',
  scheme: 'bearer',
  description:
    'An API key for programs (hub_key_…) or an access token, for example: curl -H "Authorization: Bearer hub_key_…"',
}

/** OpenAPI 3.1 of every procedure this door opens, built once from the catalog (CON-7). */
export function openApiDocument(hub: Hub): OpenApiDocument {
  const components = new Components(errorSchemas())
  const entries = restEntries(hub)
  // Answers first: they have the plain names.
  for (const entry of entries) referOutput(entry, components)
  const used = new Set(entries.flatMap(errorsOf).map(([, code]) => code))
  const paths = Object.fromEntries(
    entries.map((entry) => [
      `${REST_PREFIX}/${entry.restPath}`,
      { [entry.type === 'query' ? 'get' : 'post']: operation({ hub, components }, entry) },
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
    tags: [...new Set(entries.map(({ toolset }) => toolset))].map((name) => tagOf(hub, name)),
    paths: { ...paths, ...filePaths(entries, components) },
    components: {
      securitySchemes: { bearer },
      headers: headerComponents,
      responses: Object.fromEntries([...used].map((code) => [code, errorResponse(code)])),
      schemas: components.schemas,
    },
  }
}
