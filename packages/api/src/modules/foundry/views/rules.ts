import { sql } from '@hub/db'
import type { OrgDb, OrgTx } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { AppError } from '../../../shared/errors.ts'
import { inSentence } from '../../../shared/in-sentence.ts'
import { fitting } from '../objects/fitting.ts'
import { sortingOf } from '../objects/search.ts'
import { propertyOf } from '../types/queries.ts'
import type { KnownType } from '../types/queries.ts'
import type { View } from './schema.ts'

/** More of one person's are no names any more that they would know one from another by. */
export const MOST_VIEWS = 200

/** Two that save under one name at once would both find it free. */
export const lockViews = (tx: OrgTx, orgId: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`foundry.views|${orgId}`}, 0))`.execute(tx)

type Seen = Pick<View, 'isShared' | 'isMine'>

/** Everybody saves for themselves; what all see is for those who may correct the data. Throws a FORBIDDEN. */
export function requireMay({ permissions }: OrgContext, before: Seen | null, after: Seen | null): void {
  const isOfAll = before?.isShared === true || after?.isShared === true
  if (isOfAll && !permissions.has('foundry.data.write'))
    throw new AppError('FORBIDDEN', {
      message: 'Views that everybody sees are for those who may correct the data. Save one for yourself.',
    })
  if (before?.isShared === true && after?.isShared === false && !before.isMine)
    throw new AppError('FORBIDDEN', {
      message: 'Only who made this view can keep it for themselves. Save one of your own, or remove it.',
    })
}

/** Throws the fault of whatever its type cannot be found, sorted or shown by. */
export async function requireFits(ctx: OrgContext, type: KnownType, view: View): Promise<void> {
  await fitting(ctx, type, { where: view.where, linked: view.linked })
  if (view.by !== null) sortingOf(type, { sort: 'property', by: view.by, descending: view.descending })
  for (const name of view.columns ?? []) propertyOf(type, name, 'columns')
}

export async function requireFew(db: OrgDb, userId: string): Promise<void> {
  const { count } = await db
    .selectFrom('foundryView')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('createdById', '=', userId)
    .executeTakeFirstOrThrow()
  if (count < MOST_VIEWS) return
  throw new AppError('CONFLICT', {
    message: `You saved ${MOST_VIEWS} views. Remove one that you no longer need.`,
  })
}

/** Throws a CONFLICT where another view that the same people see is called so. */
export async function requireFreeName(db: OrgDb, userId: string, view: View): Promise<void> {
  const other = await db
    .selectFrom('foundryView')
    .select('id')
    .where('typeId', '=', view.typeId)
    .where('id', '<>', view.id)
    .where('isShared', '=', view.isShared)
    .$if(!view.isShared, (query) => query.where('createdById', '=', userId))
    .where(sql<boolean>`lower(name) = lower(${view.name})`)
    .executeTakeFirst()
  if (!other) return
  const message = `There is a view “${view.name}” of ${inSentence(view.type)} already. Give this one another name.`
  throw new AppError('CONFLICT', { message, issues: [{ path: 'name', message }] })
}
