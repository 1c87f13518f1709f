import type { Visit } from '../observation/observation.ts'
import { contentSecurityPolicy } from './content-security-policy.ts'
import { cookies } from './cookies.ts'
import { embedderPolicy, openerPolicy, resourcePolicy } from './isolation.ts'
import { redirection } from './redirection.ts'
import { scriptIntegrity } from './scripts.ts'
import { contentType, framing, referrer, sharing } from './single-headers.ts'
import { strictTransport } from './strict-transport.ts'
import type { Verdict } from './verdict.ts'

/** The tests of the HTTP Observatory, algorithm 6. */
export const headerTests = {
  contentSecurityPolicy,
  cookies,
  sharing,
  redirection,
  referrer,
  strictTransport,
  scriptIntegrity,
  contentType,
  framing,
  resourcePolicy,
  openerPolicy,
  embedderPolicy,
} as const satisfies Record<string, (observation: Visit) => Verdict>

export type HeaderTest = keyof typeof headerTests

export interface HeaderScore {
  /** From 0 up; more than 100 where bonuses come on top. */
  score: number
  grade: string
  verdicts: Record<HeaderTest, Verdict>
}

/** What is left has to be this good before bonuses count. */
const BONUS_FROM = 90

const grades: readonly (readonly [least: number, grade: string])[] = [
  [100, 'A+'],
  [90, 'A'],
  [85, 'A-'],
  [80, 'B+'],
  [70, 'B'],
  [65, 'B-'],
  [60, 'C+'],
  [50, 'C'],
  [45, 'C-'],
  [40, 'D+'],
  [30, 'D'],
  [25, 'D-'],
]

export const gradeOf = (score: number): string => grades.find(([least]) => score >= least)?.[1] ?? 'F'

/** How well the headers of a website protect whoever visits it: exactly as the HTTP Observatory counts. */
export function scoreHeaders(observation: Visit): HeaderScore {
  const verdicts = Object.fromEntries(
    Object.entries(headerTests).map(([name, test]) => [name, test(observation)]),
  ) as Record<HeaderTest, Verdict> // the same names
  const points = Object.values(verdicts).map((one) => one.points)
  const sum = (of: readonly number[]) => of.reduce((total, one) => total + one, 0)
  const base = 100 + sum(points.filter((one) => one < 0))
  const score = Math.max(0, base >= BONUS_FROM ? base + sum(points.filter((one) => one > 0)) : base)
  return { score, grade: gradeOf(score), verdicts }
}
