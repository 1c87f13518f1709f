import { rowFieldOf } from '../acts/needed-fields.ts'
import type { Fit } from '../acts/fit.ts'
import { isInFull } from '../acts/meaning.ts'
import type { Candidate, Heard } from './candidates.ts'
import { kindInFull } from './named.ts'
import type { World } from './types.ts'

/** Of what kind the row is that an act needs, where no more than a part of its name was said; null where it needs none or all was. */
function kindHalfNamed({ act, values }: Fit): string | null {
  const field = rowFieldOf(act)
  const meant = field && values.get(field.name)
  return meant?.kind === 'rows' && !isInFull(meant) ? (field?.entity ?? null) : null
}

/**
 * "Healy radiators should be 640", where that is a job, means no radiator valve: a word of a whole name names no row of another
 * kind, so acts that need such a one are not meant.
 */
export async function withoutHalfNamed(heard: Heard, world: World): Promise<Heard> {
  const [best] = heard.candidates
  if (!best?.fit || kindHalfNamed(best.fit) === null) return heard
  const whole = await kindInFull(heard.said, world)
  const isOther = ({ fit }: Candidate) => {
    const kind = fit && kindHalfNamed(fit)
    return kind !== null && kind !== whole
  }
  const left = heard.candidates.filter((one) => !isOther(one))
  if (whole === null || left.length === 0) return heard
  const shares = left.reduce((sum, { share }) => sum + share, 0)
  return { ...heard, candidates: left.map((one) => ({ ...one, share: one.share / shares })) }
}
