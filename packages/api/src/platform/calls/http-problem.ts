import { AppError } from '../../shared/errors.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import { normalizeError } from './normalize-error.ts'

/** What the HTTP framework itself refuses, by the status it would have answered with. */
const byStatus: Record<number, ErrorCode> = {
  401: 'UNAUTHORIZED',
  // Of folders among the files: no matter of roles.
  403: 'NOT_FOUND',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_SUPPORTED',
  408: 'TIMEOUT',
  412: 'STALE_VERSION',
  413: 'PAYLOAD_TOO_LARGE',
  414: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  429: 'TOO_MANY_REQUESTS',
  431: 'PAYLOAD_TOO_LARGE',
  503: 'UNAVAILABLE',
}

const notJson = 'The body is not valid JSON.'
const messages: Record<string, string> = {
  FST_ERR_BAD_URL: 'This address holds an escape that is not valid UTF-8.',
  FST_ERR_CTP_BODY_TOO_LARGE:
    'This body is too large for a call. A file is sent as it is, to POST /api/v1/files.',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'The body is empty; send JSON, or leave the content-type out.',
  FST_ERR_CTP_INVALID_JSON_BODY: notJson,
  FST_ERR_MAX_PARAM_LENGTH: 'This address is too long.',
}

const isCallersFault = (status: number): boolean => status >= 400 && status < 500

interface Thrown {
  code?: unknown
  statusCode?: unknown
}

/** Whatever a route or the framework threw, as one of our errors: the same at every door that HTTP carries. */
export function problemOf(thrown: unknown): AppError {
  if (!(thrown instanceof Error) || thrown instanceof AppError) return normalizeError(thrown)
  const { code, statusCode } = thrown as Thrown
  if (typeof statusCode !== 'number') return normalizeError(thrown)
  const known = byStatus[statusCode] ?? (isCallersFault(statusCode) ? 'BAD_REQUEST' : undefined)
  if (known === undefined) return normalizeError(thrown)
  const message = messages[String(code)] ?? (thrown instanceof SyntaxError ? notJson : undefined)
  return new AppError(known, { message, cause: thrown })
}
