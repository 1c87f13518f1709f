/** What one test found. */
export interface Verdict {
  /** Such as `unsafe-inline`; each test has its own. */
  result: string
  /** Taken off, or added where what is left is at least ninety. */
  points: number
  /** What was seen, word for word and cut. */
  evidence: string[]
}

const MOST_SIGNS = 1_024

export const verdict = (result: string, points: number, evidence: readonly string[] = []): Verdict => ({
  result,
  points,
  evidence: evidence.map((text) => text.slice(0, MOST_SIGNS)),
})
