import { sql } from '@hub/db'
import type { OrgContext } from '../../platform/calls/context.ts'
import { lastDay, pacePerDay } from './domain.ts'
import type { Balance } from './schema.ts'

/** The pace is the average of this many days. */
const PACE_DAYS = 30

interface Spending {
  today: number
  month: number
  recent: number
  /** Days since the first charge among the recent ones, today included. */
  days: number
}

async function spending(ctx: OrgContext): Promise<Spending> {
  const now = ctx.now().toISOString()
  const zone = ctx.org.timeZone
  const { rows } = await sql<Spending>`
    with clock as (
      select (${now}::timestamptz at time zone ${zone})::date as today
    ), charge as (
      select (at at time zone ${zone})::date as day, -(d_available + d_held) as micro
      from credit_entry
      where kind = 'charge' and at >= ${now}::timestamptz - make_interval(days => ${PACE_DAYS + 1})
    )
    select coalesce(sum(micro) filter (where day = today), 0)::bigint as today,
      coalesce(sum(micro) filter (where day >= date_trunc('month', today)::date), 0)::bigint as month,
      coalesce(sum(micro) filter (where day > today - ${PACE_DAYS}::int), 0)::bigint as recent,
      coalesce(max(today) - min(day) filter (where day > today - ${PACE_DAYS}::int) + 1, 1) as days
    from clock left join charge on true`.execute(ctx.db)
  return rows[0] ?? { today: 0, month: 0, recent: 0, days: 1 }
}

/** What is left, what is on hold, and how long it lasts at the pace of the last 30 days. */
export async function getBalance(ctx: OrgContext): Promise<Balance> {
  const [account, grants, spent] = await Promise.all([
    ctx.db.selectFrom('creditAccount').select(['available', 'held']).executeTakeFirst(),
    ctx.db
      .selectFrom('creditGrant')
      .select(['id', 'source', 'amount as amountMicro', 'remaining as remainingMicro', 'expiresAt'])
      .where('remaining', '>', 0)
      .orderBy('priority')
      .orderBy('expiresAt')
      .orderBy('id')
      .execute(),
    spending(ctx),
  ])
  const availableMicro = account?.available ?? 0
  const perDayMicro = pacePerDay(spent.recent, spent.days)
  return {
    availableMicro,
    heldMicro: account?.held ?? 0,
    grants,
    spentTodayMicro: spent.today,
    spentThisMonthMicro: spent.month,
    perDayMicro,
    lastsUntil: lastDay({ availableMicro, perDayMicro, now: ctx.now(), timeZone: ctx.org.timeZone }),
  }
}
