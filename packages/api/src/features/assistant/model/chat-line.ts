import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import type { HubSettings } from '../../../platform/hub.ts'

type Model = NonNullable<HubSettings['model']>

/** A chat model of the SDK, and the fetch that the answer now using it brought along. */
export interface ChatLine {
  readonly chat: ReturnType<ReturnType<typeof createOpenAICompatible>['chatModel']>
  fetch: typeof globalThis.fetch
}

/**
 * Lines whose answers have ended. Making one takes half a millisecond before the first word, because the SDK builds its
 * schemas anew for each.
 */
const idle = new WeakMap<Model, ChatLine[]>()

function openLine(model: Model, fetch: ChatLine['fetch']): ChatLine {
  const { baseUrl: baseURL, apiKey, name } = model
  const provider = createOpenAICompatible({
    name: 'hub-model',
    baseURL,
    apiKey,
    includeUsage: true,
    fetch: (input, init) => line.fetch(input, init),
  })
  const line: ChatLine = { chat: provider.chatModel(name), fetch }
  return line
}

/** A line of this answer's own until it is given back. */
export function takeLine(model: Model, fetch: ChatLine['fetch']): ChatLine {
  const line = idle.get(model)?.pop()
  if (!line) return openLine(model, fetch)
  line.fetch = fetch
  return line
}

/** Only after a stream that came to its end: the SDK may still ask on the line of a broken one. */
export function giveBackLine(model: Model, line: ChatLine): void {
  const lines = idle.get(model) ?? []
  idle.set(model, lines)
  lines.push(line)
}
