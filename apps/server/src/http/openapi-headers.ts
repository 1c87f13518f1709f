import type { CatalogEntry, JsonSchema } from '@hub/api/server'

const text = (description: string): JsonSchema => ({ description, schema: { type: 'string' } })

/** Headers of answers, by their names on the wire. */
const headers = {
  RateLimit: {
    ...text('For each limit that counted this call: calls left (r) and seconds until all are back (t)'),
    example: '"user";r=4999;t=3600',
  },
  'RateLimit-Policy': {
    ...text('The limits that counted this call: calls (q) in a window of seconds (w)'),
    example: '"user";q=5000;w=3600',
  },
  'X-Request-Id': text('Names this request in the logs; quote it when you ask for help'),
  'Retry-After': { description: 'Whole seconds until a retry makes sense', schema: { type: 'integer' } },
  ETag: text('Changes with the answer; send it back in If-None-Match'),
} satisfies Record<string, JsonSchema>

type HeaderName = keyof typeof headers

const componentOf = (name: string) => name.replaceAll('-', '')

export const headerComponents: Record<string, JsonSchema> = Object.fromEntries(
  Object.entries(headers).map(([name, header]) => [componentOf(name), header]),
)

const onEvery: readonly HeaderName[] = ['RateLimit', 'RateLimit-Policy', 'X-Request-Id']

export const headersOfAnswers = (more: readonly HeaderName[]): JsonSchema =>
  Object.fromEntries(
    [...onEvery, ...more].map((name) => [name, { $ref: `#/components/headers/${componentOf(name)}` }]),
  )

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'The same key never acts twice within 24 hours; a repeat gets the first answer. Bare or in double quotes; in place of idempotencyKey in the body',
  schema: { type: 'string', pattern: '^([\\w-]{8,64}|"[\\w-]{8,64}")$' },
}

const organization = {
  name: 'x-hub-org',
  in: 'header',
  required: false,
  description:
    'Slug of the organization; only needed with an access token of somebody who belongs to several',
  schema: { type: 'string' },
}

const knownTag = {
  name: 'If-None-Match',
  in: 'header',
  required: false,
  description: 'The ETag of an answer you hold: if it still holds, the reply is 304 without a body',
  schema: { type: 'string' },
}

/** Answers with a secret carry no tag: nobody is to keep them. */
export const isTagged = ({ type, meta }: CatalogEntry): boolean => type === 'query' && !meta.secret

/** Headers a caller may send with an operation. */
export function headersOfRequests(entry: CatalogEntry): JsonSchema[] {
  const { permission } = entry.meta
  const inOrganization = permission !== 'public' && permission !== 'self'
  return [
    ...(entry.takesKey ? [idempotencyKey] : []),
    ...(inOrganization ? [organization] : []),
    ...(isTagged(entry) ? [knownTag] : []),
  ]
}
