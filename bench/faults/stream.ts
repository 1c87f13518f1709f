import { setTimeout as sleep } from 'node:timers/promises'
import { callRest, field } from './clients.ts'
import type { Caller } from './clients.ts'

const RETRY_MS = 200
/** An answer whose server died is given up after 15 s; a hub may be down for a while on top. */
const PATIENCE_MS = 120_000

interface AssistantEvent {
  type: string
  delta?: string
  text?: string
  status?: string
  message?: string
  micro?: number
}

export interface Followed {
  /** Position of each event, in the order they came. */
  ids: number[]
  events: AssistantEvent[]
  text: string
  last: AssistantEvent | undefined
  /** How often the line broke and was taken up again. */
  reconnects: number
}

interface Part {
  id: number | null
  event: AssistantEvent
}

/** Events of a stream as they come; ends with it, also where it breaks. */
async function* partsOf(response: Response): AsyncGenerator<Part> {
  let waiting = ''
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    waiting += chunk
    const blocks = waiting.split('\n\n')
    waiting = blocks.pop() ?? ''
    for (const block of blocks) {
      const lines = block.split('\n')
      const value = (name: string) =>
        lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2)
      const [data, id] = [value('data'), value('id')]
      if (data === undefined || value('event') !== undefined) continue
      const event = JSON.parse(data) as AssistantEvent
      yield { id: id === undefined ? null : Number(id), event }
    }
  }
}

const isEnd = ({ type }: AssistantEvent) => type === 'finished' || type === 'failed'

function open(caller: Caller, answerId: string, after: number | undefined): Promise<Response> {
  const input = { answerId, ...(after !== undefined && { lastEventId: String(after) }) }
  return fetch(`${caller.origin}/trpc/assistant.stream?input=${encodeURIComponent(JSON.stringify(input))}`, {
    headers: { authorization: `Bearer ${caller.credential}`, accept: 'text/event-stream' },
    signal: AbortSignal.timeout(PATIENCE_MS),
  })
}

/** Follows an answer to its end, over as many broken lines as it takes. Each event must come once. */
export async function follow(caller: Caller, answerId: string): Promise<Followed> {
  const seen: Followed = { ids: [], events: [], text: '', last: undefined, reconnects: -1 }
  const giveUpAt = Date.now() + PATIENCE_MS
  while (Date.now() < giveUpAt) {
    seen.reconnects += 1
    try {
      const response = await open(caller, answerId, seen.ids.at(-1))
      for await (const { id, event } of partsOf(response)) {
        if (id !== null) seen.ids.push(id)
        seen.events.push(event)
        if (event.type === 'text') seen.text += event.delta ?? ''
        if (!isEnd(event)) continue
        seen.last = event
        await response.body?.cancel().catch(() => undefined)
        return seen
      }
    } catch {
      // The line broke; what came so far stands and the rest is asked for.
    }
    await sleep(RETRY_MS)
  }
  return seen
}

export interface StoredAnswer {
  text: string
  status: string
  driver: string | null
  micro: number
  error: string | null
  notices: string[]
}

/** An answer as the conversation shows it. */
export async function storedAnswer(
  caller: Caller,
  conversationId: string,
): Promise<StoredAnswer | undefined> {
  const got = await callRest(caller, { path: `assistant/conversations/get?id=${conversationId}` })
  return field<StoredAnswer[]>(got, 'messages').at(-1)
}
