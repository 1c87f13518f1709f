import { sql } from '@hub/db'
import type { OrgDb, OrgTx } from '@hub/db'
import type { OrgPermission } from '../../platform/access/permissions.ts'
import type { OrgContext } from '../../platform/calls/context.ts'
import type { ListDeclaration, Shown } from '../../platform/catalog/lists.ts'
import { takeTurn } from '../../platform/data/locks.ts'
import { AppError } from '../../shared/errors.ts'
import type { SavedView } from './schema.ts'

/** More of one person's are no names any more that they would know one from another by. */
export const MOST_VIEWS = 200

/** Two that save under one name at once would both find it free. */
export const lockViews = (tx: OrgTx, orgId: string) => takeTurn(tx, `views|${orgId}`)

/** Looked at when the hub started: it is one that is declared. */
const declared = (permission: string) => permission as OrgPermission

const holds = ({ permissions }: OrgContext, permission: string) => permissions.has(declared(permission))

/** The lists the caller sees, by name. */
export const readableLists = (ctx: OrgContext): (readonly [string, ListDeclaration])[] =>
  [...ctx.hub.lists].filter(([, { permission }]) => holds(ctx, permission))

/** Throws NOT_FOUND where the caller sees no such list. */
export function listOf(ctx: OrgContext, name: string): ListDeclaration {
  const list = ctx.hub.lists.get(name)
  if (list && holds(ctx, list.permission)) return list
  const message = 'There is no such list here whose views have names.'
  throw new AppError('NOT_FOUND', { message, issues: [{ path: 'list', message }] })
}

type Seen = Pick<SavedView, 'isShared' | 'isMine'>

/** Everybody saves for themselves; what all see takes a right in the list. Throws a FORBIDDEN. */
export function requireMay(
  ctx: OrgContext,
  { sharing }: ListDeclaration,
  { before, after }: { before?: Seen; after?: Seen },
): void {
  const isOfAll = before?.isShared === true || after?.isShared === true
  if (isOfAll && !holds(ctx, sharing)) {
    const right = ctx.hub.permissions.titleOf(declared(sharing))
    throw new AppError('FORBIDDEN', {
      message: `Views that everybody sees take the right “${right}”. Save one for yourself.`,
    })
  }
  if (before?.isShared === true && after?.isShared === false && !before.isMine)
    throw new AppError('FORBIDDEN', {
      message: 'Only who made this view can keep it for themselves. Save one of your own, or remove it.',
    })
}

/** What it is a list of, as the address says. Throws where that is missing, or where the list could not be shown like this. */
export async function requireFits(
  ctx: OrgContext,
  { of }: ListDeclaration,
  shown: Shown,
): Promise<string | null> {
  if (!of) return null
  const id = shown[of.param]
  if (typeof id !== 'string') {
    const message = `Say in “${of.param}” what it is a list of.`
    throw new AppError('BAD_REQUEST', { message, issues: [{ path: 'shown', message }] })
  }
  await of.requireFits(ctx, id, shown)
  return id
}

export async function requireFew(db: OrgDb, userId: string): Promise<void> {
  const { count } = await db
    .selectFrom('savedView')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('createdById', '=', userId)
    .executeTakeFirstOrThrow()
  if (count < MOST_VIEWS) return
  throw new AppError('CONFLICT', {
    message: `You saved ${MOST_VIEWS} views. Remove one that you no longer need.`,
  })
}

type Named = Pick<SavedView, 'id' | 'list' | 'ofId' | 'name' | 'isShared'>

/** Throws a CONFLICT where another view that the same people see is called so. */
export async function requireFreeName(db: OrgDb, userId: string, view: Named): Promise<void> {
  const other = await db
    .selectFrom('savedView')
    .select('id')
    .where('list', '=', view.list)
    .where(sql<boolean>`of_id is not distinct from ${view.ofId}::uuid`)
    .where('id', '<>', view.id)
    .where(sql<boolean>`person_id is not distinct from ${view.isShared ? null : userId}::uuid`)
    .where(sql<boolean>`lower(name) = lower(${view.name})`)
    .executeTakeFirst()
  if (!other) return
  const message = `There is a view “${view.name}” of this list already. Give this one another name.`
  throw new AppError('CONFLICT', { message, issues: [{ path: 'name', message }] })
}
