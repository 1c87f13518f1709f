import { AppError, errorBody, errorTable, normalizeError } from '@hub/api/server'
import type { ErrorBody } from '@hub/api/server'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

type ErrorCode = ErrorBody['code']

/** What Fastify itself refuses, by the status it would have answered with. */
const byStatus: Record<number, ErrorCode> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_SUPPORTED',
  408: 'TIMEOUT',
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
  FST_ERR_CTP_EMPTY_JSON_BODY: 'The body is empty; send JSON, or leave the content-type out.',
  FST_ERR_CTP_INVALID_JSON_BODY: notJson,
  FST_ERR_MAX_PARAM_LENGTH: 'This address is too long.',
}

/** Whatever a route or Fastify threw, as one of our errors. */
export function problemOf(thrown: unknown): AppError {
  if (!(thrown instanceof Error) || thrown instanceof AppError) return normalizeError(thrown)
  const { code = '', statusCode } = thrown as Partial<FastifyError>
  const known = statusCode === undefined ? undefined : byStatus[statusCode]
  if (known === undefined) return normalizeError(thrown)
  const message = messages[code] ?? (thrown instanceof SyntaxError ? notJson : undefined)
  return new AppError(known, { message, cause: thrown })
}

/** tRPC clients read an error below `error`, with our own object as its data. */
function asTrpc(body: ErrorBody, httpStatus: number): unknown {
  return { error: { message: body.message, code: -32_600, data: { ...body, httpStatus } } }
}

/** Answers with the one error shape (CON-4). */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: AppError): FastifyReply {
  const body = errorBody(problem, request.id)
  const status = errorTable[problem.code].http
  if (body.retryAfter !== undefined) reply.header('retry-after', body.retryAfter)
  if (problem.code === 'UNAUTHORIZED') reply.header('www-authenticate', 'Bearer realm="smart-ai-hub"')
  reply.code(status).header('cache-control', 'no-store').type('application/json; charset=utf-8')
  return reply.send(request.url.startsWith('/trpc/') ? asTrpc(body, status) : body)
}

const METHODS = ['GET', 'POST', 'PUT'] as const

/** Methods this address does answer to, for the Allow header of a 405. */
function allowedMethods(app: FastifyInstance, request: FastifyRequest): string[] {
  const url = request.url.split('?', 1)[0] ?? '/'
  return METHODS.filter((method) => app.hasRoute({ method, url }))
}

/** Errors of every route, and addresses without one, in the one shape. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error)
    if (problem.code === 'INTERNAL')
      request.log.error({ err: error, requestId: request.id }, 'request failed')
    return sendProblem(request, reply, problem)
  })
}

export function refuseUnknown(
  app: FastifyInstance,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const allowed = allowedMethods(app, request)
  if (allowed.length === 0 || allowed.includes(request.method))
    return sendProblem(request, reply, new AppError('NOT_FOUND'))
  reply.header('allow', allowed.join(', '))
  return sendProblem(request, reply, new AppError('METHOD_NOT_SUPPORTED'))
}
