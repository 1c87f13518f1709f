import { fieldFault } from '../../../shared/field-fault.ts'
import type { ReadRow } from './read-row.ts'

/* What the tables of spreadsheets have in common, whatever file they come in. */

const MOST_COLUMNS = 200

/** What stands in one cell; nothing is an empty text. */
export type Cell = string | number | boolean

export interface TableRow {
  /** As a spreadsheet shows it. */
  at: number
  cells: readonly Cell[]
}

/** How many cells a row has: programs end rows with empty ones. */
const widthOf = (row: readonly Cell[]): number => row.findLastIndex((cell) => cell !== '') + 1

/**
 * What stands above a table has fewer cells than the table, or is filled up with empty ones; a few headings may be missing. A table
 * of two columns may lack that of its first, as the corner of a summary is empty: what stands above begins in it.
 */
function isHead(row: readonly Cell[], width: number): boolean {
  const filled = row.filter((cell) => cell !== '').length
  return row.length >= width && (filled * 2 > width || (filled * 2 === width && row[0] === ''))
}

/** How many cells most rows have, and how many rows those are. */
export function usualWidth(rows: readonly (readonly Cell[])[]): { width: number; count: number } {
  const counts = new Map<number, number>()
  for (const row of rows) {
    const width = widthOf(row)
    if (width > 0) counts.set(width, (counts.get(width) ?? 0) + 1)
  }
  const [width = 0, count = 0] = [...counts].toSorted((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? []
  return { width, count }
}

/** Names of columns: each once, and none without. */
function namesOf(head: readonly Cell[]): string[] {
  const seen = new Set<string>()
  return head.map((given, at) => {
    const base = String(given).trim().slice(0, 190) || `Column ${at + 1}`
    let name = base
    for (let n = 2; seen.has(name); n += 1) name = `${base} (${n})`
    seen.add(name)
    return name
  })
}

function rowOf(record: readonly Cell[], names: readonly string[]): { value: unknown } | { problem: string } {
  const width = Math.max(names.length, widthOf(record))
  if (width > names.length) return { problem: `it has ${width} cells and the table ${names.length} columns` }
  return { value: Object.fromEntries(names.map((name, index) => [name, record[index] ?? ''])) }
}

const SUM_NAME =
  /^(?:grand[ -]?|sub[ -]?)?totals?:?$|^(?:summe|gesamt|gesamtsumme|totaal|somme|suma|totale|total g[eé]n[eé]ral):?$/i

const hasDigits = (cell: Cell): boolean => typeof cell === 'number' || /\d/.test(String(cell))
const hasWords = (cell: Cell): boolean => /\p{L}{4}/u.test(String(cell))

/** A last row such as "Total;;3;72.00", or "Total;3;72.00" of nothing but figures: with it every figure would count twice. */
function isSum(cells: readonly Cell[], width: number): boolean {
  const filled = cells.filter((cell) => cell !== '')
  const [first, ...others] = filled
  if (!SUM_NAME.test(String(first))) return false
  return filled.length < width
    ? others.some(hasDigits)
    : others.every((cell) => hasDigits(cell) && !hasWords(cell))
}

const aside = { problem: 'it is the sum of the rows above, and no row of its own', isAside: true } as const

/** Rows under the names of their columns. What stands above the table has fewer cells. Throws a fault of the field `fileId`. */
export async function* tableIn(
  rows: AsyncIterable<TableRow> | Iterable<TableRow>,
  width: number,
): AsyncGenerator<ReadRow> {
  let names: string[] | null = null
  let held: TableRow | null = null
  for await (const { at, cells } of rows) {
    const count = widthOf(cells)
    if (count === 0) continue
    if (names === null) {
      if (!isHead(cells, width)) continue
      if (count > MOST_COLUMNS) throw fieldFault('fileId', `It has more than ${MOST_COLUMNS} columns.`)
      names = namesOf(cells.slice(0, Math.max(count, width)))
      continue
    }
    if (held) yield { at: held.at, ...rowOf(held.cells, names) }
    held = isSum(cells, names.length) ? { at, cells } : null
    if (held === null) yield { at, ...rowOf(cells, names) }
  }
  if (held) yield { at: held.at, ...aside }
  if (names === null) throw fieldFault('fileId', 'There is no table in this file.')
}
