import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { RawBuilder } from 'kysely'
import type { CountDeclaration } from '../../../platform/audit/counts.ts'
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

/** How often something was done in each month, by the moments a module gives. */
async function countIn(
  place: Place,
  { name, moments }: CountDeclaration,
): Promise<[string, Map<string, number>]> {
  const { db, userId, since, timeZone } = place
  const { rows } = await sql<{ month: string; times: number }>`
    select to_char(at at time zone ${timeZone}, 'YYYY-MM') as month, count(*)::int as times
    from (${moments(db, { userId, since })}) as did group by 1`.execute(db)
  return [name, new Map(rows.map(({ month, times }) => [month, times]))]
}

interface Place {
  db: OrgDb
  userId: string
  since: RawBuilder<string>
  timeZone: string
}

/** Of everything that happened there, what this person did, read with the organization's own rights. */
async function usageIn(
  { hub, actor, now }: AuthedContext,
  { orgId, slug, name, timeZone }: Membership,
): Promise<OwnUsage['organizations'][number]> {
  const { userId } = actor
  const db = hub.db.org(orgId)
  const months = monthsUntil(now(), timeZone)
  const since = sql<string>`((${`${months[0]}-01`}::date)::timestamp at time zone ${timeZone})`
  const { rows } = await sql<Omit<UsageMonth, 'counts'>>`
    with did as (
      select at, 1 as acts, 0 as calls, 0::bigint as micro
        from audit_entry where actor_id = ${userId} and at >= ${since}
      union all
      select at, 0, 1, -(d_available + d_held)
        from credit_entry where kind = 'charge' and actor_id = ${userId} and at >= ${since}
    )
    select to_char(at at time zone ${timeZone}, 'YYYY-MM') as month, sum(acts)::int as acts, sum(calls)::int as calls,
      sum(micro)::bigint as "spentMicro"
    from did group by 1`.execute(db)
  const known = new Map(rows.map((row) => [row.month, row]))
  const counted: [string, Map<string, number>][] = []
  for (const one of hub.counts.flatMap(({ counts }) => counts))
    counted.push(await countIn({ db, userId, since, timeZone }, one))
  const whole = (month: string): UsageMonth => ({
    ...(known.get(month) ?? { month, acts: 0, calls: 0, spentMicro: 0 }),
    counts: Object.fromEntries(counted.map(([kind, times]) => [kind, times.get(month) ?? 0])),
  })
  return { id: orgId, slug, name, months: months.map(whole) }
}

/** What the caller did in each of their organizations, month by month for a year (AUTH-10). */
export async function getOwnUsage(ctx: AuthedContext): Promise<OwnUsage> {
  requirePerson(ctx.actor)
  const { memberships } = await ctx.identity()
  const organizations: OwnUsage['organizations'] = []
  // One after the other: a person of fifty organizations must not take fifty connections.
  for (const membership of memberships) organizations.push(await usageIn(ctx, membership))
  const groups = ctx.hub.counts.map(({ title, counts }) => ({
    title,
    counts: counts.map(({ name, title: word }) => ({ name, title: word })),
  }))
  return { groups, organizations }
}
