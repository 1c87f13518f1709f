import type { OrgContext } from '../../../platform/calls/context.ts'
import { csvHead, csvLine } from '../../../platform/files/csv.ts'
import { exportedText } from '../../../platform/files/text-export.ts'
import type { RowsRead } from '../../../platform/files/text-export.ts'
import { AppError } from '../../../shared/errors.ts'
import { findType, linksOf, propertyOf } from '../types/queries.ts'
import type { KnownType, TypedProperty } from '../types/queries.ts'
import { ObjectSheet } from './schema.ts'
import type { ListedObject } from './schema.ts'
import { countObjects, searchObjects, sortingOf } from './search.ts'

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

/** An amount and its currency stand apart, so that a sheet can add it up. */
const cellsOf = ({ name, title, kind }: TypedProperty): Column[] =>
  kind === 'money'
    ? [
        { head: title, cell: ({ values }) => amountIn(values[name]) },
        { head: `${title} (currency)`, cell: ({ values }) => part(values[name], 'currency') },
      ]
    : [{ head: title, cell: ({ values }) => values[name] }]

/** All of a type: its properties as they are, and by which id the hub knows each. */
const allOf = ({ properties }: KnownType): Column[] => [
  ...properties.flatMap(cellsOf),
  { head: 'Id', cell: ({ id }) => id },
]

/** What is on the page: what they are called, then the chosen properties; one that names another object as that is called. */
async function shownOf(ctx: OrgContext, type: KnownType, names: readonly string[]): Promise<Column[]> {
  const links = (await linksOf(ctx.db, type.id)).filter(({ isOne }) => isOne)
  const columns = names.flatMap((name): Column[] => {
    const property = propertyOf(type, name, 'columns')
    const link = links.find((one) => one.property === name)
    if (!link) return cellsOf(property)
    return [{ head: link.title, cell: ({ values, links: ends }) => ends[link.name]?.title ?? values[name] }]
  })
  return [{ head: type.title, cell: ({ title }) => title }, ...columns]
}

async function columnsOf(ctx: OrgContext, { typeId, columns }: ObjectSheet): Promise<Column[]> {
  const type = await findType(ctx.db, typeId)
  return columns === undefined ? allOf(type) : shownOf(ctx, type, columns)
}

const filtersOf = ({ columns: _columns, by: _by, descending: _descending, ...filters }: ObjectSheet) =>
  filters

const orderOf = ({ by, descending = false }: ObjectSheet) => ({
  descending,
  ...(by === undefined ? { sort: 'title' as const } : { sort: 'property' as const, by }),
})

async function* sheetOf(ctx: OrgContext, sheet: ObjectSheet, read: RowsRead): AsyncGenerator<string> {
  const columns = await columnsOf(ctx, sheet)
  const filters = filtersOf(sheet)
  yield csvHead(columns.map(({ head }) => head))
  let cursor: string | undefined
  do {
    const page = await searchObjects(ctx, {
      ...filters,
      ...orderOf(sheet),
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
  filters: ObjectSheet,
  async require(ctx, sheet) {
    await columnsOf(ctx, sheet)
    sortingOf(await findType(ctx.db, sheet.typeId), orderOf(sheet))
    const { count } = await countObjects(ctx, filtersOf(sheet))
    if (count === 0) throw new AppError('NOT_FOUND', { message: 'Nothing matches these filters.' })
  },
  format: () => ({ ending: 'csv', mediaType: 'text/csv; charset=utf-8' }),
  parts: sheetOf,
  count: async (ctx, sheet) => (await countObjects(ctx, filtersOf(sheet))).count,
})
