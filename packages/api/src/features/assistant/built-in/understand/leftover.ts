import type { Fit } from '../acts/fit.ts'
import { isMask } from '../ranking/features.ts'
import type { Ranker } from '../ranking/ranker.ts'
import type { Outcome, World } from './types.ts'

const LONGEST_QUOTED = 80

/** A word of requests, also mistyped; any other may be a name. */
export const isEveryday = (word: string, ranker: Ranker): boolean =>
  ranker.normal([word]).every((one) => !isMask(one))

interface Left {
  fit: Fit
  /** The request as it was said. */
  text: string
}

/** Whether words are left of a look-up that can be narrowed: they may have been meant to. */
const isFiltered = ({ act, leftover }: Fit) =>
  leftover.length > 0 && act.entry.meta.effect === 'read' && act.fields.some(({ isRequired }) => !isRequired)

/**
 * A filter that was said and not understood is never dropped without a word: a look-up with everyday words that are left is
 * answered, and says so; any other word may be a name or a value, and is asked about.
 */
export function withLeftover({ fit, text }: Left, outcome: Outcome, { ranker }: World): Outcome {
  const [call] = outcome.kind === 'calls' ? outcome.calls : []
  if (outcome.kind !== 'calls' || !call || !isFiltered(fit)) return outcome
  const { act, leftover } = fit
  if (leftover.every((word) => isEveryday(word, ranker))) {
    const calls = outcome.calls.map((one) => ({ ...one, leftOut: [...(one.leftOut ?? []), ...leftover] }))
    return { ...outcome, calls }
  }
  const words = leftover.map((word) => `“${word}”`).join(' and ')
  const search = act.fields.find(({ name }) => name === 'search')
  const whole = text.length > LONGEST_QUOTED ? 'that' : `“${text}”`
  const sought = { value: leftover.join(' '), label: `Search for ${leftover.join(' ')}` }
  return {
    kind: 'ask',
    question: `I did not understand ${words} in ${whole}. How should I take it?`,
    draft: {
      path: act.path,
      input: call.input,
      names: { ...call.names },
      open: search?.name ?? '',
      choices: [...(search ? [sought] : []), { value: '', label: 'Leave it out' }],
    },
  }
}
