import { AppError, errorBody, errorTable, problemOf, rpcCode } from '@hub/api/server'
import type { ErrorBody } from '@hub/api/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** tRPC clients read an error below `error`, with our own object as its data. */
function asTrpc(body: ErrorBody, httpStatus: number): unknown {
  return { error: { message: body.message, code: rpcCode(body.code), data: { ...body, httpStatus } } }
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

/** Files of the web app are looked for at every address that nothing else answers: that makes none of them known. */
const isCatchAll = (params: object) => '*' in params

/** Methods this address does answer to, for the Allow header of a 405. */
function allowedMethods(app: FastifyInstance, request: FastifyRequest): string[] {
  const url = request.url.split('?', 1)[0] ?? '/'
  return METHODS.filter((method) => {
    const found = app.findRoute({ method, url })
    return found !== null && !isCatchAll(found.params)
  })
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
