import type { Cell } from '../read-table.ts'
import { LARGEST_RECORD } from '../storable.ts'
import { dayText } from './days.ts'
import type { Workbook } from './workbook.ts'
import { unescaped, xmlReader } from './xml.ts'

/** Columns are counted in letters: B is 1, AA is 26. */
function columnOf(reference: string): number {
  let column = 0
  for (const letter of /^[A-Z]{1,3}/.exec(reference)?.[0] ?? '')
    column = column * 26 + (letter.codePointAt(0) ?? 0) - 64
  return column - 1
}

/** A sheet is 16,384 columns wide; nobody's table is. */
const MOST_COLUMNS = 1_000
/** Beyond them a number is as exact as Excel keeps it. */
const DIGITS = 15

/** A row as it is written: a far cell takes no room for all before it. */
export interface SparseRow {
  at: number
  cells: ReadonlyMap<number, Cell>
}

interface Written {
  type: string
  style: number
  value: string
}

type Numbers = Pick<Workbook, 'isDay' | 'isSince1904'>

function numberIn({ style, value }: Written, { isDay, isSince1904 }: Numbers): Cell {
  const number = Number(value)
  if (value === '' || !Number.isFinite(number)) return value
  const day = isDay[style] === true ? dayText(number, isSince1904) : null
  return day ?? Number(number.toPrecision(DIGITS))
}

/** What a cell shows: a text, a number as a number, a day as one; nothing for an error. */
function cellOf(written: Written, { texts, ...numbers }: Workbook): Cell {
  switch (written.type) {
    case 's':
      return texts[Number(written.value)] ?? ''
    case 'inlineStr':
    case 'str':
      return unescaped(written.value)
    case 'b':
      return written.value === '1'
    case 'e':
      return ''
    case 'd':
      return written.value
    default:
      return numberIn(written, numbers)
  }
}

/**
 * Takes so much of the texts of a row as makes it too long to be stored, and no more: a workbook writes a text once, and a million
 * cells may name it.
 */
function textsOfRow(): (cell: Cell) => Cell {
  let left = LARGEST_RECORD + 1
  return (cell) => {
    if (typeof cell !== 'string') return cell
    const kept = cell.length > left ? cell.slice(0, left) : cell
    left -= kept.length
    return kept
  }
}

/** Reads the rows of a sheet out of its XML, and hands on each as it ends. */
export function sheetReader(workbook: Workbook, take: (row: SparseRow) => void): (bytes: Uint8Array) => void {
  let [at, column, isValue] = [0, -1, false]
  let cells = new Map<number, Cell>()
  let cell: Written = { type: '', style: 0, value: '' }
  let inRow = textsOfRow()
  return xmlReader({
    open: (name, { r: reference, t: type = 'n', s: style }) => {
      if (name === 'row') {
        at = reference === undefined ? at + 1 : Number(reference)
        cells = new Map()
        inRow = textsOfRow()
        column = -1
      } else if (name === 'c') {
        column = reference === undefined ? column + 1 : columnOf(reference)
        cell = { type, style: Number(style ?? 0), value: '' }
      }
      isValue = name === 'v' || name === 't'
    },
    text: (data) => {
      if (isValue) cell.value += data
    },
    close: (name) => {
      isValue = false
      if (name === 'c' && column >= 0 && column < MOST_COLUMNS)
        cells.set(column, inRow(cellOf(cell, workbook)))
      else if (name === 'row') take({ at, cells })
    },
  })
}
