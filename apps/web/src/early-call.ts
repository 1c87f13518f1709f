import type { OrgPermission } from '@hub/api'

/** A query that the early script may ask. */
export interface EarlyCall {
  path: string
  input?: object
  /** Nobody is asked for what they may not see. */
  needs?: OrgPermission
}

/** Where the browser keeps which organization was opened last; without it nobody has worked here. */
export const ORGANIZATION_KEY = 'hub.organization'
