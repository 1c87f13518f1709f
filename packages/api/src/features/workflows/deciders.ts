import type { OrgDb, WorkflowWait } from '@hub/db'
import { sql } from '@hub/db'
import type { OrgContext } from '../../platform/calls/context.ts'

type Wait = Pick<WorkflowWait, 'deciders'> | null

/** Of those whom these questions name, the ones who are still members. */
export async function presentDeciders(db: OrgDb, waits: readonly Wait[]): Promise<ReadonlySet<string>> {
  const named = [...new Set(waits.flatMap((wait) => wait?.deciders ?? []))]
  if (named.length === 0) return new Set()
  const rows = await db
    .selectFrom('organizationMember')
    .select('userId')
    .where('userId', '=', sql<string>`any(${named}::uuid[])`)
    .execute()
  return new Set(rows.map(({ userId }) => userId))
}

/**
 * Whether this person is among those who decide. Where everybody who was named has left, it is for those who look after
 * workflows: not for all, because it was not asked of all, and not for nobody, because the run would wait for nothing.
 */
export function isDecider(
  { actor, permissions }: OrgContext,
  wait: Wait,
  present: ReadonlySet<string>,
): boolean {
  if (!permissions.has('approval.decide')) return false
  const { deciders = [] } = wait ?? {}
  if (deciders.length === 0) return true
  const asked = deciders.filter((id) => present.has(id))
  return asked.length === 0 ? permissions.has('workflow.manage') : asked.includes(actor.userId)
}

/** The same of rows of `workflow_step_run` as `s`, in a query. */
export const isAskedOf = ({ actor, permissions }: OrgContext) => sql<boolean>`(
  s.wait -> 'deciders' = '[]' or s.wait -> 'deciders' ? ${actor.userId}
  or (${permissions.has('workflow.manage')} and not exists (
    select from organization_member m where s.wait -> 'deciders' ? m.user_id::text)))`
