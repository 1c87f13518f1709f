import type { Said } from '../../acts/said.ts'
import { fold } from '../../../../../reading/text.ts'
import { beginningOf } from '../../acts/content.ts'
import type { Fit } from '../../acts/fit.ts'

/** How a question begins that wants to know something; "can you", "do the accounts" and "have Ana call" begin a request. */
const begins = [
  /^(?:is|are|was|were|has|does|did|isn't|aren't|wasn't|weren't|hasn't|doesn't|didn't) /,
  /^(?:do|have|don't|haven't) (?:i|you|we|they|any|anyone|anybody)\b/,
  /^(?:when|why) (?:is|are|was|were|does|do|did|has|have|will)\b/,
  /^how (?:many|much|long|old|often)\b/,
  /^(?:show|display|view|pull up)\b/,
  /^how(?:'s| is| are) (?:it|that|things|everything|all) (?:looking|going|doing|coming|shaping|standing)\b/,
  /^(?:who|what|which|where)\b.*\b(?:did|has|have|had) (?:i|you|we|they|he|she|it|anybody|anyone)\b/,
]

/** What is wished for may be put as a question as well. */
const wishes = [
  /^(?:is|are) (?:it (?:possible|ok|okay|fine|alright)|there (?:a|any) (?:way|chances?)|you able)\b/,
  /^(?:do|does) (?:you|it|anyone|anybody) mind\b/,
]

/** Whether a request asks how things are: nothing is done of it. */
export function asksWhatIs({ tokens }: Pick<Said, 'tokens'>): boolean {
  const from = beginningOf(tokens)
  if (from === -1) return false
  const text = tokens
    .slice(from)
    .map((token) => token.text)
    .join(' ')
    .replace(/^(?:and|but|so) /, '')
  return begins.some((one) => one.test(text)) && !wishes.some((one) => one.test(text))
}

/** A word that a question begins with. */
export const ASKING = /^(?:what|what's|which|who|who's|whose|where|where's|when|why|how|how's)$/
/** "What to pack" is a note, and "how about Friday" a proposal. */
const NO_QUESTION = /^(?:to|about|if)$/

/** "On Friday, who stands at the stall": a question, also where a new row could be called so. */
export function isAskedAsText({ act, values }: Fit, { tokens, moments }: Said): boolean {
  const isDay = (at: number) => moments.some(({ from, to }) => at >= from && at < to)
  const at = tokens.findIndex(({ kind }, place) => kind !== 'mark' && !isDay(place))
  const first = tokens[at]?.text ?? ''
  if (!ASKING.test(first) || NO_QUESTION.test(tokens[at + 1]?.text ?? '')) return false
  return act.fields.some(({ name, kind, isRequired }) => {
    const meant = kind === 'text' && isRequired ? values.get(name) : undefined
    return meant?.kind === 'value' && fold(String(meant.value)).startsWith(first)
  })
}
