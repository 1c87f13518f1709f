import { createContext, normalizeError } from '@hub/api/server'
import type { Hub } from '@hub/api/server'
import { fastifyTRPCPlugin } from '@trpc/server/adapters/fastify'
import type { CreateFastifyContextOptions } from '@trpc/server/adapters/fastify'
import type { AnyRouter, TRPCError } from '@trpc/server'
import type { FastifyInstance } from 'fastify'
import { bearerCredential, callOf } from './caller.ts'
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

/** The typed door at /trpc: browser by cookie, programs by bearer token or API key; subscriptions here are SSE. */
export async function trpcRoutes(app: FastifyInstance, { hub, router }: TrpcDoor): Promise<void> {
  const endsOnClose = endStreamsOnClose(app)
  // A compressed stream holds answers back until the slowest call of a batch is done.
  app.addHook('onRoute', (route) => void (route.compress = false))
  await app.register(fastifyTRPCPlugin, {
    prefix: '/trpc',
    trpcOptions: {
      router,
      maxBatchSize: MAX_BATCH,
      responseMeta: ({ errors }: { errors: readonly TRPCError[] }) => retryHeader(errors),
      createContext: ({ req, res, info }: CreateFastifyContextOptions) => {
        const bearer = bearerCredential(req)
        const isStream = info.type === 'subscription'
        const call = {
          ...callOf(req, {
            door: bearer ? ('rest' as const) : ('web' as const),
            credential: bearer ?? sessionCredential(req, hub),
            signal: info.signal,
          }),
          perOperation: isStream,
        }
        if (isStream) {
          endsOnClose(res)
          watchMembership(hub, call, { signal: info.signal, close: () => res.raw.destroy() })
        }
        return createContext(hub, call)
      },
    },
  })
}
