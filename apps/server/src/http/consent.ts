import { AppError } from '@hub/api/server'
import type { Hub } from '@hub/api/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { callOf } from './caller.ts'
import { sessionCredential } from './session.ts'

interface Asked {
  request: FastifyRequest
  reply: FastifyReply
}

/**
 * The ticket of the request that this browser began. The cookie is what says so: a link to somebody else's request, sent
 * to make a person allow it, opens nothing.
 */
async function ticketOf(hub: Hub, { request, reply }: Asked): Promise<string> {
  const { id } = request.params as { id: string }
  const exchange = { request: request.raw, response: reply.raw, ip: request.ip }
  const found = await hub.authorizationServer.ticketOf(exchange)
  if (found?.id === id) return found.ticket
  throw new AppError('BAD_REQUEST', {
    message:
      'This request was begun in another browser, was answered, or took too long. Start again in the application.',
  })
}

/** What the consent page asks and answers: the procedures, with the request's own cookie checked before. */
export async function consentRoutes(app: FastifyInstance, { hub }: { hub: Hub }): Promise<void> {
  const ask = async (path: string, asked: Asked, fields: object = {}): Promise<unknown> => {
    const { request } = asked
    const ticket = await ticketOf(hub, asked)
    const call = callOf(request, { door: 'web', credential: sessionCredential(request, hub) })
    return hub.catalog.call(path, { ...fields, ticket }, call)
  }
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })
  app.get('/oauth/consent/:id/details', (request, reply) => ask('auth.grants.request', { request, reply }))
  app.post('/oauth/consent/:id/allow', (request, reply) =>
    ask('auth.grants.allow', { request, reply }, request.body as object),
  )
  app.post('/oauth/consent/:id/deny', (request, reply) => ask('auth.grants.deny', { request, reply }))
}
