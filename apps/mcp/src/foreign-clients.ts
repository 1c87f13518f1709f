import { z } from 'zod'

type Fields = Record<string, unknown>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const withoutNulls = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))

function tidied(message: unknown): unknown {
  if (!isFields(message) || typeof message['method'] !== 'string') return message
  const { params, ...rest } = message
  if (params === null) return rest
  return isFields(params) ? { ...rest, params: withoutNulls(params) } : message
}

/**
 * Requests of clients in languages that write what is not set as null: `arguments`, `cursor`, `_meta` or `params`. No request of the
 * protocol has a parameter that may be null.
 */
export const withoutUnset = (body: unknown): unknown =>
  Array.isArray(body) ? body.map(tidied) : tidied(body)

const BOTH = 'application/json, text/event-stream'

/** Who takes anything, or does not say, takes both forms of an answer: `curl` sends `*` + `/*`. */
export function sayBoth(headers: Headers): void {
  const accept = headers.get('accept')
  const isOpen =
    accept === null ||
    accept.split(',').some((part) => /^\*\/\*\s*(;(?!\s*q=0(\.0*)?\s*$)|$)/.test(part.trim()))
  if (isOpen) headers.set('accept', BOTH)
}

const INVALID_PARAMS = -32_602

const List = z.object({ cursor: z.string().optional() }).default({})

/** What each method takes, as far as clients get it wrong; the SDK answers such faults as its own, with a dump of them. */
const methods: ReadonlyMap<unknown, z.ZodType> = new Map<unknown, z.ZodType>([
  [
    'initialize',
    z.object({
      protocolVersion: z.string(),
      capabilities: z.looseObject({}),
      clientInfo: z.object({ name: z.string(), version: z.string() }),
    }),
  ],
  ['tools/call', z.object({ name: z.string(), arguments: z.looseObject({}).optional() })],
  ['prompts/get', z.object({ name: z.string(), arguments: z.record(z.string(), z.string()).optional() })],
  ['resources/read', z.object({ uri: z.string() })],
  ['tools/list', List],
  ['prompts/list', List],
  ['resources/list', List],
  ['resources/templates/list', List],
])

const VERSION_META = 'io.modelcontextprotocol/protocolVersion'

/** From 2026-07-28 on a request says of which revision it is, has other methods, and is checked as a whole by the SDK. */
function isModern({ headers }: Request, params: unknown): boolean {
  const meta = isFields(params) ? params['_meta'] : undefined
  const named = isFields(meta) ? meta[VERSION_META] : undefined
  return named !== undefined || (headers.get('mcp-protocol-version') ?? '') >= '2026'
}

interface Asked {
  request: Request
  parsedBody?: unknown
}

/** The answer to a request whose parameters are not those of its method: which of them, and what each has to be. */
export function refuseParams({ request, parsedBody }: Asked): Response | undefined {
  if (!isFields(parsedBody)) return undefined
  const { id, method, params } = parsedBody
  if (isModern(request, params)) return undefined
  if (typeof id !== 'string' && typeof id !== 'number') return undefined
  const faults = methods.get(method)?.safeParse(params).error?.issues ?? []
  if (faults.length === 0) return undefined
  const told = faults.map(({ path, message }) => `${['params', ...path].join('.')}: ${message}`)
  const error = { code: INVALID_PARAMS, message: told.join(' ') }
  return Response.json({ jsonrpc: '2.0', error, id })
}
