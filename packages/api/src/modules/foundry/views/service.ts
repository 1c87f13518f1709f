import { sql, uuidv7 } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { readPage } from '../../../platform/data/keyset.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Page } from '../../../shared/list.ts'
import { done } from '../../../shared/mutation.ts'
import type { Done } from '../../../shared/mutation.ts'
import type { ListedObject } from '../objects/schema.ts'
import { searchObjects } from '../objects/search.ts'
import { findType } from '../types/queries.ts'
import type { CreateView, GetView, ListViews, OpenView, RemoveView, UpdateView, View } from './schema.ts'
import { lockViews, requireFew, requireFits, requireFreeName, requireMay } from './rules.ts'

const isMine = ({ actor }: OrgContext) => sql<boolean>`v.created_by_id = ${actor.userId}`

/** Those of everybody, and one's own. Views of a type that is archived come back with it. */
const viewsSeen = (ctx: OrgContext, db: OrgDb) =>
  db
    .selectFrom('foundryView as v')
    // What walls a view off is its own policy, which is tested by itself.
    .leftJoin('foundryType as t', 't.id', 'v.typeId')
    .select([
      'v.id',
      'v.typeId',
      sql<string>`coalesce(t.plural, '')`.as('type'),
      'v.name',
      'v.isShared',
      isMine(ctx).as('isMine'),
      'v.search',
      'v.conditions as where',
      'v.linked',
      'v.sortedBy as by',
      'v.isDescending as descending',
      'v.shown as columns',
      'v.updatedAt',
      'v.version',
    ])
    .where('t.archivedAt', 'is', null)
    .where((eb) => eb.or([eb('v.isShared', '=', true), eb('v.createdById', '=', ctx.actor.userId)]))

export function listViews(ctx: OrgContext, input: ListViews): Promise<Page<View>> {
  const { typeId, search = '', sort } = input
  const found = viewsSeen(ctx, ctx.db)
    .$if(typeId !== undefined, (query) => query.where('v.typeId', '=', typeId ?? ''))
    .where(sql<boolean>`strpos(lower(v.name), lower(${search})) > 0`)
  const id = { expression: sql`v.id`, type: 'uuid' } as const
  return readPage(found, {
    scope: { key: ctx.hub.keys.cursor, list: 'modules.foundry.views.list', orgId: ctx.org.orgId },
    columns:
      sort === 'newest'
        ? [{ ...id, direction: 'desc' }]
        : [
            { expression: sql`lower(v.name)`, type: 'text', direction: 'asc' },
            { ...id, direction: 'asc' },
          ],
    input,
  })
}

/** Throws a NOT_FOUND, also for a view that somebody else keeps for themselves. */
async function findView(ctx: OrgContext, db: OrgDb, id: string): Promise<View> {
  const view = await viewsSeen(ctx, db).where('v.id', '=', id).executeTakeFirst()
  if (!view) throw new AppError('NOT_FOUND')
  return view
}

export const getView = (ctx: OrgContext, { id }: GetView): Promise<View> => findView(ctx, ctx.db, id)

/** The objects of a view, in its order. */
export async function openView(
  ctx: OrgContext,
  { id, cursor, limit }: OpenView,
): Promise<Page<ListedObject>> {
  const { typeId, search, where, linked, by, descending } = await getView(ctx, { id })
  return searchObjects(ctx, {
    typeId,
    where,
    linked,
    descending,
    limit,
    ...(search !== null && { search }),
    ...(by === null ? { sort: 'title' } : { sort: 'property', by }),
    ...(cursor !== undefined && { cursor }),
  })
}

const storedOf = ({ name, isShared, search, where, linked, by, descending, columns }: View) => ({
  name,
  isShared,
  search,
  conditions: JSON.stringify(where),
  linked: JSON.stringify(linked),
  sortedBy: by,
  isDescending: descending,
  shown: columns === null ? null : JSON.stringify(columns),
})

export async function createView(
  ctx: OrgContext,
  { idempotencyKey: _key, ...given }: CreateView,
): Promise<View> {
  return ctx.write(async (tx) => {
    const { orgId } = ctx.org
    const userId = ctx.actor.userId
    const type = await findType(tx, given.typeId)
    const view: View = {
      ...given,
      id: uuidv7(),
      type: type.plural,
      isMine: true,
      search: given.search ?? null,
      by: given.by ?? null,
      columns: given.columns ?? null,
      updatedAt: ctx.now().toISOString(),
      version: 1,
    }
    requireMay(ctx, null, view)
    await requireFits(ctx, type, view)
    await lockViews(tx, orgId)
    await requireFew(tx, userId)
    await requireFreeName(tx, userId, view)
    const times = { createdAt: view.updatedAt, updatedAt: view.updatedAt }
    await tx
      .insertInto('foundryView')
      .values({ id: view.id, orgId, typeId: type.id, createdById: userId, ...storedOf(view), ...times })
      .execute()
    tx.audit('foundry.view.saved', { view: view.id, type: type.id })
    return findView(ctx, tx, view.id)
  })
}

/** What is not named stays; what is shown is checked as a whole, so that no view can be saved that cannot be opened. */
export async function updateView(
  ctx: OrgContext,
  { idempotencyKey: _key, id, version, ...given }: UpdateView,
): Promise<View> {
  return ctx.write(async (tx) => {
    await lockViews(tx, ctx.org.orgId)
    const before = await findView(ctx, tx, id)
    if (version !== undefined && version !== before.version) throw new AppError('STALE_VERSION')
    const changed = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
    const after: View = { ...before, ...changed }
    requireMay(ctx, before, after)
    await requireFits(ctx, await findType(tx, before.typeId), after)
    await requireFreeName(tx, ctx.actor.userId, after)
    await tx
      .updateTable('foundryView')
      .set({ ...storedOf(after), updatedAt: ctx.now(), version: before.version + 1 })
      .where('id', '=', id)
      .execute()
    tx.audit('foundry.view.changed', { view: id, type: before.typeId }, { fields: Object.keys(changed) })
    return findView(ctx, tx, id)
  })
}

export async function removeView(ctx: OrgContext, { id }: RemoveView): Promise<Done> {
  return ctx.write(async (tx) => {
    const view = await tx
      .selectFrom('foundryView as v')
      .select(['v.typeId', 'v.isShared', isMine(ctx).as('isMine')])
      .where('v.id', '=', id)
      .executeTakeFirst()
    if (!view || !(view.isShared || view.isMine)) throw new AppError('NOT_FOUND')
    requireMay(ctx, view, null)
    await tx.deleteFrom('foundryView').where('id', '=', id).execute()
    tx.audit('foundry.view.removed', { view: id, type: view.typeId })
    return done
  })
}
