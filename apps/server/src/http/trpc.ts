import { createContext, normalizeError } from '@hub/api/server'
import type { Call, Hub } from '@hub/api/server'
import type { AnyRouter, TRPCError } from '@trpc/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { bearerCredential, callOf } from './caller.ts'
import type { CallOptions } from './caller.ts'
import { endStreamsOnClose } from './closing.ts'
import { sessionCredential } from './session.ts'
import { answerTrpc } from './trpc-requests.ts'
import { watchMembership } from './membership-watch.ts'

/** Calls in one batch; the client's link sends no more (surface of the contract). */
const MAX_BATCH = 20

export interface TrpcDoor {
  hub: Hub
  router: AnyRouter
}

/** The header beside `retryAfter`; a stream has sent its headers before it knows. */
function retryHeader(errors: readonly TRPCError[]): Record<string, string> {
  const waits = errors.flatMap((error) => normalizeError(error).details.retryAfter ?? [])
  return waits.length === 0 ? {} : { 'retry-after': String(Math.max(...waits)) }
}

/** One request as the chain sees it: with a bearer token or key a program's, by cookie a page's. */
function callIn(request: FastifyRequest, hub: Hub, more: Pick<CallOptions, 'signal' | 'reply'> = {}): Call {
  const bearer = bearerCredential(request)
  return callOf(request, {
    door: bearer ? 'rest' : 'web',
    credential: bearer ?? sessionCredential(request, hub),
    ...more,
  })
}

/** Before tRPC, which would tell the refusal only inside a stream that has begun with 200. */
function limitStreams(app: FastifyInstance, hub: Hub): void {
  async function hold(request: FastifyRequest, { raw }: FastifyReply): Promise<void> {
    const call = callIn(request, hub)
    const { actor } = await createContext(hub, call).identity()
    hub.streams.hold({ userId: actor?.userId ?? null, ip: call.ip }, raw)
  }
  app.addHook('preHandler', (request, reply, done) => {
    const { path = '' } = request.params as { path?: string }
    if (hub.catalog.get(path)?.type !== 'subscription') return done()
    hold(request, reply).then(() => done(), done)
  })
}

/** The typed door at /trpc: browser by cookie, programs by bearer token or API key; subscriptions here are SSE. */
export async function trpcRoutes(app: FastifyInstance, { hub, router }: TrpcDoor): Promise<void> {
  const endsOnClose = endStreamsOnClose(app)
  app.addHook('onRequest', (_request, reply, done) => {
    // Answers of one person, which no cache between may keep; a stream sends its headers before it knows more.
    reply.header('cache-control', 'no-store')
    done()
  })
  limitStreams(app, hub)
  answerTrpc(app, {
    prefix: '/trpc',
    router,
    maxBatchSize: MAX_BATCH,
    responseMeta: ({ errors }) => retryHeader(errors),
    createContext(request, reply, { type, signal }) {
      const isStream = type === 'subscription'
      const call = { ...callIn(request, hub, { signal, reply }), perOperation: isStream }
      if (isStream) {
        endsOnClose(reply)
        reply.raw.once('close', hub.metrics.streamOpened('sse'))
        watchMembership(hub, call, { signal, close: () => reply.raw.destroy() })
      }
      return createContext(hub, call)
    },
  })
}
