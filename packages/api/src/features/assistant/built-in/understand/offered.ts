import type { Candidate, Heard } from './candidates.ts'
import type { Outcome, World } from './types.ts'

const MOST_OFFERED = 3
const LEAST_OFFERED = 0.02
const LEAST_OFFERED_CHANCE = 0.06

const titleOf = ({ fit }: Candidate) => fit?.act.entry.meta.title ?? ''

/** Titles of acts that come closest to what was not understood. */
export const nearOf = (candidates: readonly Candidate[]) =>
  candidates
    .filter(({ fit }) => fit?.act.isOpen)
    .slice(0, 2)
    .map(titleOf)

/** What fits best and what sounds likeliest, in turns, as buttons. */
export function choicesOf(candidates: readonly Candidate[]) {
  const acts = candidates.filter(({ fit }) => fit)
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
