import { NIL_ORG } from '@hub/db'
import type { JobTable, OrgDb } from '@hub/db'
import type { Selectable } from 'kysely'
import type { Hub } from '../hub.ts'

export type JobRow = Selectable<JobTable>

/** What has to be known of a job to do it. */
export const heldColumns = [
  'id',
  'orgId',
  'kind',
  'priority',
  'attempts',
  'requestId',
  'askedById',
  'cancelAskedAt',
  'sealed',
] as const

/** The same of one that a person asked for, which the hub's own handle does not read. */
export const askedColumns = ['payload', 'programId', 'impersonationId'] as const

export type HeldJob = Pick<JobRow, (typeof heldColumns)[number]> &
  Partial<Pick<JobRow, (typeof askedColumns)[number]>>

/** The handle by which a job is reached: its organization's, or the hub's own where it is in none. */
export const jobsOf = ({ db }: Pick<Hub, 'db'>, orgId: string): OrgDb =>
  // The tables are the same to both, and the rights of the logins decide what is reached.
  orgId === NIL_ORG ? (db.system as unknown as OrgDb) : db.org(orgId)
