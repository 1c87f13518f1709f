import { isContent } from './content.ts'
import { overlaps } from './said.ts'
import type { Range, Said } from './said.ts'

/** What a state is for, or with: "ready for pickup", "ready to be collected", "finished with". */
const LEADS = /^(?:for|to|with)$/
const WORDS_BEHIND = 3

interface Known {
  /** The states that were said. */
  choices: readonly Range[]
  /** What is known to be something else. */
  others: readonly Range[]
}

/** Words at the end that say no more of a state than the state itself: "pickup" of "which are ready for pickup". */
export function elaborated({ tokens }: Said, { choices, others }: Known): Range[] {
  return choices.flatMap(({ to }) => {
    const rest = { from: to, to: tokens.findIndex(({ kind }, at) => at >= to && kind === 'mark') }
    const range = rest.to === -1 ? { ...rest, to: tokens.length } : rest
    const words = tokens.slice(range.from, range.to)
    const isLed = LEADS.test(words[0]?.text ?? '') && words.length <= WORDS_BEHIND
    const isFree = !others.some((one) => overlaps(one, range))
    return isLed && isFree && words.some(({ text }) => isContent(text)) ? [range] : []
  })
}
