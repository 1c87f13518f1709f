import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { OrgContext } from '../../platform/calls/context.ts'
import type { OrgWriteTx } from '../../platform/data/recorder.ts'
import { AppError } from '../../shared/errors.ts'
import { chosenWays, kindsFor, membersAmong, usualHours, usualRow } from './reader.ts'
import type { NotificationPreferences, SetNotificationPreferences } from './schema.ts'

/** How the caller hears of each kind they may be told of, and when. */
export async function getPreferences(ctx: OrgContext, db: OrgDb = ctx.db): Promise<NotificationPreferences> {
  const { userId } = ctx.actor
  const kinds = kindsFor(ctx.hub, ctx.permissions)
  const waysOf = await chosenWays(db, { people: [userId], kinds })
  const [member] = await membersAmong(ctx.hub, db, [userId])
  const chosen = await db
    .selectFrom('notificationHours')
    .select(['timeZone', 'briefing'])
    .where('userId', '=', userId)
    .executeTakeFirst()
  return {
    kinds: kinds.map((kind) => {
      const { name, group, title, hasOwnMail = false } = kind
      return { kind: name, group, title, hasOwnMail, ...waysOf(userId, kind) }
    }),
    quiet: member?.hours.quiet ?? null,
    digestAt: member?.hours.digestAt ?? usualHours.digestAt,
    briefing: chosen?.briefing ?? true,
    timeZone: chosen?.timeZone ?? null,
    zoneNow: member?.hours.timeZone ?? ctx.org.timeZone,
  }
}

async function setKinds(
  ctx: OrgContext,
  tx: OrgWriteTx,
  chosen: NonNullable<SetNotificationPreferences['kinds']>,
): Promise<void> {
  const known = new Set(kindsFor(ctx.hub, ctx.permissions).map(({ name }) => name))
  const unknown = chosen.find(({ kind }) => !known.has(kind))
  if (unknown) throw new AppError('NOT_FOUND', { message: `Nobody is told of “${unknown.kind}” here.` })
  // The last one counts where a kind was sent twice.
  const rows = [...new Map(chosen.map((one) => [one.kind, one])).values()]
  if (rows.length === 0) return
  await tx
    .insertInto('notificationPreference')
    .values(
      rows.map(({ push = null, ...row }) => ({
        orgId: ctx.org.orgId,
        userId: ctx.actor.userId,
        push,
        ...row,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['orgId', 'userId', 'kind']).doUpdateSet({
        inApp: sql<boolean>`excluded.in_app`,
        mail: sql<'now'>`excluded.mail`,
        push: sql<boolean | null>`coalesce(excluded.push, notification_preference.push)`,
      }),
    )
    .execute()
}

type HoursChange = Pick<SetNotificationPreferences, 'quiet' | 'digestAt' | 'timeZone' | 'briefing'>

async function setHours(ctx: OrgContext, tx: OrgWriteTx, change: HoursChange): Promise<void> {
  const { quiet, digestAt, timeZone, briefing } = change
  const set = {
    ...(quiet !== undefined && { quietFrom: quiet?.from ?? null, quietTo: quiet?.to ?? null }),
    ...(digestAt !== undefined && { digestAt }),
    ...(timeZone !== undefined && { timeZone }),
    ...(briefing !== undefined && { briefing }),
  }
  if (Object.keys(set).length === 0) return
  await tx
    .insertInto('notificationHours')
    .values({ orgId: ctx.org.orgId, userId: ctx.actor.userId, ...usualRow, ...set })
    .onConflict((conflict) => conflict.columns(['orgId', 'userId']).doUpdateSet(set))
    .execute()
}

/** Changes what was sent; the rest stays. It holds for what happens from then on. */
export const setPreferences = (
  ctx: OrgContext,
  { kinds = [], idempotencyKey: _key, ...hours }: SetNotificationPreferences,
): Promise<NotificationPreferences> =>
  ctx.write(async (tx) => {
    await setKinds(ctx, tx, kinds)
    await setHours(ctx, tx, hours)
    tx.audit('notification.preferences.set', { user: ctx.actor.userId })
    return getPreferences(ctx, tx)
  })
