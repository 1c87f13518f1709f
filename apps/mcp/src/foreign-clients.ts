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

/** What is wrong with a first message; the SDK would answer it as a fault of its own. */
function faultOfFirst(params: unknown): string | undefined {
  const { protocolVersion, capabilities, clientInfo } = isFields(params) ? params : {}
  if (typeof protocolVersion !== 'string') return 'protocolVersion has to be a text such as "2025-11-25".'
  if (!isFields(capabilities)) return 'capabilities has to be an object; it may be empty.'
  const { name, version } = isFields(clientInfo) ? clientInfo : {}
  return typeof name === 'string' && typeof version === 'string'
    ? undefined
    : 'clientInfo has to name the client: { "name": "…", "version": "…" }.'
}

/** The answer to a first message that says too little about the client. */
export function refuseFirst({ parsedBody }: { parsedBody?: unknown }): Response | undefined {
  if (!isFields(parsedBody) || parsedBody['method'] !== 'initialize') return undefined
  const { id, params } = parsedBody
  const message = faultOfFirst(params)
  if (message === undefined || (typeof id !== 'string' && typeof id !== 'number')) return undefined
  return Response.json({ jsonrpc: '2.0', error: { code: INVALID_PARAMS, message }, id })
}
