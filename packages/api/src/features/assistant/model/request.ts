import type { ModelMessage } from 'ai'
import type { CatalogEntry } from '../../../platform/catalog/catalog.ts'
import { toolInputSchema } from '../../../platform/catalog/tool-schema.ts'
import { openEntries } from '../job.ts'
import { bytesOf, MAX_OUTPUT } from './budget.ts'
import { history } from './history.ts'
import { instructions, ownInstructions } from './prompt.ts'
import type { PromptPlace } from './prompt.ts'

export interface Prompt {
  instructions: string
  messages: ModelMessage[]
  /** Size of what a first round sends. */
  bytes: number
}

export const toolDescription = ({ meta }: CatalogEntry): string => `${meta.title}. ${meta.description}`

const wireTool = (entry: CatalogEntry) => ({
  type: 'function',
  function: {
    name: entry.tool,
    description: toolDescription(entry),
    parameters: toolInputSchema(entry.inputJson),
  },
})

/** The prompt of an answer, or of one that may be asked for next, and the size of the request that carries it. */
export async function promptOf(
  place: PromptPlace,
  { model, answerId }: { model: string; answerId: string | null },
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
    tools: openEntries(place).map(wireTool),
    tool_choice: 'auto',
    stream: true,
    stream_options: { include_usage: true },
  }
  return { instructions: rules, messages, bytes: bytesOf(JSON.stringify(body)) }
}
