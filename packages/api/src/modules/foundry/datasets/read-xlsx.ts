import { takingTurns } from '../../../platform/limits/slices.ts'
import { tableIn, usualWidth } from './read-table.ts'
import type { TableRow } from './read-table.ts'
import type { ReadRow } from './read-row.ts'
import { unpack } from './workbook/parts.ts'
import { sheetReader } from './workbook/sheet.ts'
import type { SparseRow } from './workbook/sheet.ts'
import { openWorkbook } from './workbook/workbook.ts'

/** How many rows are looked at to tell which of them are the table. */
const LOOKED_AT = 60

const filled = ({ at, cells }: SparseRow): TableRow => ({
  at,
  cells: Array.from({ length: Math.max(-1, ...cells.keys()) + 1 }, (_, column) => cells.get(column) ?? ''),
})

/** Rows as they are unpacked; what was handed on is not kept. */
async function* rowsIn(content: Uint8Array): AsyncGenerator<TableRow> {
  const workbook = await openWorkbook(content)
  const turn = takingTurns()
  let read: SparseRow[] = []
  const take = (name: string) =>
    name === workbook.sheet ? sheetReader(workbook, (row) => void read.push(row)) : null
  for await (const _piece of unpack(content, take)) {
    const rows = read
    read = []
    // A small part of a file may unpack to very many.
    for (const row of rows) {
      yield filled(row)
      await turn()
    }
  }
}

async function* again(rows: readonly TableRow[], others: AsyncGenerator<TableRow>): AsyncGenerator<TableRow> {
  yield* rows
  yield* others
}

/**
 * Rows of the first sheet of an Excel workbook that is not hidden, under the names of its columns; numbers as numbers, days as ISO
 * has them, formulas as what they came to. Throws a fault of the field `fileId`.
 */
export async function* readXlsx(content: Uint8Array): AsyncGenerator<ReadRow> {
  const rows = rowsIn(content)
  const top: TableRow[] = []
  while (top.length < LOOKED_AT) {
    const { value, done } = await rows.next()
    if (done) break
    top.push(value)
  }
  const { width } = usualWidth(top.map(({ cells }) => cells))
  yield* tableIn(again(top, rows), Math.max(1, width))
}
