import { errorBody, errorTable, problemOf, registrationOf, toolResources } from '@hub/api/server'
import type { AppError, Hub } from '@hub/api/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

const REGISTRATION_BYTES = 16 * 1024

type Act = Parameters<Hub['authorizationServer']['admit']>[0]

/** The library answers past Fastify, which then sends none of the headers every answer carries. */
function copyHeaders(reply: FastifyReply): void {
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) reply.raw.setHeader(name, value)
}

async function pass(
  hub: Hub,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  body?: object,
): Promise<FastifyReply> {
  reply.hijack()
  copyHeaders(reply)
  const exchange = { request: request.raw, response: reply.raw, ip: request.ip }
  await hub.authorizationServer.handle({ ...exchange, ...(body && { body }) })
  return reply
}

/** What one address is as an OAuth resource (RFC 9728): which tokens open it, and where they are handed out. */
const resourceMetadata = ({ settings: { publicUrl } }: Hub, path: string, scopes: readonly string[]) => ({
  resource: `${publicUrl}${path}`,
  resource_name: 'Smart AI Hub',
  authorization_servers: [publicUrl],
  bearer_methods_supported: ['header'],
  scopes_supported: scopes,
  resource_documentation: `${publicUrl}/llms.txt`,
})

/** Clients of this protocol read `error`; everything else of a refusal is as at every door. */
const errorNames: Record<number, string> = {
  400: 'invalid_client_metadata',
  429: 'temporarily_unavailable',
  500: 'server_error',
  503: 'temporarily_unavailable',
}

/** RFC 7591 has a name of its own for addresses that are wrong. */
const errorName = (status: number, { details: { issues = [] } }: AppError): string =>
  issues.some(({ path }) => path.startsWith('redirect_uris'))
    ? 'invalid_redirect_uri'
    : (errorNames[status] ?? 'invalid_request')

function refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = problemOf(error)
  const { retryAfter } = problem.details
  const status = errorTable[problem.code].http
  const body = errorBody(problem, request.id)
  if (problem.code === 'INTERNAL') request.log.error({ err: error, requestId: request.id }, 'request failed')
  if (retryAfter !== undefined) reply.header('retry-after', retryAfter)
  reply.code(status).header('cache-control', 'no-store')
  return reply.send({
    ...body,
    error: errorName(status, problem),
    error_description: body.message,
  })
}

/** Where /oauth/* and the metadata documents lead (AUTH-14). The pages in between are the web app's. */
export async function oauthRoutes(app: FastifyInstance, { hub }: { hub: Hub }): Promise<void> {
  for (const [path, { all }] of toolResources(hub.catalog))
    app.get(`/.well-known/oauth-protected-resource${path}`, async () => resourceMetadata(hub, path, all))

  app.post('/oauth/register', { bodyLimit: REGISTRATION_BYTES }, async (request, reply) => {
    await hub.authorizationServer.admit('register', request.ip)
    return pass(hub, { request, reply }, registrationOf(request.body))
  })
  app.setErrorHandler(refuse)

  await app.register(async (raw) => {
    // The library reads forms itself.
    raw.removeAllContentTypeParsers()
    raw.addContentTypeParser('*', (_request, _payload, done) => done(null))
    const route = (method: 'GET' | 'POST' | 'OPTIONS', url: string, act?: Act) =>
      raw.route({
        method,
        url,
        handler: async (request, reply) => {
          if (act) await hub.authorizationServer.admit(act, request.ip)
          return pass(hub, { request, reply })
        },
      })
    route('GET', '/.well-known/oauth-authorization-server')
    route('GET', '/oauth/authorize', 'authorize')
    route('GET', '/oauth/authorize/:request', 'authorize')
    route('POST', '/oauth/token', 'token')
    route('POST', '/oauth/revoke', 'token')
  })
}
