import { once } from 'node:events'
import { createServer } from 'node:http'
import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

export const MODEL = 'fault-model'

/** What the provider does with one request. */
export type Behavior = (response: ServerResponse) => void | Promise<void>

/** A model provider that speaks the chat-completions protocol of OpenAI as well or as badly as it is told to. */
export interface ModelProvider {
  baseUrl: string
  port: number
  /** Requests so far. */
  asked(): number
  /** When the last request had arrived, on the clock of performance.now(). */
  askedAt(): number
  /** From now on every request is met like this. */
  behave(behavior: Behavior): void
  /** Connections that are open now. */
  sockets(): Promise<number>
  stop(): Promise<void>
}

const chunk = (fields: object) =>
  `data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: MODEL, ...fields })}\n\n`

export function begin(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.write(
    chunk({ choices: [{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }] }),
  )
}

export const word = (response: ServerResponse, text: string): void =>
  void response.write(chunk({ choices: [{ index: 0, delta: { content: text }, finish_reason: null }] }))

/** Ends an answer and says how many tokens it took; `null` leaves that out, as some providers do. */
export function end(response: ServerResponse, usage: { input: number; output: number } | null): void {
  response.write(chunk({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }))
  if (usage) {
    const { input, output } = usage
    response.write(
      chunk({
        choices: [],
        usage: { prompt_tokens: input, completion_tokens: output, total_tokens: input + output },
      }),
    )
  }
  response.end('data: [DONE]\n\n')
}

/** A good answer, told word by word. */
export const tells =
  (words: number, everyMs: number): Behavior =>
  async (response) => {
    begin(response)
    for (let count = 1; count <= words && !response.destroyed; count += 1) {
      word(response, `word${count} `)
      if (everyMs > 0) await sleep(everyMs)
    }
    end(response, { input: 1_000, output: words })
  }

export async function startModelProvider(): Promise<ModelProvider> {
  let behavior: Behavior = tells(3, 0)
  let asked = 0
  let askedAt = 0
  const server = createServer((request, response) => {
    asked += 1
    response.on('error', () => undefined)
    request.resume().once('end', () => {
      askedAt = performance.now()
      void behavior(response)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    port,
    asked: () => asked,
    askedAt: () => askedAt,
    behave: (next) => void (behavior = next),
    sockets: () =>
      new Promise((resolve, reject) => {
        server.getConnections((error, count) => (error ? reject(error) : resolve(count)))
      }),
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
