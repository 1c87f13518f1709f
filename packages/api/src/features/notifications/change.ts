import { sql } from '@hub/db'
import type { RawBuilder } from 'kysely'
import type { OrgContext } from '../../platform/calls/context.ts'
import { AppError } from '../../shared/errors.ts'
import { isOrStandsWith } from './alike.ts'
import { findOwn, kindNames } from './list.ts'
import type {
  ChangeAllNotifications,
  ChangedNotifications,
  ChangeNotification,
  Notification,
  SnoozeNotification,
} from './schema.ts'

interface Change {
  readAt?: Date | RawBuilder<string> | null
  doneAt?: Date | RawBuilder<string> | null
  dueAt?: Date | RawBuilder<string>
}

/** Changes one of the caller's own, with those that stand in its row; another's is not found. */
function change(ctx: OrgContext, id: string, to: Change): Promise<Notification> {
  return ctx.write(async (tx) => {
    await tx
      .updateTable('notification')
      .set(to)
      .where(isOrStandsWith(id, ctx.now()))
      .where('userId', '=', ctx.actor.userId)
      .where('inInbox', '=', true)
      .execute()
    return findOwn(ctx, tx, id)
  })
}

const readNow = (ctx: OrgContext) => sql<string>`coalesce(read_at, ${ctx.now()})`

export const markRead = (ctx: OrgContext, { id }: ChangeNotification): Promise<Notification> =>
  change(ctx, id, { readAt: readNow(ctx) })

export const markUnread = (ctx: OrgContext, { id }: ChangeNotification): Promise<Notification> =>
  change(ctx, id, { readAt: null })

/** It needs nobody any more. */
export const finishNotification = (ctx: OrgContext, { id }: ChangeNotification): Promise<Notification> =>
  change(ctx, id, { readAt: readNow(ctx), doneAt: sql<string>`coalesce(done_at, ${ctx.now()})` })

/** Back to where it stood before it was done or snoozed. */
export const restoreNotification = (ctx: OrgContext, { id }: ChangeNotification): Promise<Notification> =>
  change(ctx, id, {
    doneAt: null,
    dueAt: sql<string>`case when due_at > ${ctx.now()} then created_at else due_at end`,
  })

const LONGEST_MS = 366 * 24 * 3_600_000

/** Puts it off; it comes back unread. */
export async function snoozeNotification(
  ctx: OrgContext,
  { id, until }: SnoozeNotification,
): Promise<Notification> {
  const ahead = Date.parse(until) - ctx.now().getTime()
  if (ahead <= 0 || ahead > LONGEST_MS)
    throw new AppError('BAD_REQUEST', { message: 'Choose a time that is still to come, within a year.' })
  return change(ctx, id, { dueAt: new Date(until), readAt: null, doneAt: null })
}

/** Changes all that stand in the inbox, of one group or of all. */
function changeAll(
  ctx: OrgContext,
  { group, until }: ChangeAllNotifications,
  to: Change,
): Promise<ChangedNotifications> {
  const now = ctx.now().toISOString()
  const latest = until === undefined || until > now ? now : until
  return ctx.write(async (tx) => {
    const changed = await tx
      .updateTable('notification')
      .set(to)
      .where('userId', '=', ctx.actor.userId)
      .where('inInbox', '=', true)
      .where('doneAt', 'is', null)
      .$if(!('doneAt' in to), (query) => query.where('readAt', 'is', null))
      .where('dueAt', '<=', latest)
      .where(sql<boolean>`kind = any (${kindNames(ctx, group)}::text[])`)
      .executeTakeFirst()
    return { count: Number(changed.numUpdatedRows) }
  })
}

export const markAllRead = (ctx: OrgContext, input: ChangeAllNotifications): Promise<ChangedNotifications> =>
  changeAll(ctx, input, { readAt: ctx.now() })

export const finishAll = (ctx: OrgContext, input: ChangeAllNotifications): Promise<ChangedNotifications> =>
  changeAll(ctx, input, { readAt: readNow(ctx), doneAt: ctx.now() })
