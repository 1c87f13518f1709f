import { AppError, errorBody, errorTable, limitHeaders, problemOf, toolsetPath } from '@hub/api/server'
import type { Hub } from '@hub/api/server'
import { hostHeaderValidation, originValidation, toNodeHandler } from '@modelcontextprotocol/node'
import { createMcpHandler } from '@modelcontextprotocol/server'
import type { AuthInfo, Server } from '@modelcontextprotocol/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { authenticate, credentialIn } from './auth.ts'
import type { Caller } from './auth.ts'
import { signInChallenge } from './challenge.ts'
import { refuseParams } from './foreign-clients.ts'
import { readMessage, refuseDepth } from './message.ts'
import { scopeGuard } from './scope-guard.ts'
import { serverLimits } from './server-limits.ts'
import { createMcpServer, toolHandlers } from './server.ts'
import type { ToolHandlers } from './server.ts'
import { watchStream } from './stream-watch.ts'
import { createToolboxes } from './tools.ts'
import type { Toolset } from './tools.ts'

export { refuseBlockedAddresses } from './blocked-addresses.ts'
export { readForwardedAddresses } from './forwarded-address.ts'
export { endRefusedConnections, refuseOddRequests } from './odd-requests.ts'
export { listenWords } from './listen-words.ts'
export { requestId } from './request-id.ts'
export { serverLimits } from './server-limits.ts'

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

export interface McpOptions {
  hub: Hub
  /** Origins whose pages may call it, besides our own. */
  origins?: readonly string[]
  /** Makes the server of one request; only the conformance test brings another, with the suite's fixtures. */
  createServer?: (handlers: ToolHandlers) => Server
}

interface Session extends Caller {
  toolset: Toolset
}

/** What the SDK carries from the HTTP request to the server it makes for it. */
const sessionIn = (info: AuthInfo | undefined): Session => {
  const session = info?.extra?.['session']
  if (typeof session !== 'object' || session === null) throw new AppError('UNAUTHORIZED')
  // Written by `open` below; nothing else fills `extra`.
  return session as Session
}

function hostnames({ settings: { publicUrl } }: Hub): string[] {
  return [new URL(publicUrl).hostname, ...LOOPBACK]
}

/** Requests that stay open to tell the client what changes; the rest are answered and done. */
const isStream = ({ method, headers }: FastifyRequest) =>
  method === 'GET' || headers['mcp-method'] === 'subscriptions/listen'

interface Exchange {
  request: FastifyRequest
  reply: FastifyReply
}

/** The part of the catalog an address is for. */
function toolsetAt({ params, routeOptions }: FastifyRequest): Toolset {
  const { toolset = null } = params as { toolset?: string } // the routes below have it, or not
  return { name: toolset, readOnly: routeOptions.url?.endsWith('/readonly') ?? false }
}

function sendError(hub: Hub, { request, reply }: Exchange, thrown: unknown): FastifyReply {
  const error = problemOf(thrown)
  if (error.code === 'INTERNAL') hub.log.error({ err: thrown, requestId: request.id }, 'request failed')
  const wasShown = request.headers.authorization !== undefined
  if (error.code === 'UNAUTHORIZED')
    reply.header('www-authenticate', signInChallenge(hub, toolsetPath(toolsetAt(request)), wasShown))
  if (error.details.retryAfter !== undefined) reply.header('retry-after', error.details.retryAfter)
  return reply.code(errorTable[error.code].http).send(errorBody(error, request.id))
}

/** The SDK answers past Fastify, which then sends none of the headers every answer carries. */
function copyHeaders(reply: FastifyReply): void {
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) reply.raw.setHeader(name, value)
}

/** False for a foreign host, or a page that may not call us; the request is then answered already. */
function guard(
  hub: Hub,
  origins: readonly string[],
): (request: FastifyRequest, reply: FastifyReply) => boolean {
  const allowed = hostnames(hub)
  const isAllowedHost = hostHeaderValidation(allowed)
  const isOurOrigin = originValidation(allowed)
  return ({ raw, headers }, reply) =>
    isAllowedHost(raw, reply.raw) && (origins.includes(headers.origin ?? '') || isOurOrigin(raw, reply.raw))
}

