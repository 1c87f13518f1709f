import type { OrgDb } from '@hub/db'

/** Something that should hold and does not. */
export interface CheckFault {
  /** What was checked: "balances", "numbers". */
  check: string
  /** Where it does not hold, and how. */
  detail: string
}

/** Recomputes what a module keeps of one organization from its first records. Answers what differs; nothing where all holds. */
export type Verify = (db: OrgDb) => Promise<CheckFault[]>
