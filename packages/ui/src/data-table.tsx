import { clsx } from 'clsx'
import {
  memo,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
  type CSSProperties,
  type ReactNode,
  type Ref,
} from 'react'

import { Button } from './button.tsx'
import { columnTemplate, placeColumns, SELECT_WIDTH } from './data-table/columns.ts'
import type { DataColumn, PlacedColumn, Sort, TableDisplay, TableSelection } from './data-table/columns.ts'
import { Heads } from './data-table/head.tsx'
import { clampIndex, focusedRow, onGridKey, useRowFocus } from './data-table/keys.ts'
import { DataRow, type RowActs } from './data-table/row.tsx'
import { useRowWindow, type RowWindow } from './data-table/use-row-window.ts'
import { useScrolledTo } from './use-scrolled-to.ts'

export type {
  DataColumn,
  PhonePlace,
  Sort,
  SortDirection,
  TableDisplay,
  TableSelection,
} from './data-table/columns.ts'
export { usualDisplay } from './data-table/columns.ts'
export { orderOf } from './data-table/column-order.ts'

/** What a page's own keys do with the table. */
export interface TableHandle {
  /** Focus goes so many rows down, or up; to the first row where none has it. */
  move: (rows: number) => void
  focus: (id: string) => void
  /** Brings a row into sight. */
  show: (id: string) => void
  /** The row that has focus, or something in it. */
  focused: () => string | null
}

export interface DataTableProps<Row> {
  /** Read out: what the rows are. */
  label: string
  columns: readonly DataColumn<Row>[]
  rows: readonly Row[]
  rowId: (row: Row) => string
  /** What the box of a row is called after "Select". */
  rowName: (row: Row) => string
  display: TableDisplay
  onDisplay?: ((display: TableDisplay) => void) | undefined
  sort?: Sort | undefined
  onSort?: ((sort: Sort) => void) | undefined
  selection?: TableSelection | undefined
  /** On a phone every touch chooses. */
  isSelecting?: boolean | undefined
  onOpen?: ((id: string) => void) | undefined
  /** The row that is open beside the table. */
  openId?: string | undefined
  /** A pointer is on the row or it has focus. */
  onHover?: ((row: Row) => void) | undefined
  /** There are more rows than these. `load` is called when the end comes into sight, but for after a problem: then when somebody asks. */
  more?: { load: () => void; isLoading: boolean; problem?: string | undefined } | undefined
  /** How many there are in all, if it is known. */
  count?: number | undefined
  /** What can be done with the chosen rows: a strip at the foot, above the totals. */
  bar?: ReactNode
  /** A TableTotals. */
  totals?: ReactNode
  /** By which name the page remembers how far it was scrolled, and how far that was. */
  scrolling?: { id: string; top: number } | undefined
  ref?: Ref<TableHandle> | undefined
  className?: string | undefined
}

const STOPPED_SHORT = 10

