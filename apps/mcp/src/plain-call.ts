import type { IncomingMessage } from 'node:http'
import { goneSignal } from '@hub/api/server'
import { classifyInboundRequest, SERVER_INFO_META_KEY } from '@modelcontextprotocol/server'
import type { CallToolRequest, CallToolResult, JSONRPCRequest } from '@modelcontextprotocol/server'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { SERVER } from './server.ts'
import type { ToolHandlers } from './server.ts'
import type { Toolbox } from './tools.ts'

const REVISION = '2026-07-28'
const METHOD = 'tools/call'
const PARAMS = new Set(['name', 'arguments', '_meta'])

/** One call of a tool, of a client that waits for nothing but its result. */
export interface PlainCall {
  id: string | number
  params: CallToolRequest['params']
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether the headers announce such a call; what they name is held against the body later. */
const isAnnounced = ({ method, headers }: FastifyRequest): boolean =>
  method === 'POST' &&
  headers['mcp-method'] === METHOD &&
  headers['mcp-protocol-version'] === REVISION &&
  headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() === 'application/json'

/** The body, where it has arrived whole: the usual case, as it comes with the headers. */
function bytesIn(raw: IncomingMessage): Buffer | null {
  const isWhole = raw.complete || String(raw.readableLength) === raw.headers['content-length']
  // Typed by Node as any: strings only after setEncoding, which nothing calls.
  return isWhole ? (raw.read() as Buffer | null) : null
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString())
  } catch {
    return undefined
  }
}

/** The message as the SDK understands it: a request of this revision with all that it must have, or null. */
function requestIn(body: unknown, name: string): Pick<JSONRPCRequest, 'id' | 'params'> | null {
  const outcome = classifyInboundRequest({
    httpMethod: 'POST',
    protocolVersionHeader: REVISION,
    mcpMethodHeader: METHOD,
    mcpNameHeader: name,
    body,
  })
  const isOurs =
    outcome.kind === 'modern' &&
    outcome.messageKind === 'request' &&
    outcome.classification.revision === REVISION
  return isOurs ? outcome.message : null
}

/** Whether a call brings nothing but the tool's own input. */
const isPlain = (params: JSONRPCRequest['params']): boolean =>
  params !== undefined &&
  params._meta?.progressToken === undefined &&
  (params['arguments'] === undefined || isObject(params['arguments'])) &&
  Object.keys(params).every((key) => PARAMS.has(key))

function callIn(body: unknown, name: string): PlainCall | null {
  const request = requestIn(body, name)
  if (request === null || request.params?.['name'] !== name || !isPlain(request.params)) return null
  // What `isPlain` has just looked at.
  return { id: request.id, params: request.params as PlainCall['params'] }
}

/**
 * The call in a request that brings nothing else: no progress to tell, no answers to questions, no older revision. Null for
 * everything unusual or wrong, and for tools outside `toolbox`; the body is then as it was, for the SDK to read.
 */
export function readPlainCall(request: FastifyRequest, toolbox: Toolbox): PlainCall | null {
  const name = request.headers['mcp-name']
  if (typeof name !== 'string' || !toolbox.find(name) || !isAnnounced(request)) return null
  const bytes = bytesIn(request.raw)
  if (bytes === null) return null
  const call = callIn(parsed(bytes), name)
  // Before the stream tells that it is at its end, which it does in the next tick.
  if (call === null) request.raw.unshift(bytes)
  else request.raw.resume()
  return call
}

const SIGNATURE = { resultType: 'complete', _meta: { [SERVER_INFO_META_KEY]: SERVER } }

const messageOf = (id: PlainCall['id'], result: CallToolResult): string =>
  JSON.stringify({ result: { ...result, ...SIGNATURE }, jsonrpc: '2.0', id })

/**
 * Answers as the SDK would, without the server, web Request and Response, and streams that it makes for each request: they
 * are more than half of what a short call costs.
 */
export async function answerPlainCall(
  handlers: ToolHandlers,
  { id, params }: PlainCall,
  reply: FastifyReply,
): Promise<void> {
  const { raw } = reply
  const result = await handlers.call({ params }, { mcpReq: { signal: goneSignal(raw), _meta: params._meta } })
  const message = messageOf(id, result)
  raw.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(message) })
  raw.end(message)
}
