import type { Candidate, Heard } from './candidates.ts'
import type { Outcome } from './types.ts'

/** What was made of one request. */
export interface Understood {
  outcome: Outcome
  best: Candidate | null
  heard: Heard
  /** What it asks for stands behind what it tells. */
  isToldFirst?: boolean
}
