import type { ReactNode } from 'react'

import { inOrder } from './column-order.ts'

export type SortDirection = 'asc' | 'desc'

export interface Sort {
  column: string
  direction: SortDirection
}

/** One column of a data table. */
export interface DataColumn<Row> {
  id: string
  /** What its head and the menu of columns say. */
  title: string
  /** Its head is only read out, as over a column of buttons. */
  quiet?: boolean | undefined
  /** In pixels, until somebody drags its edge. */
  width: number
  /** It takes the room that the others leave, or its share of it where several grow. */
  grows?: boolean | undefined
  /** An amount or a count: right, in figures of equal width. */
  numeric?: boolean | undefined
  /** Which way the first click on its head sorts; a column without it is not sorted by. */
  sort?: SortDirection | undefined
  /** It is always shown. */
  fixed?: boolean | undefined
  /** Where it goes in the two-line row of a phone. */
  phone?: PhonePlace | undefined
  cell: (row: Row) => ReactNode
}

/** Lead: in front, over both lines. Title and end: the first line. Detail and detail-end: the second, quiet. */
export type PhonePlace = 'lead' | 'title' | 'end' | 'detail' | 'detail-end' | 'hidden'

/** How a person wants a table: which columns in which order, how wide, and how high the rows. */
export interface TableDisplay {
  density: 'comfortable' | 'compact'
  hidden: readonly string[]
  /** Columns in a person's order; those it does not name stand where they usually do. */
  order: readonly string[]
  /** In pixels, of the columns whose edge was dragged. */
  widths: Readonly<Record<string, number>>
  /** The first columns of this number stay in sight when the table is scrolled sideways. */
  pinned: number
}

export const usualDisplay: TableDisplay = {
  density: 'comfortable',
  hidden: [],
  order: [],
  widths: {},
  pinned: 0,
}

export const LEAST_WIDTH = 56
export const MOST_WIDTH = 900
/** Of the column of boxes. */
export const SELECT_WIDTH = 40

/** Which rows are chosen to do something with all of them. */
export interface TableSelection {
  ids: readonly string[]
  has: (id: string) => boolean
  /** Chooses a row or gives it up; with `upToHere` everything from the last one to this one is chosen. */
  toggle: (id: string, upToHere: boolean) => void
  set: (ids: readonly string[]) => void
}

/** A column as it stands in the table now. */
export interface PlacedColumn<Row> {
  column: DataColumn<Row>
  /** In pixels; a column that grows may be wider. */
  width: number
  grows: boolean
  /** How far from the left it stays in sight; null when it scrolls away. */
  pinnedAt: number | null
}

/** The columns that are shown, with their widths and which of them stay in sight. */
export function placeColumns<Row>(
  columns: readonly DataColumn<Row>[],
  { hidden, order, widths, pinned }: TableDisplay,
  hasBoxes: boolean,
): PlacedColumn<Row>[] {
  const shown = inOrder(columns, order).filter((column) => column.fixed || !hidden.includes(column.id))
  const growers = shown.filter((column) => column.grows && widths[column.id] === undefined)
  const growing = growers.length > 0 ? growers : shown.slice(-1)
  let left = hasBoxes ? SELECT_WIDTH : 0
  return shown.map((column, index) => {
    const width = widths[column.id] ?? column.width
    const grows = growing.includes(column)
    // What grows has no known right edge, so nothing after it can be kept in sight.
    const isPinned = index < pinned && !shown.slice(0, index).some((before) => growing.includes(before))
    const pinnedAt = isPinned ? left : null
    left += width
    return { column, width, grows, pinnedAt }
  })
}

/** For `grid-template-columns`. A width that is being dragged stands in a property of the table. */
export function columnTemplate<Row>(placed: readonly PlacedColumn<Row>[], hasBoxes: boolean): string {
  const tracks = placed.map(({ column, width, grows }) => {
    const size = `var(${widthProperty(column.id)}, ${width}px)`
    return grows ? `minmax(${size}, 1fr)` : size
  })
  return [...(hasBoxes ? [`${SELECT_WIDTH}px`] : []), ...tracks].join(' ')
}

export const widthProperty = (column: string): string => `--width-${column}`

export const clampWidth = (width: number): number =>
  Math.round(Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, width)))
