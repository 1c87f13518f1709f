import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { once } from 'node:events'

export interface ChatRequest {
  model: string
  stream: boolean
  messages: { role: string; content: unknown }[]
  tools?: { function: { name: string; parameters: Record<string, unknown> } }[]
}

export type Turn = (response: ServerResponse, request: ChatRequest) => void | Promise<void>

/** Streams the chat-completions protocol of OpenAI from a script: one turn a request. */
export interface FakeProvider {
  baseUrl: string
  requests: (ChatRequest & { authorization: string | undefined; traceparent: unknown; body: ChatRequest })[]
  next(...turns: Turn[]): void
  stop(): Promise<void>
}

async function bodyOf(request: IncomingMessage): Promise<ChatRequest> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return JSON.parse(Buffer.concat(parts).toString('utf8')) as ChatRequest
}

export async function startProvider(): Promise<FakeProvider> {
  const turns: Turn[] = []
  const requests: FakeProvider['requests'] = []
  const server = createServer((request, response) => {
    void bodyOf(request).then(async (body) => {
      const { authorization, traceparent } = request.headers
      requests.push({ ...body, authorization, traceparent, body })
      const turn = turns.shift()
      if (turn) await turn(response, body)
      else response.writeHead(500).end('no turn left')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    next: (...more) => void turns.push(...more),
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

const chunk = (fields: object) =>
  `data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'test-model', ...fields })}\n\n`

const delta = (value: object, finish: string | null = null) =>
  chunk({ choices: [{ index: 0, delta: value, finish_reason: finish }] })

export function begin(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
  response.write(delta({ role: 'assistant', content: '' }))
}

export const word = (response: ServerResponse, text: string) => void response.write(delta({ content: text }))

/** Input and output tokens; and how many of the input were cached, how many of the output were thinking. */
type Usage = readonly [number, number, { cached?: number; thinking?: number }?]

/** Ends an answer and says how many tokens it took; `null` leaves that out, as some providers do. */
export function end(response: ServerResponse, finish: string, usage: Usage | null): void {
  response.write(delta({}, finish))
  if (usage) {
    const [input, output, { cached = 0, thinking = 0 } = {}] = usage
    const details = {
      prompt_tokens_details: { cached_tokens: cached },
      completion_tokens_details: { reasoning_tokens: thinking },
    }
    const counts = { prompt_tokens: input, completion_tokens: output, total_tokens: input + output }
    response.write(chunk({ choices: [], usage: { ...counts, ...details } }))
  }
  response.end('data: [DONE]\n\n')
}

/** Refuses with a status, in the words of OpenAI. */
export const refuses =
  (status: number, headers: Record<string, string> = {}): Turn =>
  (response) =>
    void response
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end('{"error":{"message":"sk-test-secret"}}')

/** Says the words one chunk at a time. */
export const says =
  (words: string[], usage: Usage | null = [1_000, 10]): Turn =>
  (response) => {
    begin(response)
    for (const text of words) word(response, text)
    end(response, 'stop', usage)
  }

/** Calls tools at the same moment; the arguments come in two pieces, as real providers send them. */
export const callsTools =
  (calls: readonly { name: string; args: object }[], usage: Usage = [1_000, 20]): Turn =>
  (response) => {
    begin(response)
    for (const [index, { name, args }] of calls.entries()) {
      const text = JSON.stringify(args)
      const middle = Math.floor(text.length / 2)
      const call = (value: object) => response.write(delta({ tool_calls: [{ index, ...value }] }))
      call({ id: `call_${index + 1}`, type: 'function', function: { name, arguments: '' } })
      call({ function: { arguments: text.slice(0, middle) } })
      call({ function: { arguments: text.slice(middle) } })
    }
    end(response, 'tool_calls', usage)
  }

export const callsTool = (name: string, args: object, usage?: Usage): Turn =>
  callsTools([{ name, args }], usage)
