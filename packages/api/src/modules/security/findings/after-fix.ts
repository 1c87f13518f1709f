import { judge } from '../checks/judge.ts'
import type { Check } from '../checks/check.ts'
import { mended } from '../fixes/fixes.ts'
import type { Observation } from '../observation/observation.ts'
import type { AfterFix } from './schema.ts'

type Matter = Pick<Check, 'key' | 'result' | 'part'>

/** The score as it would be once one matter is mended: the same observation judged with what the fix changes. */
export function scoreAfter(matter: Matter, observation: Observation): AfterFix | null {
  const changed = mended(matter, observation)
  if (changed === null) return null
  const [before, after] = [judge(observation), judge(changed)]
  const partOf = ({ parts }: typeof before) => parts.find(({ part }) => part === matter.part)
  const standing = (of: { score: number | null; grade: string | null } | undefined) =>
    of?.score === null || of?.score === undefined || of.grade === null
      ? null
      : { score: of.score, grade: of.grade }
  const part = { now: standing(partOf(before)), after: standing(partOf(after)) }
  const site = { now: standing(before), after: standing(after) }
  if (part.now === null || part.after === null || site.now === null || site.after === null) return null
  return { part: { now: part.now, after: part.after }, site: { now: site.now, after: site.after } }
}
