import { inSentence } from '../../../../shared/in-sentence.ts'
import type { Candidate, Heard } from './candidates.ts'
import type { Offer } from '../../memory.ts'
import type { Outcome, World } from './types.ts'

const MOST_OFFERED = 3
const LEAST_OFFERED = 0.02
const LEAST_OFFERED_CHANCE = 0.06

const titleOf = ({ fit, guide }: Candidate) => fit?.act.entry.meta.title ?? guide?.title ?? ''

const canBeChosen = ({ fit, guide }: Candidate) => fit !== null || guide !== null

/** What fits best and what sounds likeliest, in turns, as buttons. */
export function choicesOf(candidates: readonly Candidate[]) {
  const acts = candidates.filter(canBeChosen)
  const byWords = acts.toSorted((a, b) => b.chance - a.chance)
  const all = new Set(acts.flatMap((one, at) => [one, byWords[at] ?? one]))
  return [...all]
    .filter(({ share, chance }, at) => at < 2 || share > LEAST_OFFERED || chance > LEAST_OFFERED_CHANCE)
    .slice(0, MOST_OFFERED)
    .map((one) => ({ path: one.name, label: titleOf(one) }))
}

export function offerOf(text: string, { candidates }: Heard): Outcome | null {
  const choices = choicesOf(candidates)
  return choices.length < 2 ? null : { kind: 'offer', offer: { text, choices } }
}

/** From this share on, what something was not taken for is put beside it. */
const BESIDE = 0.05
const MOST_BESIDE = 2

type Access = World['access']

/** What else may be meant, as buttons; null where there is none that may be pressed. */
function besideOf(text: string, others: readonly Candidate[], access: Access): Offer | null {
  const choices = others
    .filter((one) => canBeChosen(one) && access(one.name) !== 'forbidden')
    .slice(0, MOST_BESIDE)
    .map((one) => ({ path: one.name, label: `I meant: ${inSentence(titleOf(one))}` }))
  return choices.length === 0 ? null : { text, choices, isBeside: true }
}

/** Nothing was understood: what comes closest stands below that, as buttons. */
export function notUnderstood(text: string, candidates: readonly Candidate[], access: Access): Outcome {
  const beside = besideOf(
    text,
    candidates.filter(({ fit }) => fit?.act.isOpen),
    access,
  )
  return { kind: 'cannot', ...(beside && { beside }) }
}

/** What else may be meant, as buttons beside what it was taken for: whoever reads it sees that it was not quite sure. */
export function withBeside(
  outcome: Outcome,
  { text, others }: { text: string; others: readonly Candidate[] },
  { access }: World,
): Outcome {
  const isQuestion = outcome.kind === 'ask' && outcome.draft.choices.length === 0
  const isOne = outcome.kind === 'calls' && outcome.calls.length === 1 && !outcome.more
  if (!isQuestion && !isOne && outcome.kind !== 'byHand' && outcome.kind !== 'cannot') return outcome
  const likely = others.filter(({ share }) => share >= BESIDE)
  const beside = besideOf(text, likely, access)
  return beside ? { ...outcome, beside } : outcome
}

/** Beside these buttons a change was put up, by the answer that has them. */
export function isBesideChange({ isBeside }: Offer, { memory: { last, heard }, table }: World): boolean {
  if (isBeside !== true || !last || heard?.taken.includes(last.path) !== true) return false
  const effect = table.get(last.path)?.entry.meta.effect
  return effect !== undefined && effect !== 'read'
}

/** A button that may not be pressed is none: where the likeliest is one, that is said. */
export function mayBeDone(outcome: Outcome | null, { access, table }: World): Outcome | null {
  if (outcome?.kind !== 'offer') return outcome
  const { offer } = outcome
  const isForbidden = ({ path }: { path: string }) => access(path) === 'forbidden'
  const [first] = offer.choices
  const act = first && isForbidden(first) ? table.get(first.path) : undefined
  if (act) return { kind: 'forbidden', act }
  return { kind: 'offer', offer: { ...offer, choices: offer.choices.filter((one) => !isForbidden(one)) } }
}
