import type { Observation } from '../observation/observation.ts'

export { SERVERS } from './schema.ts'
export type { Server } from './schema.ts'

/** What its owner does so that a finding is gone. */
export interface Fix {
  /** Where it is done, such as “In the server block for port 443”. */
  where: string
  /** To paste there; null where there is nothing to paste. */
  code: string | null
  /** What to do, one step a line; empty where pasting is all. */
  steps: readonly string[]
  /** What comes after, such as “Then run nginx -t and reload.” */
  afterwards: string
  minutes: number
}

/** What was observed as it would be after the fix, so that it can be scored; null where nobody can say. */
export type Mended = (observation: Observation) => Observation | null
