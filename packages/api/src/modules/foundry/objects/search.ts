import { sql } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { decodeCursor, encodeCursor } from '../../../platform/data/cursor.ts'
import { readPage } from '../../../platform/data/keyset.ts'
import type { SortColumn } from '../../../platform/data/keyset.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Page } from '../../../shared/list.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { findType, propertyOf } from '../types/queries.ts'
import type { KnownType } from '../types/queries.ts'
import type { SlotName } from '../types/slots.ts'
import { fitting } from './fitting.ts'
import type { Filters, Fitting } from './fitting.ts'
import { listedColumns, withValues } from './read.ts'
import type { ListedRow } from './read.ts'
import type { CountObjects, ListedObject, ObjectCount, SearchObjects } from './schema.ts'

const LIST = 'modules.foundry.objects.search'
/** Smaller than any id. */
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000'

const sortTypes = { t: 'text', n: 'float8', d: 'timestamptz' } as const

interface Sorting {
  columns: SortColumn[]
  /** Of what it is sorted by, where objects may lack that: they come last. */
  slot: SlotName | null
}

/** What orders objects, and where that stands. Throws a fault of the field `by`. */
export function sortingOf(
  type: KnownType,
  { sort, by, descending = sort === 'newest' }: Pick<SearchObjects, 'sort' | 'by' | 'descending'>,
): Sorting {
  const direction = descending ? 'desc' : 'asc'
  const id: SortColumn = { expression: sql`o.id`, type: 'uuid', direction }
  if (sort === 'newest') return { columns: [id], slot: null }
  if (sort === 'title')
    return { columns: [{ expression: sql`o.title`, type: 'text', direction }, id], slot: null }
  if (by === undefined) throw fieldFault('by', 'Say in `by` which property they are sorted by.')
  const { slot, title } = propertyOf(type, by, 'by')
  if (slot === null) throw fieldFault('by', `Sort by something else: “${title}” is not found by.`)
  const letter = slot.charAt(0) as keyof typeof sortTypes
  const column: SortColumn = { expression: sql.ref(`o.${slot}`), type: sortTypes[letter], direction }
  return { columns: [column, id], slot }
}

/**
 * Those that have the property in its order, then those that lack it: as two lists, each of which an index leads through, where
 * one order of both would sort every object for each page.
 */
async function pageInTwoParts(
  ctx: OrgContext,
  input: SearchObjects,
  { query, slot, columns }: { query: Fitting; slot: SlotName; columns: SortColumn[] },
): Promise<Page<ListedRow>> {
  const scope = { key: ctx.hub.keys.cursor, list: LIST, orgId: ctx.org.orgId }
  const emptyScope = { ...scope, list: `${LIST}:empty` }
  const { cursor, limit, ...filters } = input
  const [id] = columns.slice(-1)
  const empties = (more: { cursor?: string | undefined; limit: number }) =>
    readPage(query.where(sql<boolean>`${sql.ref(`o.${slot}`)} is null`).select(listedColumns), {
      scope: emptyScope,
      columns: id ? [{ ...id, direction: 'asc' }] : [],
      input: { ...filters, ...more },
    })
  if (cursor !== undefined && isCursorOf({ ...emptyScope, query: filters }, cursor))
    return empties({ cursor, limit })
  const filled = await readPage(
    query.where(sql<boolean>`${sql.ref(`o.${slot}`)} is not null`).select(listedColumns),
    {
      scope,
      columns,
      input,
    },
  )
  if (filled.nextCursor !== null) return filled
  if (filled.items.length === limit)
    return { items: filled.items, nextCursor: encodeCursor({ ...emptyScope, query: filters }, [BEFORE_ALL]) }
  const rest = await empties({ limit: limit - filled.items.length })
  return { items: [...filled.items, ...rest.items], nextCursor: rest.nextCursor }
}

function isCursorOf(scope: Parameters<typeof decodeCursor>[0], cursor: string): boolean {
  try {
    decodeCursor(scope, cursor)
    return true
  } catch (error) {
    if (error instanceof AppError) return false
    throw error
  }
}

/** Objects of a type, by words and conditions, in an order that the caller chose. */
export async function searchObjects(ctx: OrgContext, input: SearchObjects): Promise<Page<ListedObject>> {
  const type = await findType(ctx.db, input.typeId)
  const { columns, slot } = sortingOf(type, input)
  const query = (await fitting(ctx, type, input))()
  const scope = { key: ctx.hub.keys.cursor, list: LIST, orgId: ctx.org.orgId }
  const page =
    slot === null
      ? await readPage(query.select(listedColumns), { scope, columns, input })
      : await pageInTwoParts(ctx, input, { query, slot, columns })
  return { items: await withValues(ctx.db, type, page.items), nextCursor: page.nextCursor }
}

/** How many fit, of how many there are. */
export async function countObjects(ctx: OrgContext, input: CountObjects): Promise<ObjectCount> {
  const type = await findType(ctx.db, input.typeId)
  const count = async (filters: Filters) => {
    const found = await fitting(ctx, type, filters)
    const row = await found()
      .select(sql<number>`count(*)::int`.as('count'))
      .executeTakeFirst()
    return row?.count ?? 0
  }
  const of = await count({})
  const isAll = input.search === undefined && !input.where?.length && !input.linked?.length
  return { count: isAll ? of : await count(input), of }
}
