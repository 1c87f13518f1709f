import { AppError, receiveWebhook, startByWebhook } from '@hub/api/server'
import type { Hub } from '@hub/api/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** What services send is an event with what it is about, far below this. */
const MAX_BYTES = 256 * 1024

interface Path {
  module: string
  hook: string
  /** Of the organization; services that know one address for all accounts send none. */
  token?: string
}

/** Where other services send to modules and workflows: their very bytes, no cookies, an answer before anything is done. */
export async function webhookRoutes(app: FastifyInstance, { hub }: { hub: Hub }): Promise<void> {
  app.removeAllContentTypeParsers()
  // A signature is over bytes: whoever parses first verifies something else.
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MAX_BYTES }, (_request, body, done) =>
    done(null, body),
  )
  const take = async (request: FastifyRequest, reply: FastifyReply) => {
    reply.header('cache-control', 'no-store')
    const { headers, ip, id: requestId, params } = request
    if (request.body !== undefined && !Buffer.isBuffer(request.body)) throw new AppError('BAD_REQUEST')
    const { module, hook, token } = params as Path
    const sent = {
      url: `${hub.settings.publicUrl}${request.url}`,
      body: request.body ?? Buffer.alloc(0),
      header(name: string) {
        const value = headers[name.toLowerCase()]
        return typeof value === 'string' ? value : null
      },
      ip,
      requestId,
    }
    // Workflows have addresses of their own making; those of modules are declared.
    if (module === 'workflows' && token !== undefined)
      return startByWebhook(hub, { ...sent, token, triggerId: hook })
    return receiveWebhook(hub, { ...sent, token: token ?? null, module, hook })
  }
  app.post('/webhooks/:module/:hook', { bodyLimit: MAX_BYTES }, take)
  app.post('/webhooks/:module/:hook/:token', { bodyLimit: MAX_BYTES }, take)
}
