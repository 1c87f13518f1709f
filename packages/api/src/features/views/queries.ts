import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { OrgContext } from '../../platform/calls/context.ts'
import { rowsOf } from '../../platform/catalog/entities.ts'
import { addressOf } from '../../platform/catalog/find.ts'
import { AppError } from '../../shared/errors.ts'
import { readableLists } from './rules.ts'
import type { SavedView } from './schema.ts'

type ViewRow = Omit<SavedView, 'title' | 'page'>

/** Views of lists the caller sees: those of everybody, and one's own. */
export function viewsSeen(ctx: OrgContext, db: OrgDb) {
  const userId = ctx.actor.userId
  const lists = readableLists(ctx)
  return db
    .selectFrom('savedView')
    .select([
      'id',
      'list',
      'ofId',
      'name',
      sql<boolean>`person_id is null`.as('isShared'),
      sql<boolean>`created_by_id = ${userId}`.as('isMine'),
      sql<SavedView['shown']>`shown`.as('shown'),
      'updatedAt',
      'version',
    ])
    .where((eb) => eb.or([eb('personId', 'is', null), eb('personId', '=', userId)]))
    .where((eb) =>
      eb.or(
        lists.map(([name, { of }]) => {
          const isOf = eb('list', '=', name)
          return of ? eb.and([isOf, of.isThere(sql`saved_view.of_id`)]) : isOf
        }),
      ),
    )
}

/** With what their lists are called. */
export async function withTitles(ctx: OrgContext, db: OrgDb, rows: readonly ViewRow[]): Promise<SavedView[]> {
  const keys = rows.flatMap(({ list, ofId }) => {
    const of = ctx.hub.lists.get(list)?.of
    return of && ofId !== null ? [{ entity: of.entity, id: ofId }] : []
  })
  const named = await rowsOf('names', { db, hub: ctx.hub }, keys)
  return rows.map((row) => {
    const list = ctx.hub.lists.get(row.list)
    return {
      ...row,
      title: (row.ofId !== null && named.get(row.ofId)?.name) || (list?.title ?? row.list),
      page: addressOf(list?.page, { org: ctx.org.slug, id: '', name: '' }) ?? '',
    }
  })
}

/** Throws a NOT_FOUND, also for a view that somebody else keeps for themselves. */
export async function findView(ctx: OrgContext, db: OrgDb, id: string): Promise<SavedView> {
  const row = await viewsSeen(ctx, db).where('id', '=', id).executeTakeFirst()
  const [view] = row ? await withTitles(ctx, db, [row]) : []
  if (!view) throw new AppError('NOT_FOUND', { message: 'There is no such view here, or it was removed.' })
  return view
}