/**
 * Rows of things, as many as there are: those in sight are drawn. Arrows walk through them, Space and X choose, Enter opens,
 * a head sorts. On phones each row becomes two lines: see `phone` of a column.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowId, display, selection, more, count, scrolling, ref } = props
  const scroller = useRef<HTMLDivElement>(null)
  useScrolledTo(scroller, scrolling?.top ?? 0)
  const [active, setActive] = useState<string | null>(null)
  const ids = useMemo(() => rows.map(rowId), [rows, rowId])
  const activeIndex = active === null ? -1 : ids.indexOf(active)
  const hasBoxes = selection !== undefined
  const placed = useMemo(() => placeColumns(columns, display, hasBoxes), [columns, display, hasBoxes])
  const view = useRowWindow({ scroller, count: rows.length, kept: activeIndex, density: display.density })
  const focus = useRowFocus(scroller, { ids, view, setActive })
  useImperativeHandle(ref, () => ({
    move: (step) => focus(clampIndex(ids.indexOf(focusedRow(scroller.current) ?? '') + step, rows.length)),
    focus: (id) => focus(ids.indexOf(id)),
    show: (id) => ids.includes(id) && view.show(ids.indexOf(id)),
    focused: () => focusedRow(scroller.current),
  }))
  useEndInSight(scroller, view, more)
  const acts = useRowActs(props, setActive)
  return (
    <div
      data-density={display.density}
      className={clsx(
        'data-table flex min-h-0 flex-col overflow-clip rounded-lg border border-line bg-sheet text-13 max-tablet:text-14',
        props.className,
      )}
    >
      <div
        ref={scroller}
        data-scroll-restoration-id={scrolling?.id}
        className="relative min-h-0 flex-1 scroll-pt-[35px] overflow-auto"
      >
        <div
          role="grid"
          aria-label={label}
          aria-rowcount={more ? (count ?? -2) + 1 : rows.length + 1}
          aria-colcount={placed.length + (hasBoxes ? 1 : 0)}
          {...(hasBoxes && { 'aria-multiselectable': true })}
          onKeyDown={(event) => onGridKey(event, { ids, view, selection, focus })}
          style={gridStyle(placed, hasBoxes)}
          className="tablet:min-w-(--least)"
        >
          <Heads {...props} placed={placed} ids={ids} />
          <div role="rowgroup" className="relative" style={{ height: view.height }}>
            {view.rows.map(({ index, top }) => {
              const [row, id] = [rows[index], ids[index]]
              return row === undefined || id === undefined ? null : (
                <Row
                  key={id}
                  row={row}
                  id={id}
                  name={props.rowName(row)}
                  columns={placed}
                  place={index + 2}
                  top={top}
                  height={view.rowHeight}
                  isStop={index === Math.max(0, activeIndex)}
                  isOpen={props.openId === id}
                  isSelected={selection?.has(id) ?? false}
                  isSelecting={props.isSelecting ?? false}
                  canSelect={hasBoxes}
                  canOpen={props.onOpen !== undefined}
                  acts={acts}
                />
              )
            })}
          </div>
        </div>
        {more && (
          <p className="sticky left-0 p-2 text-center">
            {more.problem !== undefined && (
              <span role="alert" className="block pb-1 text-danger-text">
                {more.problem}
              </span>
            )}
            <Button size="sm" variant="ghost" pending={more.isLoading} onClick={more.load}>
              Show more
            </Button>
          </p>
        )}
      </div>
      {props.bar}
      {props.totals}
    </div>
  )
}

function gridStyle(placed: readonly PlacedColumn<never>[], hasBoxes: boolean): CSSProperties {
  const least = placed.reduce((sum, { width }) => sum + width, hasBoxes ? SELECT_WIDTH : 0)
  const properties = { '--columns': columnTemplate(placed, hasBoxes), '--least': `${least}px` }
  return properties as CSSProperties
}

/** A row is drawn anew when something of it has changed, not with each click elsewhere in the table. */
const Row = memo(DataRow) as typeof DataRow

/** What rows do, as one value that stays the same: each act reads the newest props when it is done. */
function useRowActs<Row>(props: DataTableProps<Row>, setActive: (id: string) => void): RowActs<Row> {
  const newest = useRef(props)
  useEffect(() => {
    newest.current = props
  })
  return useMemo(
    () => ({
      select: (id, upToHere) => newest.current.selection?.toggle(id, upToHere),
      open: (id) => newest.current.onOpen?.(id),
      hover: (row) => newest.current.onHover?.(row),
      focus: (id, row) => {
        setActive(id)
        newest.current.onHover?.(row)
      },
    }),
    [],
  )
}

/** Asks for more rows while the end of those that are there is nearly in sight. */
function useEndInSight(
  scroller: { current: HTMLElement | null },
  view: RowWindow,
  more: DataTableProps<never>['more'],
): void {
  const isWanted = more !== undefined && !more.isLoading && more.problem === undefined
  useEffect(() => {
    const element = scroller.current
    if (!element || !isWanted) return undefined
    const look = () => {
      const left = view.height - element.scrollTop - element.clientHeight
      if (left < STOPPED_SHORT * view.rowHeight) more.load()
    }
    look()
    element.addEventListener('scroll', look, { passive: true })
    return () => element.removeEventListener('scroll', look)
  }, [isWanted, view.height, view.rowHeight])
}
