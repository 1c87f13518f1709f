import type { z } from 'zod'
import { AppError } from '../../shared/errors.ts'
import type { Page } from '../../shared/list.ts'
import type { OrgContext } from '../calls/context.ts'
import { csvHead, csvLine } from './csv.ts'
import { exportedText } from './text-export.ts'
import type { ExportedText, RowsRead } from './text-export.ts'

/** What is in memory at a time. */
const PAGE = 400

interface ListExport<Filters, Row> {
  /** The name of the list, in the file's name as well. */
  kind: string
  /** The procedure that prepares the file; whoever may call it then may open it. */
  procedure: string
  /** How the log names it. */
  action: string
  filters: z.core.$ZodType<Filters>
  /** The list itself, as its procedure reads it. */
  list: (ctx: OrgContext, input: Filters & { cursor?: string; limit: number }) => Promise<Page<Row>>
  /** How many rows fit. */
  count?: (ctx: OrgContext, input: Filters) => Promise<number>
  /** The columns of the sheet, by their heads. */
  columns: Readonly<Record<string, (row: Row) => unknown>>
}

/** Makes a list of an organization exportable as a sheet: everything that its filters let through, page by page. */
export function exportedList<Filters extends Record<string, unknown>, Row>({
  list,
  columns,
  ...text
}: ListExport<Filters, Row>): ExportedText<Filters> {
  return exportedText({
    ...text,
    async require(ctx, filters) {
      const { items } = await list(ctx, { ...filters, limit: 1 })
      if (items.length === 0) throw new AppError('NOT_FOUND', { message: 'Nothing matches these filters.' })
    },
    format: () => ({ ending: 'csv', mediaType: 'text/csv; charset=utf-8' }),
    parts: (ctx, filters, read) => sheetOf({ list, columns }, { ctx, read }, filters),
  })
}

async function* sheetOf<Filters extends Record<string, unknown>, Row>(
  { list, columns }: Pick<ListExport<Filters, Row>, 'list' | 'columns'>,
  { ctx, read }: { ctx: OrgContext; read: RowsRead },
  filters: Filters,
): AsyncGenerator<string> {
  yield csvHead(Object.keys(columns))
  const cells = Object.values(columns)
  let cursor: string | undefined
  do {
    const page = await list(ctx, { ...filters, limit: PAGE, ...(cursor !== undefined && { cursor }) })
    read.rows += page.items.length
    yield page.items.map((row) => csvLine(cells.map((cell) => cell(row)))).join('')
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
}
