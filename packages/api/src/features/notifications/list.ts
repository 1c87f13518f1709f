import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { RawBuilder } from 'kysely'
import type { OrgContext } from '../../platform/calls/context.ts'
import { readPage } from '../../platform/data/keyset.ts'
import { AppError } from '../../shared/errors.ts'
import type { Page } from '../../shared/list.ts'
import { countAlike, standsForAlike } from './alike.ts'
import { kindsFor } from './reader.ts'
import type { Reader } from './reader.ts'
import type { InboxCounts, InboxView, ListNotifications, Notification } from './schema.ts'
import { toldNotifications } from './told.ts'

export const readerOf = (ctx: OrgContext, db: OrgDb): Reader => ({
  hub: ctx.hub,
  db,
  org: ctx.org,
  userId: ctx.actor.userId,
  permissions: ctx.permissions,
  now: ctx.now(),
})

/** The kinds the caller may be told of now, of one group or of all. What they may see no longer is not shown any more. */
export const kindNames = (ctx: OrgContext, group?: string): string[] =>
  kindsFor(ctx.hub, ctx.permissions)
    .filter((kind) => group === undefined || kind.group === group)
    .map(({ name }) => name)

const columns = [
  'id',
  'kind',
  'actorId',
  'entity',
  'entityId',
  'data',
  'createdAt',
  'dueAt',
  'readAt',
] as const

/** Since when it needs nobody any more: somebody was through with it, or its time was over. */
const doneAt = (now: Date) =>
  sql<string | null>`coalesce(done_at, case when ends_at <= ${now.toISOString()} then ends_at end)`

/** The caller's own. */
export const selectOwn = (ctx: OrgContext, db: OrgDb, group?: string) =>
  db
    .selectFrom('notification')
    .select(columns)
    .select(doneAt(ctx.now()).as('doneAt'))
    .where('userId', '=', ctx.actor.userId)
    .where('inInbox', '=', true)
    .where(sql<boolean>`kind = any (${kindNames(ctx, group)}::text[])`)

export async function findOwn(ctx: OrgContext, db: OrgDb, id: string): Promise<Notification> {
  const row = await selectOwn(ctx, db)
    .select(countAlike(ctx.now()).as('count'))
    .where('id', '=', id)
    .executeTakeFirst()
  const [notification] = row ? await toldNotifications(readerOf(ctx, db), [row]) : []
  if (!notification) throw new AppError('NOT_FOUND')
  return notification
}

const inView = (view: InboxView, now: Date) => {
  const at = now.toISOString()
  return {
    todo: sql<boolean>`${doneAt(now)} is null and due_at <= ${at}`,
    unread: sql<boolean>`${doneAt(now)} is null and due_at <= ${at} and read_at is null`,
    snoozed: sql<boolean>`${doneAt(now)} is null and due_at > ${at}`,
    done: sql<boolean>`${doneAt(now)} is not null`,
  }[view]
}

/** The caller's inbox, newest first. Those that are alike stand in one row. */
export async function listNotifications(
  ctx: OrgContext,
  input: ListNotifications,
): Promise<Page<Notification>> {
  const now = ctx.now()
  const rows = selectOwn(ctx, ctx.db, input.group)
    .select(countAlike(now).as('count'))
    .where(inView(input.view, now))
    .where(standsForAlike(now))
  const page = await readPage(rows, {
    scope: { key: ctx.hub.keys.cursor, list: 'notifications.list', orgId: ctx.org.orgId },
    columns: [
      { expression: sql`notification.due_at`, type: 'timestamptz', direction: 'desc' },
      { expression: sql`notification.id`, type: 'uuid', direction: 'desc' },
    ],
    input,
  })
  return { ...page, items: await toldNotifications(readerOf(ctx, ctx.db), page.items) }
}

/** How many there are in each part of the inbox that is to be looked at. */
export async function countNotifications(ctx: OrgContext): Promise<InboxCounts> {
  const at = ctx.now().toISOString()
  const parts = ctx.db
    .selectFrom('notification')
    .select(['kind', 'alike', 'readAt', sql`case when due_at > ${at} then due_at end`.as('snoozedTo')])
    .distinct()
    .where('userId', '=', ctx.actor.userId)
    .where('inInbox', '=', true)
    .where(sql<boolean>`${doneAt(ctx.now())} is null`)
    .where(sql<boolean>`kind = any (${kindNames(ctx)}::text[])`)
  const counted = (which: RawBuilder<unknown>) => sql<number>`(count(*) filter (where ${which}))::int`
  const row = await ctx.db
    .selectFrom(parts.as('part'))
    .select([
      counted(sql`snoozed_to is null and read_at is null`).as('unread'),
      counted(sql`snoozed_to is null`).as('todo'),
      counted(sql`snoozed_to is not null`).as('snoozed'),
    ])
    .executeTakeFirst()
  const { unread = 0, todo = 0, snoozed = 0 } = row ?? {}
  return { unread, todo, snoozed }
}
