import { AppError } from '@hub/api/server'
import { incomingMessageToRequest } from '@trpc/server/adapters/node-http'
import { resolveResponse } from '@trpc/server/http'
import type { TRPCRequestInfo } from '@trpc/server/http'
import type { AnyRouter, TRPCError } from '@trpc/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { takeJson } from './json-body.ts'

export interface TrpcRequests<Context> {
  /** Where it stands, without a slash at the end. */
  prefix: string
  router: AnyRouter
  /** Calls in one batch at most. */
  maxBatchSize: number
  createContext(
    request: FastifyRequest,
    reply: FastifyReply,
    info: Pick<TRPCRequestInfo, 'type' | 'signal'>,
  ): Context
  /** Headers of an answer that is complete. */
  responseMeta(of: { errors: readonly TRPCError[] }): Record<string, string>
}

/** A batch that streams and a subscription say so by their headers; everything else has been written whole. */
const isComplete = ({ headers, body }: Response): boolean =>
  body !== null && headers.get('content-type') === 'application/json' && !headers.has('transfer-encoding')

/** In one piece with its length, and compressed only where it is long enough to gain from it. */
async function sendWhole(reply: FastifyReply, response: Response): Promise<FastifyReply> {
  const text = await response.text()
  for (const [name, value] of response.headers) reply.header(name, value)
  return reply.code(response.status).send(text)
}

/** tRPC refuses the same, without the figure. */
function checkBatch({ query }: FastifyRequest, path: string, most: number): void {
  const calls = path.split(',').length
  if ((query as { batch?: unknown }).batch !== '1' || calls <= most) return
  throw new AppError('BAD_REQUEST', {
    message: `One batch holds at most ${most} calls, and this one has ${calls}. Send it in parts.`,
  })
}

/**
 * tRPC over HTTP on Fastify. tRPC's own plugin sends every answer as a stream, a short one too, which then costs a
 * compressor of its own, and copies all its options three times for each request.
 */
export function answerTrpc<Context extends object>(
  app: FastifyInstance,
  { prefix, router, maxBatchSize, createContext, responseMeta }: TrpcRequests<Context>,
): void {
  // tRPC reads JSON itself, and knows better than Fastify what it may be.
  takeJson(app, (_request, text, done) => done(null, text))
  app.addContentTypeParser('multipart/form-data', (_request, payload, done) => done(null, payload))
  app.all(`${prefix}/:path`, async (request, reply) => {
    const { path } = request.params as { path: string } // the pattern above has it
    checkBatch(request, path, maxBatchSize)
    const raw = Object.assign(request.raw, { body: request.body })
    const response = await resolveResponse({
      router,
      req: incomingMessageToRequest(raw, reply.raw, { maxBodySize: null }),
      path,
      error: null,
      maxBatchSize,
      responseMeta: (of) => ({ headers: responseMeta(of) }),
      createContext: async ({ info }) => createContext(request, reply, info),
    })
    // tRPC lets what follows a subscription be kept, and only checked again.
    if (response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store, no-transform')
    return isComplete(response) ? sendWhole(reply, response) : reply.send(response)
  })
}
