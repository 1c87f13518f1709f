import { isTooDeep } from '@hub/api/server'
import { sayBoth, withoutUnset } from './foreign-clients.ts'

/** A request with its JSON, where it is some; without, the SDK answers it in the protocol's own shape. */
export interface ReadRequest {
  request: Request
  parsedBody?: unknown
}

/** Reads the body once, for all who look at it. */
export async function readMessage(request: Request): Promise<ReadRequest> {
  sayBoth(request.headers)
  if (request.body === null) return { request }
  const text = await request.text()
  try {
    const parsedBody = withoutUnset(JSON.parse(text))
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