/** Who asks, looked up before anything is read; a listener is looked up again while it listens. */
async function open(hub: Hub, { request, reply }: Exchange, toolset: Toolset): Promise<Session> {
  const credential = credentialIn(request.headers.authorization, toolsetPath(toolset))
  const userAgent = request.headers['user-agent']?.slice(0, 300) ?? null
  const onLimit = limitHeaders(
    (name, value) => void (reply.raw.headersSent || reply.raw.setHeader(name, value)),
  )
  const from = { credential, requestId: request.id, ip: request.ip, userAgent }
  const caller = await authenticate(hub, { ...from, onLimit })
  if (isStream(request)) {
    hub.streams.hold({ userId: caller.userId, ip: request.ip }, reply.raw)
    watchStream(hub, reply.raw, () => authenticate(hub, from))
  }
  return { ...caller, toolset }
}

/**
 * MCP over Streamable HTTP at /mcp, /mcp/x/{toolset} and /mcp/x/{toolset}/readonly, for protocol 2026-07-28 and the
 * 2025 revisions. It knows no feature: tools come from the catalog, cut to what the API key or connected application may do.
 */
export async function mcpPlugin(
  app: FastifyInstance,
  { hub, origins = [], createServer = createMcpServer }: McpOptions,
): Promise<void> {
  const toolboxes = createToolboxes(hub)
  const isAllowed = guard(hub, origins)
  const toolboxOf = ({ toolset, permissions }: Session) => toolboxes.get(toolset, permissions)
  const handlersOf = (session: Session) =>
    toolHandlers(hub, { call: session.call, userId: session.userId, toolbox: toolboxOf(session) })
  const handler = createMcpHandler(({ authInfo }) => createServer(handlersOf(sessionIn(authInfo))), {
    maxRequestBodySize: serverLimits.bodyLimit,
    onerror: (err) => hub.log.debug({ err }, 'mcp request refused'),
  })

  const refuseScope = scopeGuard(hub, toolboxes)
  const serve = toNodeHandler(
    {
      async fetch(request, options) {
        const read = await readMessage(request)
        const refused =
          refuseDepth(read) ??
          refuseParams(read) ??
          refuseScope(read.parsedBody, sessionIn(options?.authInfo))
        const { parsedBody } = read
        return (
          refused ??
          handler.fetch(read.request, { ...options, ...(parsedBody !== undefined && { parsedBody }) })
        )
      },
    },
    { maxRequestBodySize: serverLimits.bodyLimit },
  )
  // Before connections are waited for: a listening client's stream would never end by itself.
  let isClosing = false
  app.addHook('preClose', async () => {
    isClosing = true
    await handler.close()
  })
  app.addHook('onRequest', (_request, _reply, done) =>
    done(isClosing ? new AppError('UNAVAILABLE') : undefined),
  )
  // The SDK answers bad JSON and sizes in the protocol's own shape.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, _payload, done) => done(null))

  for (const url of ['/mcp', '/mcp/x/:toolset', '/mcp/x/:toolset/readonly'])
    app.all(url, async (request, reply) => {
      copyHeaders(reply)
      if (!isAllowed(request, reply)) return reply.hijack()
      const toolset = toolsetAt(request)
      if (toolset.name !== null && !toolboxes.has(toolset.name))
        throw new AppError('NOT_FOUND', { message: 'There is no toolset by that name.' })
      const session = await open(hub, { request, reply }, toolset)
      reply.hijack()
      const auth: AuthInfo = { token: '', clientId: '', scopes: [], extra: { session } }
      const { method, url: asked } = request
      await serve(Object.assign(request.raw, { auth, method, url: asked }), reply.raw)
      return reply
    })
  app.setErrorHandler((error, request, reply) => sendError(hub, { request, reply }, error))
}
