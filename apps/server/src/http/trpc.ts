import { createContext, normalizeError } from '@hub/api/server'
import type { Call, Hub } from '@hub/api/server'
import { fastifyTRPCPlugin } from '@trpc/server/adapters/fastify'
import type { CreateFastifyContextOptions } from '@trpc/server/adapters/fastify'
import type { AnyRouter, TRPCError } from '@trpc/server'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { bearerCredential, callOf } from './caller.ts'
import type { CallOptions } from './caller.ts'
import { endStreamsOnClose } from './closing.ts'
import { sessionCredential } from './session.ts'
import { watchMembership } from './membership-watch.ts'

/** Calls in one batch; the client's link sends no more (surface of the contract). */
const MAX_BATCH = 20

export interface TrpcDoor {
  hub: Hub
  router: AnyRouter
}

/** The header beside `retryAfter`; a stream has sent its headers before it knows. */
function retryHeader(errors: readonly TRPCError[]): { headers?: Record<string, string> } {
  const waits = errors.flatMap((error) => normalizeError(error).details.retryAfter ?? [])
  return waits.length === 0 ? {} : { headers: { 'retry-after': String(Math.max(...waits)) } }
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
  app.addHook('preHandler', async (request, { raw }) => {
    const { path = '' } = request.params as { path?: string }
    if (hub.catalog.get(path)?.type !== 'subscription') return
    const call = callIn(request, hub)
    const { actor } = await createContext(hub, call).identity()
    hub.streams.hold({ userId: actor?.userId ?? null, ip: call.ip }, raw)
  })
}

/** The typed door at /trpc: browser by cookie, programs by bearer token or API key; subscriptions here are SSE. */
export async function trpcRoutes(app: FastifyInstance, { hub, router }: TrpcDoor): Promise<void> {
  const endsOnClose = endStreamsOnClose(app)
  limitStreams(app, hub)
  await app.register(fastifyTRPCPlugin, {
    prefix: '/trpc',
    trpcOptions: {
      router,
      maxBatchSize: MAX_BATCH,
      responseMeta: ({ errors }: { errors: readonly TRPCError[] }) => retryHeader(errors),
      createContext: ({ req, res, info }: CreateFastifyContextOptions) => {
        const isStream = info.type === 'subscription'
        const call = { ...callIn(req, hub, { signal: info.signal, reply: res }), perOperation: isStream }
        if (isStream) {
          endsOnClose(res)
          res.raw.once('close', hub.metrics.streamOpened('sse'))
          watchMembership(hub, call, { signal: info.signal, close: () => res.raw.destroy() })
        }
        return createContext(hub, call)
      },
    },
  })
}
