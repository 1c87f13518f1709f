import type { CatalogEntry, JsonSchema } from '@hub/api/server'
import { headersOfAnswers } from './openapi-headers.ts'

/** What an operation of the catalog shares with the one that carries its bytes. */
export interface SharedParts {
  /** Headers a caller may send. */
  headers: JsonSchema[]
  /** Refusals, by their status. */
  errors: JsonSchema
  /** The schema of its answer. */
  answer: JsonSchema
}

const bytes = { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }

const query = (name: string, schema: unknown) => {
  const { description, ...rest } = schema as JsonSchema
  return {
    name,
    in: 'query',
    required: true,
    ...(description !== undefined && { description }),
    schema: rest,
  }
}

/** POST /api/v1/files: a file as it is, however large. */
export function uploadOperation({ inputJson, toolset }: CatalogEntry, shared: SharedParts): JsonSchema {
  const properties = (inputJson['properties'] ?? {}) as Record<string, JsonSchema>
  const place = ['entity', 'entityId', 'name'].map((name) => query(name, plain(properties[name])))
  return {
    operationId: 'files_upload',
    tags: [toolset],
    summary: 'Upload a file',
    description:
      'Attaches a file to a record as `files/attach` does, with its bytes as the body; the content type decides nothing. Needs what the record needs to be changed.',
    parameters: [...place, ...shared.headers],
    requestBody: { required: true, content: bytes },
    responses: {
      200: {
        description: 'Done',
        headers: headersOfAnswers([]),
        content: { 'application/json': { schema: shared.answer } },
      },
      ...shared.errors,
    },
  }
}

/** GET /api/v1/files/{id}/content: the bytes of a file. */
export const downloadOperation = ({ toolset }: CatalogEntry, shared: SharedParts): JsonSchema => ({
  operationId: 'files_content',
  tags: [toolset],
  summary: 'Download a file',
  description: 'The bytes of one attached file, with its name in `Content-Disposition`.',
  parameters: [
    {
      name: 'id',
      in: 'path',
      required: true,
      description: 'The file, by its id',
      schema: { type: 'string', format: 'uuid' },
    },
    ...shared.headers,
  ],
  responses: {
    200: { description: 'Its bytes', headers: headersOfAnswers(['ETag']), content: bytes },
    304: { description: 'What you hold still holds', headers: headersOfAnswers(['ETag']) },
    ...shared.errors,
  },
})

/** Without what is there for our own tests. */
function plain(schema: JsonSchema = {}): JsonSchema {
  const { entity: _entity, entityIn: _entityIn, component: _component, ...rest } = schema
  return rest
}
