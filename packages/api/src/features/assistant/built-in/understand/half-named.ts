import { rowFieldOf } from '../acts/needed-fields.ts'
import type { Fit } from '../acts/fit.ts'
import { isInFull } from '../acts/meaning.ts'
import type { Candidate, Heard } from './candidates.ts'
import { namedInFull } from './named.ts'
import { fold } from '../../../../reading/text.ts'
import type { World } from './types.ts'

interface HalfNamed {
  kind: string | null
  names: readonly string[]
}

/** The row that an act needs, where no more than a part of its name was said; null where it needs none or all was. */
function halfNamed({ act, values }: Fit): HalfNamed | null {
  const field = rowFieldOf(act)
  const meant = field && values.get(field.name)
  if (meant?.kind !== 'rows' || isInFull(meant)) return null
  return { kind: field?.entity ?? null, names: meant.candidates.map(({ name }) => fold(name)) }
}

/**
 * "Healy radiators should be 640", where that is a job, means no radiator valve: a word of a whole name names no row of another
 * kind, so acts that need such a one are not meant. A row that has all of the name in its own, as the repair of a bike has, is one.
 */
export async function withoutHalfNamed(heard: Heard, world: World): Promise<Heard> {
  const [best] = heard.candidates
  if (!best?.fit || halfNamed(best.fit) === null) return heard
  const whole = await namedInFull(heard.said, world)
  if (whole === null) return heard
  const isOther = ({ fit }: Candidate) => {
    const half = fit && halfNamed(fit)
    const holds = (name: string) => whole.names.some((one) => name.includes(one))
    return half !== null && half.kind !== whole.kind && !half.names.some(holds)
  }
  const left = heard.candidates.filter((one) => !isOther(one))
  if (left.length === 0) return heard
  const shares = left.reduce((sum, { share }) => sum + share, 0)
  return { ...heard, candidates: left.map((one) => ({ ...one, share: one.share / shares })) }
}
