import { errorTable } from '@hub/api/server'
import type { CatalogEntry, JsonSchema } from '@hub/api/server'
import { headersOfAnswers } from './openapi-headers.ts'

type ErrorCode = keyof typeof errorTable

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

/**
 * Statuses that some operations cannot answer with, whatever their service does: only what the way to it rules out may stand here.
 * A read may meet a state that does not allow it (409), and what was seen before is not always called a version (412).
 * A sign-in is refused like everything else: 401.
 */
const never = new Map<string, (entry: CatalogEntry) => boolean>([
  ['401', ({ meta, type }) => meta.permission === 'public' && type === 'query'],
  ['402', ({ meta }) => meta.price === null || meta.price === 'free'],
  ['412', ({ type }) => type === 'query'],
  ['415', ({ type }) => type === 'query'],
  ['422', ({ takesKey }) => !takesKey],
])

/** [status, error] of everything an operation may refuse with. */
export const errorsOf = (entry: CatalogEntry): [string, ErrorCode][] =>
  Object.entries(answers).filter(([status]) => !never.get(status)?.(entry))

const schemaRef = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` })

const errorSchema: JsonSchema = {
  type: 'object',
  required: ['code', 'message', 'requestId'],
  properties: {
    code: { ...schemaRef('ErrorCode'), description: 'Stable; programs decide by it' },
    message: { type: 'string', description: 'One sentence a person can act on' },
    issues: { type: 'array', description: 'The fields that are wrong', items: schemaRef('FieldIssue') },
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

/** STALE_VERSION -> StaleVersionError */
const nameOf = (code: ErrorCode): string =>
  `${code.toLowerCase().replace(/(^|_)([a-z])/g, (_, _gap: string, letter: string) => letter.toUpperCase())}Error`

/** The error object, and for each status which codes come with it. */
export function errorSchemas(): Record<string, JsonSchema> {
  const byStatus = Object.entries(answers).map(([status, name]) => {
    const codes = Object.entries(errorTable).flatMap(([code, { http }]) =>
      http === Number(status) ? [code] : [],
    )
    return [
      nameOf(name),
      { allOf: [schemaRef('Error'), { properties: { code: { type: 'string', enum: codes } } }] },
    ]
  })
  return {
    ErrorCode: { type: 'string', enum: Object.keys(errorTable) },
    FieldIssue: {
      type: 'object',
      required: ['path', 'message'],
      properties: { path: { type: 'string' }, message: { type: 'string' } },
    },
    Error: errorSchema,
    ...Object.fromEntries(byStatus),
  }
}

export function errorResponse(code: ErrorCode): JsonSchema {
  const { message, http } = errorTable[code]
  const example = { code, message, requestId: '5f0c1f1e-6a53-4c56-a1a5-8a7d2d0f9c11' }
  const retries = http === 429 || http === 503
  return {
    description: message,
    headers: headersOfAnswers(retries ? ['Retry-After'] : []),
    content: { 'application/json': { schema: schemaRef(nameOf(code)), example } },
  }
}
