import type { IncomingMessage } from 'node:http'
import websocket from '@fastify/websocket'
import { AppError, createContext, subscriptionsOf } from '@hub/api/server'
import type { Call, Credential, Hub } from '@hub/api/server'
import { getWSConnectionHandler } from '@trpc/server/adapters/ws'
import type { CreateWSSContextFnOptions } from '@trpc/server/adapters/ws'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { bearerCredential, bearerIn, callOf } from './caller.ts'
import { answerClientError } from './client-errors.ts'
import { POLICY_VIOLATION, endWhenHasty } from './hasty-sockets.ts'
import { watchMembership } from './membership-watch.ts'
import { headersOf } from './security-headers.ts'
import { sessionCredential } from './session.ts'
import { dropSlowSockets } from './slow-sockets.ts'
import type { TrpcDoor } from './trpc.ts'

/** A farewell is waited for so long and no longer: the connection counts until it is answered, and a hostile one never does. */
const SOCKETS = { maxPayload: 64 * 1024, closeTimeout: 2_000 }
const PING_MS = 30_000

/** What a client tells with its first message, because a browser's WebSocket cannot set headers. */
type Params = Record<string, string | undefined> | null

/** A browser sends Origin with every upgrade, a program none: of browsers only our own pages come in. */
function checkOrigin({ headers: { origin } }: FastifyRequest, hub: Hub): void {
  if (origin !== undefined && origin !== hub.settings.publicUrl)
    throw new AppError('FORBIDDEN', { message: 'This page may not open a live connection to the hub.' })
}

/** Our own pages by their cookies, programs by a key or token; cookies of what is not our page count for nothing. */
function credentialOf(request: FastifyRequest, hub: Hub, params: Params = null): Credential {
  if (request.headers.origin !== undefined) return sessionCredential(request, hub, params?.['user'])
  return bearerCredential(request) ?? bearerIn(params?.['authorization']) ?? { kind: 'none' }
}

const callIn = (request: FastifyRequest, credential: Credential): Call =>
  callOf(request, { door: request.headers.origin === undefined ? 'rest' : 'web', credential })

/** A place for this socket, given back when the connection ends, whatever ends it. */
async function takeSlot(request: FastifyRequest, hub: Hub): Promise<void> {
  const call = callIn(request, credentialOf(request, hub))
  const { actor } = await createContext(hub, call).identity()
  hub.streams.hold({ userId: actor?.userId ?? null, ip: call.ip }, request.raw.socket)
}

/** Live subscriptions of the web app and of programs at /trpc/ws; queries and mutations have no way in here. */
export async function trpcSocket(app: FastifyInstance, { hub, router }: TrpcDoor): Promise<void> {
  await app.register(websocket, { options: SOCKETS })
  app.websocketServer.on('wsClientError', (_error, socket) =>
    answerClientError({
      error: { code: 'NO_HANDSHAKE' },
      socket,
      headers: headersOf(hub.settings.publicUrl),
    }),
  )
  dropSlowSockets(app, hub)
  const requests = new WeakMap<IncomingMessage, FastifyRequest>()
  const contextOf = ({ req, res, info }: CreateWSSContextFnOptions) => {
    const request = requests.get(req)
    if (!request) throw new AppError('INTERNAL')
    const closed = new AbortController()
    res.once('close', () => closed.abort())
    const call = {
      ...callIn(request, credentialOf(request, hub, info.connectionParams)),
      signal: closed.signal,
      org: info.connectionParams?.['org'] || null,
      perOperation: true,
    }
    watchMembership(hub, call, {
      signal: closed.signal,
      close: () => res.close(POLICY_VIOLATION, 'access ended'),
    })
    return createContext(hub, call)
  }
  const connect = getWSConnectionHandler({
    wss: app.websocketServer,
    router: subscriptionsOf(router),
    createContext: contextOf,
    keepAlive: { enabled: true, pingMs: PING_MS },
  })
  app.route({
    method: 'GET',
    url: '/trpc/ws',
    handler: async () => {
      throw new AppError('BAD_REQUEST', { message: 'Open a WebSocket here, for subscriptions.' })
    },
    preValidation: async (request) => {
      if (!request.ws) return
      checkOrigin(request, hub)
      await takeSlot(request, hub)
    },
    wsHandler: (socket, request) => {
      socket.once('close', hub.metrics.streamOpened('websocket'))
      requests.set(request.raw, request)
      endWhenHasty(socket, hub)
      connect(socket, request.raw)
    },
  })
}
