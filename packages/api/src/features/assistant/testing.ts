import { isTrackedEnvelope } from '@trpc/server'
import type { TestOrg } from '../../testing/index.ts'
import { AssistantEvent } from './schema.ts'
import type { Sent } from './schema.ts'

type Api = TestOrg['api']

export interface Heard {
  id: string
  data: AssistantEvent
}

/** Every event of an answer as it comes. In-process callers see the envelopes a transport would unpack. */
export async function* hear(api: Api, answerId: string, lastEventId?: string): AsyncGenerator<Heard, void> {
  const stream: AsyncIterable<unknown> = await api.assistant.stream({
    answerId,
    ...(lastEventId && { lastEventId }),
  })
  for await (const event of stream) {
    if (!isTrackedEnvelope(event)) throw new Error('The stream yields tracked events only.')
    yield { id: event[0], data: AssistantEvent.parse(event[1]) }
  }
}

const last: readonly AssistantEvent['type'][] = ['finished', 'failed', 'followUp']

/** Follows an answer to its end, as a browser would. */
export async function follow(api: Api, answerId: string, lastEventId?: string): Promise<Heard[]> {
  const heard: Heard[] = []
  for await (const event of hear(api, answerId, lastEventId)) {
    heard.push(event)
    if (last.includes(event.data.type)) break
  }
  return heard
}

/** All words of an answer. */
export const read = (events: readonly Heard[]): string =>
  events.map(({ data }) => (data.type === 'text' ? data.delta : '')).join('')

/** Sends a message and waits for the whole answer. */
export async function say(
  api: Api,
  text: string,
  conversationId?: string,
): Promise<{ sent: Sent; events: Heard[] }> {
  const sent = await api.assistant.send({ text, ...(conversationId && { conversationId }) })
  return { sent, events: await follow(api, sent.answerId) }
}
