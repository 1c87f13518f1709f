import { once } from 'node:events'
import { createServer } from 'node:http'
import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

export interface SlowModel {
  /** For OPENAI_BASE_URL. */
  address: string
  /** How often it was asked. */
  asked: () => number
  /** From now on it ends its answers; before that it speaks without an end. */
  hurry: () => void
  stop(): Promise<void>
}

const piece = (fields: object) =>
  `data: ${JSON.stringify({ id: 'chat-1', object: 'chat.completion.chunk', created: 1, model: 'test-model', ...fields })}\n\n`
const words = (content: string) => piece({ choices: [{ index: 0, delta: { content }, finish_reason: null }] })

/** A language model that takes as long for an answer as a test needs. */
export async function startSlowModel(answer: string): Promise<SlowModel> {
  let asked = 0
  let isSlow = true
  const speak = async (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    while (isSlow && !response.destroyed) {
      response.write(words('well '))
      await sleep(200)
    }
    response.write(words(answer))
    response.write(piece({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }))
    response.write(
      piece({ choices: [], usage: { prompt_tokens: 20, completion_tokens: 10, total_tokens: 30 } }),
    )
    response.end('data: [DONE]\n\n')
  }
  const server = createServer((request, response) => {
    asked += 1
    request.resume()
    request.on('end', () => void speak(response))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    address: `http://127.0.0.1:${port}/v1`,
    asked: () => asked,
    hurry: () => {
      isSlow = false
    },
    async stop() {
      isSlow = false
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
