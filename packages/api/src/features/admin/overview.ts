import { sql } from '@hub/db'
import type { AuthedContext } from '../../platform/calls/context.ts'
import type { Hub } from '../../platform/hub.ts'
import { outboxState } from '../../platform/events/outbox-state.ts'
import type { PlatformOverview } from './schema.ts'

/** Figures over everything cost a look at everything; whoever looks again within this time sees the same ones. */
const KEPT_MS = 30_000
const DAYS = 30

interface Counts {
  people: PlatformOverview['people']
  organizations: PlatformOverview['organizations']
  credits: PlatformOverview['credits']
  lastDay: PlatformOverview['lastDay']
}

/** One statement, so that the figures are of one moment. */
async function countAll({ db }: Hub, now: Date): Promise<Counts> {
  const at = sql`${now}::timestamptz`
  const { rows } = await sql<Counts>`
    select
      (select jsonb_build_object('total', count(*), 'unconfirmed', count(*) filter (where email_verified_at is null),
          'suspended', count(*) filter (where suspended_at is not null),
          'administrators', count(*) filter (where platform_role = 'admin'),
          'protected', (select count(*) from (
            select user_id from auth_totp where confirmed_at is not null union select user_id from auth_passkey) as factor))
        from auth_user) as people,
      (select jsonb_build_object('total', count(*), 'suspended', count(*) filter (where suspended_at is not null))
        from organization) as organizations,
      (select jsonb_build_object('availableMicro', coalesce(sum(available), 0), 'heldMicro', coalesce(sum(held), 0),
          'openHolds', (select count(*) from credit_hold where status = 'open'),
          'grantedMicro', coalesce((select sum(d_available) from credit_entry
            where at > ${at} - interval '30 days' and kind in ('grant', 'adjustment') and d_available > 0), 0),
          'spentMicro', coalesce((select sum(-(d_available + d_held)) from credit_entry
            where at > ${at} - interval '30 days' and kind = 'charge'), 0))
        from credit_account) as credits,
      jsonb_build_object(
        'calls', (select count(*) from api_call where at > ${at} - interval '1 day'),
        'failedCalls', (select count(*) from api_call where at > ${at} - interval '1 day' and code <> 'OK'),
        'refusedSignIns', (select count(*) from audit_entry
          where action = 'auth.login.refused' and at > ${at} - interval '1 day')) as last_day`.execute(
    db.system,
  )
  const [counts] = rows
  if (!counts) throw new Error('The figures have no row.')
  return counts
}

/** New accounts, and how many different people were here, for each of the last 30 days (UTC). */
async function countDays({ db }: Hub, now: Date): Promise<PlatformOverview['days']> {
  const { rows } = await sql<PlatformOverview['days'][number]>`
    with clock as (
      select (${now}::timestamptz at time zone 'UTC')::date as today
    ), calendar as (
      select generate_series(today - ${DAYS - 1}::int, today, interval '1 day')::date as day from clock
    ), signed_up as (
      select (created_at at time zone 'UTC')::date as day, count(*)::int as people from auth_user, clock
      where created_at >= (today - ${DAYS - 1}::int)::timestamp at time zone 'UTC' group by 1
    )
    select calendar.day, coalesce(signed_up.people, 0) as sign_ups, coalesce(here.people, 0) as active
    from calendar left join signed_up using (day) left join auth_active_day here using (day) order by day`.execute(
    db.system,
  )
  return rows
}

async function look(hub: Hub): Promise<PlatformOverview> {
  const now = hub.now()
  const [counts, days, { waiting, dead, oldestSeconds }] = await Promise.all([
    countAll(hub, now),
    countDays(hub, now),
    outboxState(hub.db.system),
  ])
  const deliveries = { waiting, dead, oldestSeconds: Math.round(oldestSeconds) }
  return { at: now.toISOString(), ...counts, days, deliveries }
}

interface Kept {
  at: number
  answer: Promise<PlatformOverview>
}
const kept = new WeakMap<Hub, Kept>()

/** How the hub is doing, in figures that are at most half a minute old. */
export function getOverview({ hub }: AuthedContext): Promise<PlatformOverview> {
  const now = hub.now().getTime()
  const known = kept.get(hub)
  if (known && now - known.at < KEPT_MS) return known.answer
  const answer = look(hub)
  kept.set(hub, { at: now, answer })
  // A look that failed is no answer for the next one.
  answer.catch(() => kept.delete(hub))
  return answer
}
