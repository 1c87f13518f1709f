import type { OrgPermission } from '@hub/api'

/** A query that the early script may ask. */
export interface EarlyCall {
  path: string
  input?: object
  /** Nobody is asked for what they may not see. */
  needs?: OrgPermission
}
