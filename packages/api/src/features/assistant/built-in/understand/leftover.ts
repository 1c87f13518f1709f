import type { Fit } from '../acts/fit.ts'
import { fold } from '../../../../reading/text.ts'
import { isMask } from '../ranking/features.ts'
import type { Ranker } from '../ranking/ranker.ts'
import type { Outcome, World } from './types.ts'

const LONGEST_QUOTED = 80

/** A word of requests, also mistyped; any other may be a name. */
export const isEveryday = (word: string, ranker: Ranker): boolean =>
  ranker.normal([word]).every((one) => !isMask(one))

const escaped = (word: string) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

/** "In Paris", "called Ash": words led to like this narrow what is looked up, whatever else they are used for. */
const isLed = (word: string, text: string): boolean =>
  new RegExp(String.raw`\b(?:in|from|near|at|called|named)\s+(?:the\s+)?${escaped(word)}\b`).test(fold(text))

interface Left {
  fit: Fit
  /** The request as it was said. */
  text: string
}

/** Words of a look-up that can be narrowed: they may have been meant to. */
const unreadOf = ({ act, leftover, besideName }: Fit): readonly string[] =>
  act.entry.meta.effect === 'read' && act.fields.some(({ isRequired }) => !isRequired)
    ? [...leftover, ...besideName]
    : []

/**
 * A filter that was said and not understood is never dropped without a word: a look-up with everyday words that are left is
 * answered, and says so; any other word, and what "in" or "called" leads to, may be a name or a value, and is asked about.
 */
export function withLeftover({ fit, text }: Left, outcome: Outcome, { ranker }: World): Outcome {
  const [call] = outcome.kind === 'calls' ? outcome.calls : []
  const unread = unreadOf(fit)
  if (outcome.kind !== 'calls' || !call || unread.length === 0) return outcome
  const { act } = fit
  if (unread.every((word) => isEveryday(word, ranker) && !isLed(word, text))) {
    const calls = outcome.calls.map((one) => ({ ...one, leftOut: [...(one.leftOut ?? []), ...unread] }))
    return { ...outcome, calls }
  }
  const words = unread.map((word) => `“${word}”`).join(' and ')
  const search = act.fields.find(({ name }) => name === 'search')
  const whole = text.length > LONGEST_QUOTED ? 'that' : `“${text}”`
  const sought = { value: unread.join(' '), label: `Search for ${unread.join(' ')}` }
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
