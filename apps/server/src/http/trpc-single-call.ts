import { goneSignal } from '@hub/api/server'
import { callTRPCProcedure, getTRPCErrorFromUnknown, getTRPCErrorShape } from '@trpc/server'
import type { AnyRouter, TRPCError } from '@trpc/server'
import { getHTTPStatusCode } from '@trpc/server/http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { TrpcRequests } from './trpc-requests.ts'

/** One query or mutation that came by itself, as JSON. */
export interface SingleCall {
  path: string
  type: 'query' | 'mutation'
  input: unknown
}

const isJson = ({ headers }: FastifyRequest): boolean =>
  headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() === 'application/json'

const wantsStream = ({ headers }: FastifyRequest): boolean =>
  headers['trpc-accept'] !== undefined || (headers.accept ?? '').includes('application/jsonl')

/** Where a call by itself has its input: JSON in the address of a query, and as the body of a mutation. */
const places = {
  query: {
    method: 'GET',
    isUsual: (request: FastifyRequest) => request.headers['content-type'] === undefined || isJson(request),
    // A query may come without any.
    text: ({ query }: FastifyRequest): unknown => (query as { input?: unknown }).input ?? '',
  },
  mutation: { method: 'POST', isUsual: isJson, text: ({ body }: FastifyRequest): unknown => body },
}

/**
 * The call in a request that brings nothing else: no batch, no stream, no other kind of body. Null for everything
 * unusual or wrong, which tRPC's own reading answers.
 */
export function readSingleCall(
  request: FastifyRequest,
  path: string,
  type: string | undefined,
): SingleCall | null {
  if (type !== 'query' && type !== 'mutation') return null
  const { method, isUsual, text: textOf } = places[type]
  if (request.method !== method || !isUsual(request) || wantsStream(request)) return null
  const text = textOf(request)
  if (typeof text !== 'string' || 'batch' in (request.query as object)) return null
  try {
    return { path, type, input: text === '' && type === 'query' ? undefined : JSON.parse(text) }
  } catch {
    return null
  }
}

interface Failed {
  error: TRPCError
  call: SingleCall
  ctx: object | undefined
}

const errorIn = ({ _def: { _config: config } }: AnyRouter, { error, call, ctx }: Failed) => ({
  error: getTRPCErrorShape({ config, error, ctx, ...call }),
})

/**
 * Answers as tRPC would, without the web Request, Response, abort signals and streams that it makes of each request: they
 * are half of what a short call costs.
 */
export async function answerSingleCall<Context extends object>(
  { router, createContext, responseMeta }: TrpcRequests<Context>,
  call: SingleCall,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
): Promise<FastifyReply> {
  const signal = goneSignal(reply.raw)
  let ctx: Context | undefined
  void reply.header('vary', 'trpc-accept, accept').header('content-type', 'application/json')
  try {
    const getRawInput = () => Promise.resolve(call.input)
    ctx = createContext(request, reply, { type: call.type, signal })
    const data = await callTRPCProcedure({ ...call, router, ctx, getRawInput, signal, batchIndex: 0 })
    return reply.send(JSON.stringify({ result: { data } }))
  } catch (cause) {
    const error = getTRPCErrorFromUnknown(cause)
    const body = errorIn(router, { error, call, ctx })
    return reply
      .code(getHTTPStatusCode(body))
      .headers(responseMeta({ errors: [error] }))
      .send(JSON.stringify(body))
  }
}
