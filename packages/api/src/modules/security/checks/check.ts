import type { Part, Severity } from './schema.ts'

export type { Part, Severity } from './schema.ts'

/** What one check of a part says of a website. */
export interface Check {
  /** The same for the same matter in each scan: `headers.strictTransport`, `libraries.jquery`. */
  key: string
  part: Part
  /** `unknown`: nobody could look, which is neither good nor bad. */
  state: 'passed' | 'failed' | 'unknown'
  severity: Severity
  /** What was found, in one word of the check's own, such as `missing`. */
  result: string
  /** What it takes off the score of its part, as zero or less; what it adds, where the part gives bonuses. */
  points: number
  /** What is the matter, or what is well, or what nobody could look at: one line for people. */
  title: string
  /** Why it matters and to whom, in one or two sentences. */
  about: string
  /** What was seen, word for word and cut. */
  evidence: readonly string[]
}

/** One part of a website and how it stands. */
export interface PartResult {
  part: Part
  /** From 0 up; null where none of its checks could look. */
  score: number | null
  /** From A+ to F; null without a score. */
  grade: string | null
  checks: readonly Check[]
}
