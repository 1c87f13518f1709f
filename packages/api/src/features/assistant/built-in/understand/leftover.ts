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

const isRead = ({ entry }: Fit['act']): boolean => entry.meta.effect === 'read'

/** Filled by words of their own: no word that nobody knows is a number or a day. */
const byWords = new Set(['text', 'choice', 'flag', 'person', 'entity', 'act', 'host', 'currency'])

/** A look-up that words may narrow. */
export const takesWords = (act: Fit['act']): boolean =>
  isRead(act) && act.fields.some(({ isRequired, kind }) => !isRequired && byWords.has(kind))

/** Words of a look-up that can be narrowed: they may have been meant to. */
const unreadOf = ({ act, leftover, besideNames }: Fit): readonly string[] =>
  takesWords(act) ? [...leftover, ...besideNames.flatMap(({ words }) => words)] : []

/** "An invoice for Harbour Hotel" is none for the Oakhollow Hotel. */
function otherName({ fit }: Left, outcome: Outcome, { ranker, noun }: World): Outcome | null {
  const [call, ...others] = outcome.kind === 'calls' ? outcome.calls : []
  if (!call || others.length > 0 || isRead(fit.act)) return null
  const beside = fit.besideNames.find(
    ({ words, other }) => other !== null && words.some((word) => !isEveryday(word, ranker)),
  )
  const field = fit.act.fields.find(({ name }) => name === beside?.field)
  if (!beside || field?.entity == null) return null
  const { [field.name]: id, ...input } = call.input
  const { [field.name]: name = '', ...names } = call.names
  const kind = noun(field.entity).toLowerCase()
  return {
    kind: 'ask',
    question: `I find no ${kind} called “${beside.other}”. Which one do you mean?`,
    draft: {
      path: fit.act.path,
      input,
      names,
      open: field.name,
      choices: [{ value: String(id), label: name }],
    },
  }
}

/**
 * A filter that was said and not understood is never dropped without a word: a look-up with everyday words that are left is
 * answered, and says so; any other word, and what "in" or "called" leads to, may be a name or a value, and is asked about.
 */
export function withLeftover({ fit, text }: Left, outcome: Outcome, world: World): Outcome {
  const other = otherName({ fit, text }, outcome, world)
  if (other) return other
  const { ranker } = world
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
