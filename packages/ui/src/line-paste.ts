import { readDecimal } from './decimal.ts'
import type { Line, LineColumn } from './line-columns.ts'

/** Rows of cells as spreadsheets put them on the clipboard: tabs, line ends, and quotes around what holds either. */
export function readCells(text: string): string[][] {
  const rows: string[][] = [[]]
  const cell = /("(?:[^"]|"")*"|[^\t\r\n]*)(\t|\r\n|\n|\r|$)/gy
  for (let found = cell.exec(text); found !== null; found = cell.exec(text)) {
    const [, raw = '', end = ''] = found
    const quoted = /^"([^]*)"$/.exec(raw)?.[1]
    rows.at(-1)?.push((quoted === undefined ? raw : quoted.replaceAll('""', '"')).trim())
    if (end === '') break
    if (end !== '\t') rows.push([])
  }
  // Spreadsheets end their last row as well.
  return rows.filter((row) => row.some((value) => value !== ''))
}

/** Whether this is more than text for one cell. */
export const isTable = (text: string): boolean => /\t|[\r\n]\s*\S/.test(text)

/** What a pasted text means in a column. What cannot be read stands as it is, so that the cell says so. */
function valueIn(column: LineColumn, text: string): string | undefined {
  if (column.kind === 'number') return readDecimal(text, { decimals: column.decimals ?? 2 }) ?? text
  if (column.kind !== 'choice') return text
  const wanted = text.toLowerCase()
  return column.options.find(({ value, label }) => value === text || label.toLowerCase() === wanted)?.value
}

interface PasteOptions {
  lines: readonly Line[]
  columns: readonly LineColumn[]
  newLine: () => Line
  /** The cell that was pasted into. */
  line: number
  column: string
}

/** The lines with a table laid over them from one cell on; lines that are missing are added. */
export function pasted(text: string, { lines, columns, newLine, line, column }: PasteOptions): Line[] {
  const typed = columns.filter(({ kind }) => kind !== 'amount')
  const first = typed.findIndex(({ id }) => id === column)
  const result = [...lines]
  for (const [row, cells] of readCells(text).entries()) {
    const values = Object.fromEntries(
      cells.flatMap((cell, index) => {
        const target = typed[first + index]
        const value = target && valueIn(target, cell)
        return target === undefined || value === undefined ? [] : [[target.id, value]]
      }),
    )
    const before = result[line + row] ?? newLine()
    result[line + row] = { ...before, values: { ...before.values, ...values } }
  }
  return result
}
