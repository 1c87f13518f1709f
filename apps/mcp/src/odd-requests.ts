import { AppError } from '@hub/api/server'
import type { FastifyInstance, FastifyRequest } from 'fastify'

/** All that any address of the hub answers to; frameworks behind a door may know fewer, and none needs more. */
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

function oddity({ method, headers }: FastifyRequest): AppError | undefined {
  if (!METHODS.includes(method)) return new AppError('METHOD_NOT_SUPPORTED')
  const coding = headers['content-encoding'] ?? 'identity'
  if (coding.trim().toLowerCase() === 'identity') return undefined
  return new AppError('UNSUPPORTED_MEDIA_TYPE', { message: 'Send the body as it is, not compressed.' })
}

/**
 * Leaves no connection behind an answer: one that asked to become a WebSocket and did not is closed by nobody, and the rest of
 * a body that was refused stands before the next request. Must come before anything that refuses.
 */
export function endRefusedConnections(app: FastifyInstance): void {
  app.addHook('onRequest', ({ headers, raw }, reply, done) => {
    if (headers.upgrade !== undefined) reply.raw.once('finish', () => raw.socket.destroySoon())
    done()
  })
  app.addHook('onResponse', ({ raw }, _reply, done) => {
    if (!raw.complete) raw.resume()
    done()
  })
}

/**
 * Turns away, before any door reads it, what no door takes: rare methods, and compressed bodies, whose real size nobody
 * knows before they are unpacked. An expectation beyond `100-continue` is passed over, as RFC 9110 allows.
 */
export function refuseOddRequests(app: FastifyInstance): void {
  // A call is JSON; read as text it would be refused for its fields, and not for what it is.
  app.removeContentTypeParser('text/plain')
  app.server.on('checkExpectation', (request, response) => app.server.emit('request', request, response))
  app.addHook('onRequest', (request, reply, done) => {
    const error = oddity(request)
    if (error?.code === 'METHOD_NOT_SUPPORTED') reply.header('allow', METHODS.join(', '))
    if (error?.code === 'UNSUPPORTED_MEDIA_TYPE') reply.header('accept-encoding', 'identity')
    done(error)
  })
}
