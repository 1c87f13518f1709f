import { isTooDeep } from '@hub/api/server'
import { z } from 'zod'
import { sayBoth, withoutUnset } from './foreign-clients.ts'

/** A request with its JSON, where it is some; without, the SDK answers it in the protocol's own shape. */
export interface ReadRequest {
  request: Request
  parsedBody?: unknown
}

const Id = z.union([z.string(), z.number()])
const Asked = z.object({ id: Id, method: z.string() })
const Cancelled = z.object({
  method: z.literal('notifications/cancelled'),
  params: z.object({ requestId: Id }),
})

/** What is taken back beside its own request is never begun: nobody would answer it, and the caller would wait for ever. */
function withoutCancelled(body: unknown): unknown {
  if (!Array.isArray(body)) return body
  const messages: unknown[] = body
  const ids = new Set(messages.map((one) => Cancelled.safeParse(one).data?.params.requestId))
  return messages.filter((one) => {
    const asked = Asked.safeParse(one)
    return !asked.success || !ids.has(asked.data.id)
  })
}

/** Reads the body once, for all who look at it. */
export async function readMessage(request: Request): Promise<ReadRequest> {
  sayBoth(request.headers)
  if (request.body === null) return { request }
  const text = await request.text()
  try {
    const parsedBody = withoutCancelled(withoutUnset(JSON.parse(text)))
    return { request, parsedBody }
  } catch {
    const { url, method, headers, signal } = request
    return { request: new Request(url, { method, headers, signal, body: text }) }
  }
}

const INVALID_REQUEST = -32_600

/** What is nested without end is refused before anything walks it: a walk that fails leaves the caller without an answer. */
export function refuseDepth({ parsedBody }: ReadRequest): Response | undefined {
  if (!isTooDeep(parsedBody)) return undefined
  const error = { code: INVALID_REQUEST, message: 'This message is nested too deeply.' }
  return Response.json({ jsonrpc: '2.0', error, id: null }, { status: 400 })
}
