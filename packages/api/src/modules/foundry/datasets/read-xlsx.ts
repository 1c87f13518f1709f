import { tableIn, usualWidth } from './read-table.ts'
import type { TableRow } from './read-table.ts'
import type { ReadRow } from './read-row.ts'
import { unpack } from './workbook/parts.ts'
import { sheetReader } from './workbook/sheet.ts'
import { openWorkbook } from './workbook/workbook.ts'

/** How many rows are looked at to tell which of them are the table. */
const LOOKED_AT = 60

/**
 * Rows of the first sheet of an Excel workbook that is not hidden, under the names of its columns; numbers as numbers, days as ISO
 * has them, formulas as what they came to. Throws a fault of the field `fileId`.
 */
export async function* readXlsx(content: Uint8Array): AsyncGenerator<ReadRow> {
  const workbook = await openWorkbook(content)
  const rows: TableRow[] = []
  await unpack(content, (name) =>
    name === workbook.sheet ? sheetReader(workbook, (row) => void rows.push(row)) : null,
  )
  const { width } = usualWidth(rows.slice(0, LOOKED_AT).map(({ cells }) => cells))
  yield* tableIn(rows, Math.max(1, width))
}
