import { gradeOf } from '../headers/score.ts'
import type { Observation, ProbedFile } from '../observation/observation.ts'
import type { Check, PartResult } from './check.ts'

const PART = 'files'
const BEST = 100
/** Ours: two such files and little else matters. */
const POINTS = -40

const words: Record<ProbedFile['state'], (path: string) => readonly [title: string, about: string]> = {
  open: (path) => [
    `Everybody can read ${path}`,
    'Programs look for such files on every website. Take it away or close it, and change every password and key that stands in it.',
  ],
  closed: (path) => [`${path} is not there for everybody`, 'Nothing to do.'],
  unknown: (path) => [
    `Nobody could look for ${path}`,
    'This says neither good nor bad. It is looked for again by the next full scan.',
  ],
}

const states = { open: 'failed', closed: 'passed', unknown: 'unknown' } as const

function checkOf({ path, state, evidence }: ProbedFile): Check {
  const [title, about] = words[state](path)
  return {
    key: `${PART}.${path}`,
    part: PART,
    state: states[state],
    severity: 'high',
    result: state,
    points: state === 'open' ? POINTS : 0,
    title,
    about,
    evidence: evidence === '' ? [] : [`${path}: ${evidence}`],
  }
}

const notLooked: Check = {
  key: `${PART}.looked`,
  part: PART,
  state: 'unknown',
  severity: 'low',
  result: 'quick',
  points: 0,
  title: 'Only a full scan looks for files that should not be there',
  about: 'It needs the proof that the website is yours.',
  evidence: [],
}

/** Whether files stand open that hold what nobody should read: copies, settings, repositories. */
export function fileChecks({ files }: Observation): PartResult {
  if (files === null) return { part: PART, score: null, grade: null, checks: [notLooked] }
  const checks = files.map(checkOf)
  if (checks.every(({ state }) => state === 'unknown'))
    return { part: PART, score: null, grade: null, checks }
  const score = Math.max(0, BEST + checks.reduce((sum, { points }) => sum + points, 0))
  return { part: PART, score, grade: gradeOf(score), checks }
}
