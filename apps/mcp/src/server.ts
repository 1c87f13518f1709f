import { randomUUID } from 'node:crypto'
import { askCatalog, isCatalogTool, normalizeError, version } from '@hub/api/server'
import type { Call, CatalogEntry, CatalogTool, CatalogView, Hub } from '@hub/api/server'
import { ProtocolError, ProtocolErrorCode, Server } from '@modelcontextprotocol/server'
import type {
  CallToolRequest,
  CallToolResult,
  ClientCapabilities,
  InputRequiredResult,
  ListToolsRequest,
  ListToolsResult,
  ServerContext,
} from '@modelcontextprotocol/server'
import { answerInClient, askInClient, capabilitiesIn } from './approval-question.ts'
import type { Caller } from './auth.ts'
import { failureOf, IDEMPOTENCY_META, instructionsFor } from './guidance.ts'
import { pageOf } from './pages.ts'
import { promptHandlers } from './prompts.ts'
import { resourceHandlers } from './resources.ts'
import { resultText } from './result-text.ts'
import { wrapsResult } from './tools.ts'
import type { Toolbox } from './tools.ts'

const LIST_FRESH_MS = 60_000
/** They depend on nothing but what the caller may do. */
const LISTS = ['tools/list', 'prompts/list', 'resources/list', 'resources/templates/list']

interface Session extends Pick<Caller, 'call' | 'userId'> {
  toolbox: Toolbox
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
  return structuredResult(wrapsResult(entry) ? { result: output } : (output as Record<string, unknown>))
}

function structuredResult(structured: Record<string, unknown>): CallToolResult {
  return { content: [{ type: 'text', text: resultText(structured) }], structuredContent: structured }
}

type CatalogCall = CallToolRequest['params'] & { name: CatalogTool }

interface CallOptions {
  ctx: ServerContext
  /** What a client of before 2026-07-28 said when it connected. */
  capabilities: ClientCapabilities | undefined
}

/** What the server answers about tools: the ones the caller may call, through the same chain as every door. */
export function toolHandlers(hub: Hub, { call, userId, toolbox }: Session) {
  /** The answer, or a question to the person before there is one. */
  async function run(entry: CatalogEntry, args: unknown, { ctx, capabilities }: CallOptions) {
    const { mcpReq } = ctx
    const requestId = call.requestId || randomUUID()
    const made: Call = { ...call, requestId, signal: mcpReq.signal, progress: progressOf(mcpReq) }
    const writer = { call: made, userId }
    try {
      const answered = await answerInClient(hub, writer, ctx)
      if (answered) return answerOf(entry, answered.output)
      return answerOf(entry, await hub.catalog.call(entry.path, inputOf(entry, args, mcpReq), made))
    } catch (thrown) {
      if (thrown instanceof ProtocolError) throw thrown
      const error = normalizeError(thrown)
      const { approvalId } = error.details
      if (approvalId === undefined || mcpReq.requestState() !== undefined)
        return failureOf(error, requestId, toolbox)
      const question = { entry, approvalId, capabilities: capabilitiesIn(ctx, capabilities) }
      // Whoever cannot be asked here is given the link.
      const asked = await askInClient(hub, writer, question).catch(() => null)
      return asked ?? failureOf(error, requestId, toolbox)
    }
  }

  /** One of the four over the catalog: its own answer, or the call of the tool it names. */
  async function overCatalog(view: CatalogView, asked: CatalogCall, options: CallOptions) {
    try {
      const answer = askCatalog(view, asked.name, asked.arguments)
      if (answer.kind === 'call') return await run(answer.entry, answer.input, options)
      return structuredResult(answer.output)
    } catch (thrown) {
      if (thrown instanceof ProtocolError) throw thrown
      return failureOf(normalizeError(thrown), call.requestId || randomUUID(), toolbox)
    }
  }

  return {
    instructions: instructionsFor(toolbox),
    prompts: promptHandlers(hub, toolbox),
    resources: resourceHandlers(hub, { call, toolbox }),
    list({ params }: ListToolsRequest): ListToolsResult {
      const { items, next } = pageOf(toolbox.tools, params?.cursor)
      return { tools: items, ...next }
    },
    async call(
      { params }: CallToolRequest,
      options: CallOptions,
    ): Promise<CallToolResult | InputRequiredResult> {
      const { name } = params
      if (toolbox.view && isCatalogTool(name)) return overCatalog(toolbox.view, { ...params, name }, options)
      const entry = toolbox.find(name)
      // The same answer for a tool that does not exist and one this key may not call: no oracle.
      if (!entry)
        throw new ProtocolError(
          ProtocolErrorCode.InvalidParams,
          `There is no tool ${name} for you. ${toolbox.view ? 'hub_find finds' : 'tools/list names'} those there are.`,
        )
      return run(entry, params.arguments, options)
    },
  }
}

export type ToolHandlers = ReturnType<typeof toolHandlers>

/** One MCP server for one caller at one address. */
export function createMcpServer(handlers: ToolHandlers): Server {
  const server = new Server(
    { name: 'smart-ai-hub', title: 'Smart AI Hub', version },
    {
      capabilities: { tools: {}, prompts: {}, resources: {} },
      instructions: handlers.instructions,
      cacheHints: Object.fromEntries(
        LISTS.map((list) => [list, { ttlMs: LIST_FRESH_MS, cacheScope: 'private' }]),
      ),
    },
  )
  server.setRequestHandler('tools/list', handlers.list)
  server.setRequestHandler('tools/call', (request, ctx) =>
    handlers.call(request, { ctx, capabilities: server.getClientCapabilities() }),
  )
  const { prompts, resources } = handlers
  server.setRequestHandler('prompts/list', prompts.list)
  server.setRequestHandler('prompts/get', prompts.get)
  server.setRequestHandler('resources/list', resources.list)
  server.setRequestHandler('resources/templates/list', resources.templates)
  server.setRequestHandler('resources/read', resources.read)
  return server
}
