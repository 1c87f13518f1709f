import type { ModelMessage } from 'ai'
import { bytesOf, MAX_OUTPUT } from './budget.ts'
import { history } from './history.ts'
import { instructions, ownInstructions } from './prompt.ts'
import type { PromptPlace } from './prompt.ts'
import type { ToolKit } from './tool-kit.ts'

export interface Prompt {
  instructions: string
  messages: ModelMessage[]
  /** Size of what a first round sends. */
  bytes: number
}

/** The prompt of an answer, or of one that may be asked for next, and the size of the request that carries it. */
export async function promptOf(
  place: PromptPlace,
  { model, answerId, kit }: { model: string; answerId: string | null; kit: ToolKit },
): Promise<Prompt> {
  const [messages, own] = await Promise.all([
    history(place, answerId),
    ownInstructions(place.db, place.org.orgId),
  ])
  const rules = instructions(place, own)
  const body = {
    model,
    max_tokens: MAX_OUTPUT,
    messages: [{ role: 'system', content: rules }, ...messages],
    tools: kit.wire(),
    tool_choice: 'auto',
    stream: true,
    stream_options: { include_usage: true },
  }
  return { instructions: rules, messages, bytes: bytesOf(JSON.stringify(body)) }
}
