import { Client as ModernClient, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport as OldTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { createTRPCUntypedClient, httpBatchStreamLink } from '@trpc/client'
import type { HttpAsk } from './load.ts'

/** Requests are recorded from the clients themselves, so that what is measured is the path they really take. */

function askOf(url: string | URL, init: RequestInit = {}): HttpAsk {
  const { pathname, search } = new URL(url)
  const headers = Object.fromEntries(new Headers(init.headers))
  const method = init.method === 'POST' ? 'POST' : 'GET'
  return {
    method,
    path: pathname + search,
    headers,
    ...(typeof init.body === 'string' && { body: init.body }),
  }
}

interface PageReads {
  path: string
  input: object
  /** How many times it is read at once; a page that opens reads several things in one batch. */
  calls: number
  /** The access token, which a page sends as its cookie. */
  token: string
}

/** What the link of the web app sends for some reads made at once: one batch, answered as a stream. */
export function pageRequest({ path, input, calls, token }: PageReads): Promise<HttpAsk> {
  return new Promise((resolve, reject) => {
    const client = createTRPCUntypedClient({
      links: [
        httpBatchStreamLink({
          url: 'http://hub/trpc',
          headers: { 'x-hub-csrf': '1', 'x-hub-org': 'bench', cookie: `hub_access=${token}` },
          fetch: async (url, init) => {
            resolve(askOf(url instanceof Request ? url.url : url, init as RequestInit)) // the link's own, narrower type of the same thing
            throw new Error('Recorded, not sent.')
          },
        }),
      ],
    })
    const reads = Array.from({ length: calls }, () => client.query(path, input))
    // Nothing is sent, so each of them fails after the request was recorded.
    Promise.allSettled(reads).then(() => reject(new Error('The link sent nothing.')), reject)
  })
}

interface ToolCall {
  origin: string
  key: string
  name: string
  args: Record<string, unknown>
}

const requestOptions = (key: string) => ({ headers: { authorization: `Bearer ${key}` } })

/** Sends what it is given and keeps the request that calls a tool. */
function recorder() {
  let ask: HttpAsk | undefined
  const send = async (url: string | URL, init?: RequestInit): Promise<Response> => {
    if (typeof init?.body === 'string' && init.body.includes('"tools/call"')) ask = askOf(url, init)
    return fetch(url, init)
  }
  const recorded = (): HttpAsk => {
    if (!ask) throw new Error('The client called no tool.')
    return ask
  }
  return { send, recorded }
}

/** What the newest SDK's client sends to call a tool of this server. */
export async function modernToolRequest({ origin, key, name, args }: ToolCall): Promise<HttpAsk> {
  const { send, recorded } = recorder()
  const client = new ModernClient({ name: 'bench', version: '1' }, { versionNegotiation: { mode: 'auto' } })
  const options = { requestInit: requestOptions(key), fetch: send }
  await client.connect(new StreamableHTTPClientTransport(new URL('/mcp', origin), options))
  await client.callTool({ name, arguments: args })
  await client.close()
  return recorded()
}

/** The same of the first SDK, which most clients are still built with. */
export async function oldToolRequest({ origin, key, name, args }: ToolCall): Promise<HttpAsk> {
  const { send, recorded } = recorder()
  const client = new OldClient({ name: 'bench', version: '1' })
  const transport = new OldTransport(new URL('/mcp', origin), {
    requestInit: requestOptions(key),
    fetch: send,
  })
  // The first SDK's own types are not exact about optional properties.
  await client.connect(transport as Parameters<typeof client.connect>[0])
  await client.callTool({ name, arguments: args })
  await client.close()
  return recorded()
}
