import { sql } from '@hub/db'

import type { RawBuilder, SelectQueryBuilder } from 'kysely'
import type { Page } from '../../shared/list.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import type { CursorScope } from './cursor.ts'

/** One sort column: an SQL expression that is never null, its type for the cursor, its direction. */
export interface SortColumn {
  expression: RawBuilder<unknown>
  type: 'text' | 'uuid' | 'int' | 'bigint' | 'float8' | 'date' | 'timestamptz'
  direction: 'asc' | 'desc'
}

const positionOf = (columns: readonly SortColumn[]) =>
  sql<string[]>`array[${sql.join(columns.map(({ expression }) => sql`(${expression})::text`))}]`

/** Rows strictly after the cursor, also where directions differ between columns. */
function after(columns: readonly SortColumn[], values: readonly string[]): RawBuilder<boolean> {
  const [{ direction: way } = { direction: 'asc' }] = columns
  // One comparison of rows is the only form in which an index begins at the cursor instead of at the first row.
  if (columns.every(({ direction }) => direction === way)) {
    const left = sql.join(columns.map(({ expression }) => expression))
    const right = sql.join(columns.map(({ type }, index) => sql`${values[index]}::${sql.raw(type)}`))
    return sql<boolean>`(${left}) ${sql.raw(way === 'asc' ? '>' : '<')} (${right})`
  }
  const alternatives = columns.map((column, index) => {
    const equal = columns
      .slice(0, index)
      .map((earlier, at) => sql`${earlier.expression} = ${values[at]}::${sql.raw(earlier.type)}`)
    const beyond = sql`${column.expression} ${sql.raw(column.direction === 'asc' ? '>' : '<')} ${values[index]}::${sql.raw(column.type)}`
    return sql`(${sql.join([...equal, beyond], sql` and `)})`
  })
  return sql<boolean>`(${sql.join(alternatives, sql` or `)})`
}

export interface PageRequest {
  scope: Omit<CursorScope, 'query'>
  columns: readonly SortColumn[]
  input: { cursor?: string | undefined; limit: number }
}

const scopeOf = ({ scope, input: { cursor: _cursor, limit: _limit, ...filters } }: PageRequest) => ({
  ...scope,
  query: filters,
})

/** The sort columns of the row after which the page begins; undefined for the first page. Throws BAD_REQUEST as a page does. */
export const pagePosition = (request: PageRequest): string[] | undefined =>
  request.input.cursor === undefined ? undefined : decodeCursor(scopeOf(request), request.input.cursor)

/** The cursor of the page after a row with these sort columns. */
export const cursorAfter = (request: PageRequest, position: string[]): string =>
  encodeCursor(scopeOf(request), position)

/** The page query adds `position` to the caller's columns; an answer shows only those. */
function withoutPosition<O>(row: object): O {
  const { position: _position, ...rest } = row as { position: string[] }
  return rest as O
}

/**
 * One page of a keyset list (CON-3). The last column must be unique. The cursor carries the sort columns as text,
 * because instants lose their microseconds on the way through a Date.
 */
export async function readPage<DB, TB extends keyof DB, O>(
  query: SelectQueryBuilder<DB, TB, O>,
  request: PageRequest,
): Promise<Page<O>> {
  const {
    columns,
    input: { limit },
  } = request
  const position = pagePosition(request)
  let page = query.select(positionOf(columns).as('position'))
  if (position !== undefined) page = page.where(after(columns, position))
  for (const { expression, direction } of columns) page = page.orderBy(expression, direction)
  const rows = await page.limit(limit + 1).execute()
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  const nextCursor =
    rows.length > limit && last ? cursorAfter(request, (last as { position: string[] }).position) : null
  return { items: items.map((row) => withoutPosition<O>(row)), nextCursor }
}
