import type { OrgContext } from '../../../platform/calls/context.ts'
import { csvLine } from '../../../platform/files/csv.ts'
import { exportedText } from '../../../platform/files/text-export.ts'
import type { RowsRead } from '../../../platform/files/text-export.ts'
import { AppError } from '../../../shared/errors.ts'
import { findType } from '../types/queries.ts'
import type { KnownType } from '../types/queries.ts'
import { ObjectFilters } from './schema.ts'
import type { ListedObject } from './schema.ts'
import { countObjects, searchObjects } from './search.ts'

/** What is in memory at a time. */
const PAGE = 100

interface Column {
  head: string
  cell: (object: ListedObject) => unknown
}

const part = (value: unknown, name: 'amount' | 'currency'): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : ''

/** What went out is a number: a text with a minus in front would be guarded as a formula, and no sheet would add it up. */
const amountIn = (value: unknown): unknown => {
  const amount = part(value, 'amount')
  return typeof amount === 'string' && amount.startsWith('-') ? Number(amount) : amount
}

/** The properties of a type; an amount and its currency stand apart, so that a sheet can add it up. */
const columnsOf = ({ properties }: KnownType): Column[] => [
  ...properties.flatMap(({ name, title, kind }): Column[] =>
    kind === 'money'
      ? [
          { head: title, cell: ({ values }) => amountIn(values[name]) },
          { head: `${title} (currency)`, cell: ({ values }) => part(values[name], 'currency') },
        ]
      : [{ head: title, cell: ({ values }) => values[name] }],
  ),
  { head: 'Id', cell: ({ id }) => id },
]

async function* sheetOf(ctx: OrgContext, filters: ObjectFilters, read: RowsRead): AsyncGenerator<string> {
  const columns = columnsOf(await findType(ctx.db, filters.typeId))
  yield csvLine(columns.map(({ head }) => head))
  let cursor: string | undefined
  do {
    const page = await searchObjects(ctx, {
      ...filters,
      sort: 'title',
      limit: PAGE,
      ...(cursor !== undefined && { cursor }),
    })
    read.rows += page.items.length
    yield page.items.map((object) => csvLine(columns.map(({ cell }) => cell(object)))).join('')
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
}

/** The objects of a type as a sheet, as they are shown: with what people corrected. */
export const objectExport = exportedText({
  kind: 'objects',
  procedure: 'modules.foundry.objects.export',
  action: 'foundry.object.exported',
  filters: ObjectFilters,
  async require(ctx, filters) {
    const { count } = await countObjects(ctx, filters)
    if (count === 0) throw new AppError('NOT_FOUND', { message: 'Nothing matches these filters.' })
  },
  format: () => ({ ending: 'csv', mediaType: 'text/csv; charset=utf-8' }),
  parts: sheetOf,
  count: async (ctx, filters) => (await countObjects(ctx, filters)).count,
})
