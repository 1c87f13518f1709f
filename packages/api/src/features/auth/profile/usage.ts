import { sql } from '@hub/db'
import type { Membership } from '../../../platform/calls/call.ts'
import type { AuthedContext } from '../../../platform/calls/context.ts'
import { requirePerson } from '../../../platform/access/identity.ts'
import { dayIn } from '../../../shared/time.ts'
import type { OwnUsage, UsageMonth } from './schema.ts'

const MONTHS = 12

/** The last twelve months where an organization is, oldest first: "2025-12" to "2026-11". */
function monthsUntil(now: Date, timeZone: string): string[] {
  const [year = 0, month = 0] = dayIn(timeZone, now).split('-').map(Number)
  return Array.from({ length: MONTHS }, (_, index) =>
    new Date(Date.UTC(year, month - MONTHS + index, 1)).toISOString().slice(0, 7),
  )
}

const nothing = { acts: 0, calls: 0, spentMicro: 0, tasksCreated: 0, tasksFinished: 0 }

/** Of everything that happened there, what this person did, read with the organization's own rights. */
async function usageIn(
  ctx: AuthedContext,
  { orgId, slug, name, timeZone }: Membership,
): Promise<OwnUsage['organizations'][number]> {
  const me = ctx.actor.userId
  const months = monthsUntil(ctx.now(), timeZone)
  const since = sql`((${`${months[0]}-01`}::date)::timestamp at time zone ${timeZone})`
  const { rows } = await sql<UsageMonth>`
    with did as (
      select at, 1 as acts, 0 as calls, 0::bigint as micro, 0 as created, 0 as finished
        from audit_entry where actor_id = ${me} and at >= ${since}
      union all
      select at, 0, 1, -(d_available + d_held), 0, 0
        from credit_entry where kind = 'charge' and actor_id = ${me} and at >= ${since}
      union all
      select created_at, 0, 0, 0, 1, 0 from ops_task where created_by_id = ${me} and created_at >= ${since}
      union all
      select done_at, 0, 0, 0, 0, 1
        from ops_task where coalesce(assignee_id, created_by_id) = ${me} and done_at >= ${since}
    )
    select to_char(at at time zone ${timeZone}, 'YYYY-MM') as month, sum(acts)::int as acts, sum(calls)::int as calls,
      sum(micro)::bigint as "spentMicro", sum(created)::int as "tasksCreated", sum(finished)::int as "tasksFinished"
    from did group by 1`.execute(ctx.hub.db.org(orgId))
  const known = new Map(rows.map((row) => [row.month, row]))
  return { id: orgId, slug, name, months: months.map((month) => known.get(month) ?? { month, ...nothing }) }
}

/** What the caller did in each of their organizations, month by month for a year (AUTH-10). */
export async function getOwnUsage(ctx: AuthedContext): Promise<OwnUsage> {
  requirePerson(ctx.actor)
  const { memberships } = await ctx.identity()
  const organizations: OwnUsage['organizations'] = []
  // One after the other: a person of fifty organizations must not take fifty connections.
  for (const membership of memberships) organizations.push(await usageIn(ctx, membership))
  return { organizations }
}
