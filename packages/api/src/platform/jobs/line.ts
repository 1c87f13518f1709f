import { randomBytes } from 'node:crypto'
import { sql } from '@hub/db'
import type { OrgTx } from '@hub/db'

export type JobPriority = 'high' | 'normal' | 'low'

const LEVELS = { high: 0, normal: 1, low: 2 } as const
const LEVEL = 1_000_000
/** More in line than this and it makes no difference to those behind. */
const MOST_AHEAD = 1_000

/** How much an organization has in line; the hub's own work in none is a line of its own, which its handle alone does not tell. */
export const ahead = (orgId: string) => sql<number>`(select count(*)::int from (
  select from job where org_id = ${orgId} and status in ('queued', 'running') limit ${sql.lit(MOST_AHEAD)}) as mine)`

/**
 * Its place in the line: after its priority, whoever has less in line comes first, so that a thousand jobs of one organization
 * do not hold up the first one of another. Lower is sooner.
 */
export const place = (priority: JobPriority, before: number): number => LEVELS[priority] * LEVEL + before

/** How much an organization has in line, as far as it makes a difference. */
export async function waitingIn(tx: OrgTx, orgId: string): Promise<number> {
  const { rows } = await sql<{ before: number }>`select ${ahead(orgId)} as before`.execute(tx)
  return rows[0]?.before ?? 0
}

export async function placeInLine(
  tx: OrgTx,
  { orgId, priority }: { orgId: string; priority: JobPriority },
): Promise<number> {
  return place(priority, await waitingIn(tx, orgId))
}

/** A new one each time the job is put in line, so that an old run that comes late finds nothing to do. */
export const newRunId = (jobId: string): string => `${jobId}:${randomBytes(6).toString('hex')}`
