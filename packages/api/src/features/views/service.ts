import { sql, uuidv7 } from '@hub/db'
import type { OrgContext } from '../../platform/calls/context.ts'
import { readPage } from '../../platform/data/keyset.ts'
import { requireVersion } from '../../platform/data/versions.ts'
import { AppError } from '../../shared/errors.ts'
import type { Page } from '../../shared/list.ts'
import { done } from '../../shared/mutation.ts'
import type { Done } from '../../shared/mutation.ts'
import { findView, viewsSeen, withTitles } from './queries.ts'
import { listOf, lockViews, requireFew, requireFits, requireFreeName, requireMay } from './rules.ts'
import type { CreateView, GetView, ListViews, RemoveView, SavedView, UpdateView } from './schema.ts'

export async function listViews(ctx: OrgContext, input: ListViews): Promise<Page<SavedView>> {
  const { list, ofId, search = '', sort } = input
  const found = viewsSeen(ctx, ctx.db)
    .$if(list !== undefined, (query) => query.where('list', '=', list ?? ''))
    .$if(ofId !== undefined, (query) => query.where(sql<boolean>`of_id::text = ${ofId}`))
    .where(sql<boolean>`strpos(lower(name), lower(${search})) > 0`)
  const id = { expression: sql`id`, type: 'uuid' } as const
  const { items, nextCursor } = await readPage(found, {
    scope: { key: ctx.hub.keys.cursor, list: 'views.list', orgId: ctx.org.orgId },
    columns:
      sort === 'newest'
        ? [{ ...id, direction: 'desc' }]
        : [
            { expression: sql`lower(name)`, type: 'text', direction: 'asc' },
            { ...id, direction: 'asc' },
          ],
    input,
  })
  return { items: await withTitles(ctx, ctx.db, items), nextCursor }
}

export const getView = (ctx: OrgContext, { id }: GetView): Promise<SavedView> => findView(ctx, ctx.db, id)

export async function createView(
  ctx: OrgContext,
  { idempotencyKey: _key, ...given }: CreateView,
): Promise<SavedView> {
  return ctx.write(async (tx) => {
    const { userId } = ctx.actor
    const list = listOf(ctx, given.list)
    requireMay(ctx, list, { after: { ...given, isMine: true } })
    const ofId = await requireFits(ctx, list, given.shown)
    const view = { ...given, ofId, id: uuidv7() }
    await lockViews(tx, ctx.org.orgId)
    await requireFew(tx, userId)
    await requireFreeName(tx, userId, view)
    const now = ctx.now()
    await tx
      .insertInto('savedView')
      .values({
        id: view.id,
        orgId: ctx.org.orgId,
        list: view.list,
        ofId,
        name: view.name,
        shown: JSON.stringify(view.shown),
        personId: view.isShared ? null : userId,
        createdById: userId,
        createdAt: now,
        updatedAt: now,
      })
      .execute()
    tx.audit('view.saved', { view: view.id }, { list: view.list })
    return findView(ctx, tx, view.id)
  })
}

/** What is not named stays; what is shown is looked at as a whole, so that no view can be saved that cannot be opened. */
export async function updateView(
  ctx: OrgContext,
  { idempotencyKey: _key, id, version, ...given }: UpdateView,
): Promise<SavedView> {
  return ctx.write(async (tx) => {
    await lockViews(tx, ctx.org.orgId)
    const before = await findView(ctx, tx, id)
    requireVersion(before, version)
    const changed = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
    const after: SavedView = { ...before, ...changed }
    const list = listOf(ctx, before.list)
    requireMay(ctx, list, { before, after })
    if (given.shown && (await requireFits(ctx, list, given.shown)) !== before.ofId)
      throw new AppError('BAD_REQUEST', { message: 'A view stays with its list. Save a new one.' })
    await requireFreeName(tx, ctx.actor.userId, after)
    await tx
      .updateTable('savedView')
      .set({
        name: after.name,
        shown: JSON.stringify(after.shown),
        personId: after.isShared ? null : ctx.actor.userId,
        updatedAt: ctx.now(),
        version: before.version + 1,
      })
      .where('id', '=', id)
      .execute()
    tx.audit('view.changed', { view: id }, { list: before.list, fields: Object.keys(changed) })
    return findView(ctx, tx, id)
  })
}

export async function removeView(ctx: OrgContext, { id }: RemoveView): Promise<Done> {
  return ctx.write(async (tx) => {
    await lockViews(tx, ctx.org.orgId)
    const view = await findView(ctx, tx, id)
    requireMay(ctx, listOf(ctx, view.list), { before: view })
    await tx.deleteFrom('savedView').where('id', '=', id).execute()
    tx.audit('view.removed', { view: id }, { list: view.list })
    return done
  })
}
