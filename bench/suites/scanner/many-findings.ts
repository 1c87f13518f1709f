import type { Check, PartResult } from '../../../packages/api/src/modules/security/checks/check.ts'

/** A part with so many findings, of which the keys begin at a number. */
export function manyFindings(count: number, from: number): PartResult[] {
  const checks = Array.from({ length: count }, (_, at): Check => ({
    key: `libraries.library-${from + at}`,
    part: 'libraries',
    state: 'failed',
    severity: 'medium',
    result: 'vulnerable',
    points: -20,
    title: 'A script library has a known hole',
    about: 'Its hole is public.',
    evidence: [`library-${from + at} 1.0.0`],
  }))
  return [{ part: 'libraries', score: 0, grade: 'F', checks }]
}
