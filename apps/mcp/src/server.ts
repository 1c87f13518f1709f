import { randomUUID } from 'node:crypto'
import { errorBody, normalizeError, version } from '@hub/api/server'
import type { Call, CatalogEntry, Hub } from '@hub/api/server'
import { ProtocolError, ProtocolErrorCode, Server } from '@modelcontextprotocol/server'
import type {
  CallToolRequest,
  CallToolResult,
  ListToolsRequest,
  ListToolsResult,
  ServerContext,
} from '@modelcontextprotocol/server'
import type { Caller } from './auth.ts'
import { wrapsResult } from './tools.ts'
import type { Toolbox } from './tools.ts'

const PAGE = 100
const LIST_FRESH_MS = 60_000
/** Clients that repeat a request after a lost answer send the same key here. */
const IDEMPOTENCY_META = 'smart-ai-hub/idempotency-key'

const INSTRUCTIONS = `Smart AI Hub: the tasks, credits and people of one organization. system_help lists what this key may do.
Writes answer APPROVAL_REQUIRED with a link unless the key's owner allowed the tool to act unasked: give the link to the person and do not repeat the call.
A repeat-safe key may travel in _meta["${IDEMPOTENCY_META}"].`

interface Session extends Pick<Caller, 'call'> {
  toolbox: Toolbox
}

/** Opaque position in the list: the number of tools before it. */
const encodeOffset = (offset: number) => Buffer.from(String(offset)).toString('base64url')

function decodeOffset(cursor: string | undefined, length: number): number {
  if (cursor === undefined) return 0
  const offset = Number(Buffer.from(cursor, 'base64url').toString())
  if (Number.isInteger(offset) && offset > 0 && offset < length && encodeOffset(offset) === cursor)
    return offset
  throw new ProtocolError(ProtocolErrorCode.InvalidParams, 'This cursor does not belong to this list.')
}

function listPage({ tools }: Toolbox, cursor: string | undefined) {
  const from = decodeOffset(cursor, tools.length)
  const until = from + PAGE
  return { tools: tools.slice(from, until), ...(until < tools.length && { nextCursor: encodeOffset(until) }) }
}

type McpRequest = ServerContext['mcpReq']

/** Short progress of a call, for clients that asked to see it. */
function progressOf({ _meta, notify }: McpRequest): Call['progress'] {
  const progressToken = _meta?.progressToken
  if (progressToken === undefined) return undefined
  return (progress, message) =>
    void notify({
      method: 'notifications/progress',
      params: { progressToken, progress, total: 1, message },
    }).catch(() => undefined)
}

function inputOf(entry: CatalogEntry, args: unknown, request: McpRequest): unknown {
  const key = request._meta?.[IDEMPOTENCY_META]
  if (!entry.input) return undefined
  return {
    ...(args as object | undefined),
    ...(entry.takesKey && typeof key === 'string' && { idempotencyKey: key }),
  }
}

function answerOf(entry: CatalogEntry, output: unknown): CallToolResult {
  const structured = wrapsResult(entry) ? { result: output } : (output as Record<string, unknown>)
  return { content: [{ type: 'text', text: JSON.stringify(structured) }], structuredContent: structured }
}

/** A failure as something a model can read and act on; the same object every door sends. */
function failureOf(error: unknown, requestId: string): CallToolResult {
  return {
    content: [{ type: 'text', text: JSON.stringify(errorBody(normalizeError(error), requestId)) }],
    isError: true,
  }
}

/** What the server answers about tools: the ones the caller may call, through the same chain as every door. */
export function toolHandlers(hub: Hub, { call, toolbox }: Session) {
  return {
    list({ params }: ListToolsRequest): ListToolsResult {
      const page = listPage(toolbox, params?.cursor)
      return { ...page, tools: [...page.tools] }
    },
    async call({ params }: CallToolRequest, { mcpReq }: ServerContext): Promise<CallToolResult> {
      const entry = toolbox.find(params.name)
      // The same answer for a tool that does not exist and one this key may not call: no oracle.
      if (!entry)
        throw new ProtocolError(
          ProtocolErrorCode.InvalidParams,
          `There is no tool ${params.name} for this key.`,
        )
      const requestId = call.requestId || randomUUID()
      const made: Call = { ...call, requestId, signal: mcpReq.signal, progress: progressOf(mcpReq) }
      try {
        return answerOf(
          entry,
          await hub.catalog.call(entry.path, inputOf(entry, params.arguments, mcpReq), made),
        )
      } catch (error) {
        return failureOf(error, requestId)
      }
    },
  }
}

export type ToolHandlers = ReturnType<typeof toolHandlers>

/** One MCP server for one caller at one address. */
export function createMcpServer(handlers: ToolHandlers): Server {
  const server = new Server(
    { name: 'smart-ai-hub', title: 'Smart AI Hub', version },
    {
      capabilities: { tools: {} },
      instructions: INSTRUCTIONS,
      cacheHints: { 'tools/list': { ttlMs: LIST_FRESH_MS, cacheScope: 'private' } },
    },
  )
  server.setRequestHandler('tools/list', handlers.list)
  server.setRequestHandler('tools/call', handlers.call)
  return server
}
