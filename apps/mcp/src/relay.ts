import { createInterface } from 'node:readline'
import { toolsetPath } from '@hub/api/server'
import type { Toolset } from './tools.ts'

export interface RelayOptions {
  /** Origin of the remote hub. */
  url: string
  apiKey: string
  toolset: Toolset
}

interface Message {
  id?: string | number
  method?: string
  params?: { _meta?: Record<string, unknown>; name?: unknown; requestId?: string | number }
}

const VERSION_META = 'io.modelcontextprotocol/protocolVersion'
const SERVER_ERROR = -32_000
const PARSE_ERROR = -32_700

/** Newer clients name the revision in each message; its headers repeat method and name, and servers compare them. */
function headersOf({ method, params }: Message, apiKey: string): Record<string, string> {
  const version = params?._meta?.[VERSION_META]
  return {
    authorization: `Bearer ${apiKey}`,
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    ...(typeof version === 'string' && {
      'mcp-protocol-version': version,
      ...(method !== undefined && { 'mcp-method': method }),
    }),
    ...(typeof version === 'string' && typeof params?.name === 'string' && { 'mcp-name': params.name }),
  }
}

const write = (text: string) => void process.stdout.write(`${text}\n`)

function refuse(id: Message['id'], code: number, message: string): void {
  write(JSON.stringify({ jsonrpc: '2.0', id: id ?? null, error: { code, message } }))
}

/** The data lines of an event stream, one message per event. */
async function passEvents(body: ReadableStream<Uint8Array>): Promise<void> {
  let waiting = ''
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    waiting += chunk
    const events = waiting.split(/\r?\n\r?\n/)
    waiting = events.pop() ?? ''
    for (const event of events) {
      const data = event
        .split(/\r?\n/)
        .flatMap((line) => (line.startsWith('data:') ? [line.slice(5).trimStart()] : []))
      if (data.length > 0) write(data.join(''))
    }
  }
}

async function passAnswer(response: Response, { id }: Message): Promise<void> {
  const type = response.headers.get('content-type') ?? ''
  if (type.startsWith('text/event-stream') && response.body) return passEvents(response.body)
  const text = await response.text()
  if (id === undefined) return
  if (text.includes('"jsonrpc"')) return write(JSON.stringify(JSON.parse(text)))
  const { message } = (text.startsWith('{') ? JSON.parse(text) : {}) as { message?: string }
  refuse(id, SERVER_ERROR, message ?? `The hub answered ${response.status}.`)
}

/** Carries a stdio client's messages to a hub elsewhere and its answers back; ends with standard input. */
export async function relay(options: RelayOptions): Promise<void> {
  const running = new Map<string | number, AbortController>()
  const target = `${new URL(options.url).origin}${toolsetPath(options.toolset)}`

  async function pass(text: string, message: Message): Promise<void> {
    const stop = new AbortController()
    if (message.id !== undefined) running.set(message.id, stop)
    try {
      const response = await fetch(target, {
        method: 'POST',
        headers: headersOf(message, options.apiKey),
        body: text,
        signal: stop.signal,
      })
      await passAnswer(response, message)
    } catch {
      if (!stop.signal.aborted)
        refuse(message.id, SERVER_ERROR, `The hub at ${new URL(options.url).origin} does not answer.`)
    } finally {
      if (message.id !== undefined) running.delete(message.id)
    }
  }

  const passing = new Set<Promise<void>>()
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === '') continue
    const message = parse(line)
    if (!message) {
      refuse(undefined, PARSE_ERROR, 'This line is not JSON.')
      continue
    }
    if (message.method === 'notifications/cancelled' && message.params?.requestId !== undefined)
      running.get(message.params.requestId)?.abort()
    const sent = pass(line, message).finally(() => passing.delete(sent))
    passing.add(sent)
  }
  await Promise.all(passing)
}

function parse(line: string): Message | undefined {
  try {
    return JSON.parse(line) as Message
  } catch {
    return undefined
  }
}
