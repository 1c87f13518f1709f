import { gradeOf } from '../headers/score.ts'
import { libraryChecks } from '../libraries/library-checks.ts'
import { pageOf } from '../observation/observation.ts'
import type { Observation } from '../observation/observation.ts'
import type { Check, PartResult } from './check.ts'
import { encryptionChecks } from './encryption-checks.ts'
import { fileChecks } from './file-checks.ts'
import { headerChecks } from './header-checks.ts'
import { mailChecks } from './mail-checks.ts'

/** Rises when the same observation would be judged otherwise. */
export const RULES = 1

export interface Judgement {
  /** Of the worst part, 100 at most; null where nobody could look at any. */
  score: number | null
  grade: string | null
  parts: readonly PartResult[]
}

const BEST = 100

const unreachable = ({ part }: PartResult, host: string): PartResult => {
  const check: Check = {
    key: `${part}.reachable`,
    part,
    state: 'unknown',
    severity: 'low',
    result: 'unreachable',
    points: 0,
    title: 'The website does not answer',
    about: `Nobody could look at it: nothing answered at ${host}, neither with encryption nor without.`,
    evidence: [],
  }
  return { part, score: null, grade: null, checks: [check] }
}

/** How safe a website is: of its parts the worst counts, and one at which nobody could look counts neither way. */
export function judge(observation: Observation): Judgement {
  const parts = [
    headerChecks(observation),
    encryptionChecks(observation),
    mailChecks(observation),
    libraryChecks(observation),
    fileChecks(observation),
  ]
  // Mail is asked of the DNS alone; everything else of a website that is there.
  const seen =
    pageOf(observation) === null
      ? parts.map((one) => (one.part === 'mail' ? one : unreachable(one, observation.host)))
      : parts
  const scores = seen.flatMap(({ score }) => score ?? [])
  const isThere = pageOf(observation) !== null
  const score = isThere && scores.length > 0 ? Math.min(BEST, ...scores) : null
  return { score, grade: score === null ? null : gradeOf(score), parts: seen }
}
