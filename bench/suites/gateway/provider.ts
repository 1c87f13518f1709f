import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { serveParent } from '../child.ts'
import { clock, questionIn } from './question.ts'

interface Pace {
  firstWordMs: number
  nextWordMs: number
}

/** Chosen by the first part of the path. Both are quicker than any real model, so that what we add stands out. */
const paces: Record<string, Pace> = {
  quick: { firstWordMs: 10, nextWordMs: 3 },
  steady: { firstWordMs: 60, nextWordMs: 12 },
}
const WORDS = 16

const chunk = (fields: object) =>
  `data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'bench-model', ...fields })}\n\n`
const delta = (value: object, finish: string | null = null) =>
  chunk({ choices: [{ index: 0, delta: value, finish_reason: finish }] })

const words = Array.from({ length: WORDS }, (_, index) => delta({ content: `word${index} ` }))
const start = delta({ role: 'assistant', content: '' })
const usage = { prompt_tokens: 1_000, completion_tokens: WORDS, total_tokens: 1_000 + WORDS }
const end = `${delta({}, 'stop')}${chunk({ choices: [], usage })}data: [DONE]\n\n`

let lastBody = ''

/** What the provider saw of one answer, in ms of the machine's clock. */
export interface Seen {
  id: number
  arrived: number
  firstWord: number
  end: number
}
let seen: Seen[] = []

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = ''
  for await (const part of request.setEncoding('utf8')) body += String(part)
  lastBody = body
  const times: Seen = { id: questionIn(body), arrived: clock(), firstWord: 0, end: 0 }
  const pace = paces[request.url?.split('/')[1] ?? '']
  if (!pace) return void response.writeHead(404).end()
  await sleep(pace.firstWordMs)
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.write(start)
  for (const [index, word] of words.entries()) {
    if (index > 0) await sleep(pace.nextWordMs)
    times.firstWord ||= clock()
    response.write(word)
  }
  times.end = clock()
  response.end(end)
  seen.push(times)
}

/** A provider of models that speaks the chat-completions protocol of OpenAI, in a process of its own. */
const server = createServer((request, response) => void answer(request, response))
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1')
await once(server, 'listening')
const address = server.address()
const port = typeof address === 'object' && address ? address.port : 0

serveParent(`http://127.0.0.1:${port}`, {
  lastBody: () => lastBody,
  takeSeen() {
    const taken = seen
    seen = []
    return taken
  },
})
