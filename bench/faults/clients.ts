import { errorTable } from '@hub/api/server'
import type { ErrorBody } from '@hub/api/server'

const MCP_PROTOCOL = '2026-07-28'
const PATIENCE_MS = 60_000

/** What came back; status 0 when nothing did. */
export interface Answer {
  status: number
  body: unknown
  /** Seconds, where the answer named some. */
  retryAfter: number | null
}

export const nothing: Answer = { status: 0, body: null, retryAfter: null }

/** Who calls, and where. */
export interface Caller {
  origin: string
  /** An access token or API key; empty for nobody. */
  credential: string
  /** Slug of the organization, for credentials that are not bound to one. */
  org?: string
}

export interface RestRequest {
  path: string
  /** Sent by POST, bytes as they are and all else as JSON; without one the request is a GET. */
  body?: unknown
  idempotencyKey?: string
}

const headersOf = ({ credential, org }: Caller): Record<string, string> => ({
  ...(credential !== '' && { authorization: `Bearer ${credential}` }),
  ...(org !== undefined && { 'x-hub-org': org }),
})

async function answerOf(request: () => Promise<Response>): Promise<Answer> {
  try {
    const response = await request()
    const text = await response.text()
    const wait = response.headers.get('retry-after')
    return {
      status: response.status,
      body: parsed(text),
      retryAfter: wait === null ? null : Number(wait),
    }
  } catch {
    return nothing
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** REST as any program uses it. Never throws: no answer has status 0. */
export function callRest(caller: Caller, { path, body, idempotencyKey }: RestRequest): Promise<Answer> {
  const isFile = body instanceof Uint8Array
  return answerOf(() =>
    fetch(`${caller.origin}/api/v1/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...headersOf(caller),
        ...(body !== undefined && {
          'content-type': isFile ? 'application/octet-stream' : 'application/json',
        }),
        ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
      },
      ...(body !== undefined && { body: isFile ? Buffer.from(body) : JSON.stringify(body) }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    }),
  )
}

export interface ToolRequest {
  tool: string
  args: Record<string, unknown>
  idempotencyKey?: string
}

interface RpcAnswer {
  result?: { structuredContent?: unknown; isError?: boolean; content?: { text: string }[] }
}

/** A tool call over MCP; a refusal has the HTTP status its code has at the other doors. */
export async function callTool(caller: Caller, { tool, args, idempotencyKey }: ToolRequest): Promise<Answer> {
  const meta = {
    'io.modelcontextprotocol/protocolVersion': MCP_PROTOCOL,
    'io.modelcontextprotocol/clientInfo': { name: 'smart-ai-hub-faults', version: '1' },
    'io.modelcontextprotocol/clientCapabilities': {},
    ...(idempotencyKey !== undefined && { 'smart-ai-hub/idempotency-key': idempotencyKey }),
  }
  const answer = await answerOf(() =>
    fetch(`${caller.origin}/mcp`, {
      method: 'POST',
      headers: {
        ...headersOf(caller),
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        'mcp-protocol-version': MCP_PROTOCOL,
        'mcp-method': 'tools/call',
        'mcp-name': tool,
      },
      body: JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        method: 'tools/call',
        params: { name: tool, arguments: args, _meta: meta },
      }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    }),
  )
  const { result } = (answer.body ?? {}) as RpcAnswer
  if (answer.status !== 200 || !result) return answer
  if (result.isError !== true) return { ...answer, body: result.structuredContent }
  const error = parsed(result.content?.[0]?.text ?? '{}') as ErrorBody
  return { status: errorTable[error.code].http, body: error, retryAfter: error.retryAfter ?? null }
}

/** The code of a refusal. */
export const codeOf = ({ body }: Answer): string =>
  typeof body === 'object' && body !== null && 'code' in body ? String(body.code) : ''

/** The field of an answer that a procedure's schema promises. */
export function field<T>({ status, body }: Answer, name: string): T {
  if (typeof body === 'object' && body !== null && name in body)
    // The caller names what the output schema of the procedure promises.
    return (body as Record<string, T>)[name] as T
  throw new Error(`Status ${status} without "${name}": ${JSON.stringify(body).slice(0, 300)}`)
}
