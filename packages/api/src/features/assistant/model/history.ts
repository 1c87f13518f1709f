import type { ModelMessage } from 'ai'
import { conversationTurns } from '../follow-ups.ts'
import type { Recalled, Spoken } from '../memory.ts'
import { bytesOf, likelyTokens } from './budget.ts'
import { momentText } from './prompt.ts'
import type { PromptPlace } from './prompt.ts'

/** Tokens of the conversation that a model is shown, the new message beside them. */
const SHOWN_TOKENS = 6_000
/** An answer of before in short, in characters. */
const ANSWER_LENGTH = 4_000

type Turn = Awaited<ReturnType<typeof conversationTurns>>[number]

const shortened = (text: string): string =>
  text.length <= ANSWER_LENGTH ? text : `${text.slice(0, ANSWER_LENGTH)} … cut`

/** Look-ups of an answer, as the provider knows them from within one: called by the model, answered by a tool. */
function lookUps(recalled: readonly Recalled[], from: number): ModelMessage[] {
  if (recalled.length === 0) return []
  const calls = recalled.map(({ tool, input, result }, index) => ({
    call: { toolCallId: `before_${from + index}`, toolName: tool },
    input,
    result,
  }))
  return [
    { role: 'assistant', content: calls.map(({ call, input }) => ({ type: 'tool-call', ...call, input })) },
    {
      role: 'tool',
      content: calls.map(({ call, result }) => ({
        type: 'tool-result',
        ...call,
        output: { type: 'text', value: result },
      })),
    },
  ]
}

const nounOf = ({ entities }: PromptPlace['hub'], { entity }: Spoken) =>
  (entities.get(entity)?.noun ?? 'row').toLowerCase()

function messagesOf(
  { message, about: row }: Turn,
  { hub, memory, timeZone }: Pick<PromptPlace, 'hub' | 'memory' | 'timeZone'>,
): ModelMessage[] {
  const { id, role, text, createdAt } = message
  if (role === 'person')
    return [{ role: 'user', content: `[${momentText(new Date(createdAt), timeZone)}]\n${text}` }]
  const from = memory.recalled.findIndex(({ answerId }) => answerId === id)
  const found = lookUps(
    memory.recalled.filter(({ answerId }) => answerId === id),
    from,
  )
  const about = row === undefined ? '' : ` (${nounOf(hub, row)} id ${row.id})`
  return text === '' ? found : [...found, { role: 'assistant', content: `${shortened(text)}${about}` }]
}

/** The conversation so far, as much of it as the budget holds, from a message of the person on. */
export async function history(place: PromptPlace, answerId: string | null): Promise<ModelMessage[]> {
  const turns = await conversationTurns(place.hub, place.db, place.conversationId)
  const groups = turns.filter(({ message }) => message.id !== answerId).map((turn) => messagesOf(turn, place))
  const shown: ModelMessage[][] = []
  let tokens = 0
  for (const group of groups.toReversed()) {
    // The new message is never left out.
    if (shown.length > 0) tokens += likelyTokens(bytesOf(JSON.stringify(group)))
    if (tokens > SHOWN_TOKENS) break
    shown.unshift(group)
  }
  const messages = shown.flat()
  return messages.slice(
    Math.max(
      0,
      messages.findIndex(({ role }) => role === 'user'),
    ),
  )
}
