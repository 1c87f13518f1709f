import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { OrgContext } from '../../platform/calls/context.ts'
import { requirePerson } from '../../platform/access/identity.ts'
import { requireStepUp } from '../../platform/access/step-up.ts'
import { AppError } from '../../shared/errors.ts'
import { dayIn } from '../../shared/time.ts'
import type { SetSpendingLimits, SpendingLimits } from './schema.ts'

interface Used {
  month: number
  today: number
}

/** Charges and open holds of the present month and of the caller's day, where the organization is. */
async function usedBy(ctx: OrgContext, db: OrgDb): Promise<Used> {
  const { timeZone } = ctx.org
  const today = dayIn(timeZone, ctx.now())
  const { rows } = await sql<Used>`
    with since as (
      select date_trunc('month', ${today}::date)::timestamp at time zone ${timeZone} as month,
        ${today}::date::timestamp at time zone ${timeZone} as day
    ), spent as (
      select at, actor_id, -(d_available + d_held) as micro from credit_entry, since where kind = 'charge' and at >= since.month
      union all
      select created_at, actor_id, amount from credit_hold, since where status = 'open' and created_at >= since.month
    )
    select coalesce(sum(micro), 0)::bigint as month,
      coalesce(sum(micro) filter (where at >= (select day from since) and actor_id = ${ctx.actor.userId}), 0)::bigint as today
    from spent`.execute(db)
  return rows[0] ?? { month: 0, today: 0 }
}

/** The limits an organization has set itself; undefined where it never did. */
export const limitsIn = (db: OrgDb) =>
  db
    .selectFrom('creditLimit')
    .select(['month as monthMicro', 'memberDay as memberDayMicro'])
    .executeTakeFirst()

const none = { monthMicro: null, memberDayMicro: null }

/** What the organization lets itself and each member spend, and what is used of it (CRED-4). */
export async function getLimits(ctx: OrgContext): Promise<SpendingLimits> {
  const [limits, used] = await Promise.all([limitsIn(ctx.db), usedBy(ctx, ctx.db)])
  return { ...none, ...limits, usedThisMonthMicro: used.month, usedTodayMicro: used.today }
}

/** No limit is higher than any. */
const isRaised = (before: number | null, after: number | null) =>
  before !== null && (after === null || after > before)

/** Sets both limits; they hold for the next call. A higher or no limit asks for a fresh proof, a lower one does not. */
export async function setLimits(
  ctx: OrgContext,
  { monthMicro, memberDayMicro, was }: SetSpendingLimits,
): Promise<SpendingLimits> {
  requirePerson(ctx.actor)
  return ctx.write(async (tx, inner) => {
    // One after the other, so that each sees what the one before it set.
    await tx.selectFrom('organization').select('id').where('id', '=', ctx.org.orgId).forUpdate().execute()
    const before = { ...none, ...(await limitsIn(inner.db)) }
    if (was && (was.monthMicro !== before.monthMicro || was.memberDayMicro !== before.memberDayMicro))
      throw new AppError('STALE_VERSION')
    if (isRaised(before.monthMicro, monthMicro) || isRaised(before.memberDayMicro, memberDayMicro))
      requireStepUp(ctx.actor, ctx.now())
    await sql`select app.credit_set_limits(${monthMicro}::bigint, ${memberDayMicro}::bigint)`.execute(tx)
    const now = { monthMicro, memberDayMicro }
    tx.audit('credits.limits_set', { organization: ctx.org.orgId }, { before, now })
    const used = await usedBy(ctx, inner.db)
    return { ...now, usedThisMonthMicro: used.month, usedTodayMicro: used.today }
  })
}
