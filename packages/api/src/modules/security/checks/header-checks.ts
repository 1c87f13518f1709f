import { headerTests, scoreHeaders } from '../headers/score.ts'
import type { HeaderTest } from '../headers/score.ts'
import type { Verdict } from '../headers/verdict.ts'
import { pageOf } from '../observation/observation.ts'
import type { Observation } from '../observation/observation.ts'
import type { Check, PartResult, Severity } from './check.ts'
import { headerEvidence } from './header-evidence.ts'
import { unknownWords, wordsOf } from './header-words.ts'

const tests = Object.keys(headerTests) as HeaderTest[] // its own keys

const part = 'headers'

/** Where the points alone say too much: without one of these nothing is stolen by itself. */
const milder: Partial<Record<HeaderTest, readonly string[]>> = {
  contentSecurityPolicy: ['missing', 'report-only', 'invalid'],
  cookies: ['unsafe', 'csrf-without-same-site', 'same-site-invalid'],
  framing: ['missing', 'invalid'],
  scriptIntegrity: ['insecure-with-integrity'],
  strictTransport: ['missing', 'invalid'],
}

function severityOf(test: HeaderTest, { result, points }: Verdict): Severity {
  if (points > -6) return 'low'
  if (points > -20) return 'medium'
  return milder[test]?.includes(result) ? 'medium' : 'high'
}

const unknown = (test: HeaderTest): Check => {
  const [title, about] = unknownWords(test)
  return {
    key: `${part}.${test}`,
    part,
    state: 'unknown',
    severity: 'low',
    result: 'unreachable',
    points: 0,
    title,
    about,
    evidence: [],
  }
}

/** What the headers of a website say to people: one check a test, and the score and grade of the HTTP Observatory. */
export function headerChecks(observation: Observation): PartResult {
  if (pageOf(observation) === null) return { part, score: null, grade: null, checks: tests.map(unknown) }
  const { score, grade, verdicts } = scoreHeaders(observation)
  const lost = Object.values(verdicts).reduce((sum, { points }) => sum + Math.min(0, points), 0)
  const isBonusCounted = score > Math.max(0, 100 + lost)
  const checks = tests.map((test): Check => {
    const verdict = verdicts[test]
    const { result, points } = verdict
    const [title, about] = wordsOf(test, result)
    return {
      key: `${part}.${test}`,
      part,
      state: points < 0 ? 'failed' : 'passed',
      severity: severityOf(test, verdict),
      result,
      points: isBonusCounted ? points : Math.min(0, points),
      title,
      about,
      evidence: headerEvidence(test, observation),
    }
  })
  return { part, score, grade, checks }
}
