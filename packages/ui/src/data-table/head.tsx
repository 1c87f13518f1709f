import { clsx } from 'clsx'
import { ArrowDown, ArrowUp } from 'lucide-react'
import type { KeyboardEvent, PointerEvent } from 'react'

import { Checkbox } from '../checkbox.tsx'
import { orderAfter, orderOf } from './column-order.ts'
import { clampWidth, widthProperty } from './columns.ts'
import type { DataColumn, PlacedColumn, Sort, TableDisplay, TableSelection } from './columns.ts'
import { useHeadDrag } from './use-head-drag.ts'
import type { HeadDrag } from './use-head-drag.ts'

export interface HeadsProps<Row> {
  columns: readonly DataColumn<Row>[]
  placed: readonly PlacedColumn<Row>[]
  ids: readonly string[]
  selection?: TableSelection | undefined
  sort?: Sort | undefined
  onSort?: ((sort: Sort) => void) | undefined
  display: TableDisplay
  onDisplay?: ((display: TableDisplay) => void) | undefined
}

/** The heads of the columns; they stay in sight. */
export function Heads<Row>(props: HeadsProps<Row>) {
  const { columns, placed, ids, selection, sort, onSort, display, onDisplay } = props
  const drag = useHeadDrag((move) => {
    const order = orderAfter(columns, display.order, move)
    if (order.join() !== orderOf(columns, display.order).join()) onDisplay?.({ ...display, order })
  })
  const last = placed.findLast(({ column }) => !column.quiet)?.column.id
  const resize = (id: string, width: number | undefined) => {
    const { [id]: _before, ...widths } = display.widths
    onDisplay?.({ ...display, widths: width === undefined ? widths : { ...widths, [id]: width } })
  }
  return (
    <div role="rowgroup" data-head="" className="sticky top-0 z-2 bg-sheet max-tablet:hidden">
      <div
        role="row"
        aria-rowindex={1}
        className="grid h-[35px] grid-cols-(--columns) items-stretch border-b border-line-strong"
      >
        {selection && <SelectAll ids={ids} selection={selection} />}
        {placed.map((one, index) => (
          <HeadCell
            key={one.column.id}
            placed={one}
            index={index + (selection ? 2 : 1)}
            sort={sort}
            onSort={onSort}
            onResize={onDisplay && ((width) => resize(one.column.id, width))}
            grip={onDisplay && !one.column.quiet ? gripOf(drag, one.column.id, last) : noGrip}
          />
        ))}
      </div>
    </div>
  )
}

function SelectAll({ ids, selection }: { ids: readonly string[]; selection: TableSelection }) {
  const count = selection.ids.length
  return (
    <div
      role="columnheader"
      aria-colindex={1}
      className="sticky left-0 z-1 grid items-center bg-sheet pl-3.5"
    >
      <Checkbox
        className="grid!"
        aria-label="Select all"
        checked={count > 0 && count === ids.length}
        indeterminate={count > 0 && count < ids.length}
        onChange={() => selection.set(count === ids.length ? [] : ids)}
      />
    </div>
  )
}

interface HeadCellProps {
  // What a column shows of a row is none of the head's business.
  placed: PlacedColumn<never>
  index: number
  sort: Sort | undefined
  onSort: ((sort: Sort) => void) | undefined
  /** Without a width: back to the usual one. */
  onResize: ((width: number | undefined) => void) | undefined
  grip: Grip
}

const STEP = 16
const sortWords = { asc: 'ascending', desc: 'descending' } as const

/** By what a head is dragged, and the mark of where it would land. */
interface Grip {
  mark: string
  handle: { 'data-column'?: string; onPointerDown?: (event: PointerEvent<HTMLElement>) => void }
}

const noGrip: Grip = { mark: '', handle: {} }

const gripOf = (drag: HeadDrag, id: string, last: string | undefined): Grip => ({
  mark: clsx(
    drag.id === id && 'opacity-60',
    drag.before === id && 'shadow-[inset_2px_0_0_var(--accent)]',
    drag.before === null && id === last && 'shadow-[inset_-2px_0_0_var(--accent)]',
  ),
  handle: { 'data-column': id, onPointerDown: drag.onPointerDown(id) },
})

/** The head of one column: a click sorts, the edge is dragged, Shift with an arrow makes it wider or narrower. Itself it is dragged to another place. */
function HeadCell({ placed, index, sort, onSort, onResize, grip }: HeadCellProps) {
  const { column, pinnedAt } = placed
  const direction = sort?.column === column.id ? sort.direction : undefined
  return (
    <div
      role="columnheader"
      aria-colindex={index}
      aria-sort={direction === undefined ? 'none' : sortWords[direction]}
      {...(pinnedAt !== null && { style: { left: pinnedAt } })}
      {...grip.handle}
      className={clsx(
        'relative flex min-w-0 items-center px-2.5 text-12 font-medium select-none',
        grip.mark,
        direction === undefined ? 'text-text-3' : 'text-text',
        column.numeric && 'justify-end',
        pinnedAt !== null && 'sticky z-1 bg-sheet',
      )}
    >
      {column.sort === undefined || !onSort ? (
        <span className={clsx('truncate', column.quiet && 'sr-only')}>{column.title}</span>
      ) : (
        <SortButton placed={placed} direction={direction} onSort={onSort} onResize={onResize} />
      )}
      {onResize && <Edge id={column.id} onResize={onResize} />}
    </div>
  )
}

interface SortButtonProps extends Pick<HeadCellProps, 'placed' | 'onResize'> {
  direction: Sort['direction'] | undefined
  onSort: (sort: Sort) => void
}

function SortButton({ placed: { column, width }, direction, onSort, onResize }: SortButtonProps) {
  const Arrow = direction === 'desc' ? ArrowDown : ArrowUp
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key]
    if (step === undefined || !event.shiftKey || !onResize) return
    event.preventDefault()
    event.stopPropagation()
    onResize(clampWidth(width + step))
  }
  return (
    <button
      type="button"
      aria-keyshortcuts="Shift+ArrowLeft Shift+ArrowRight"
      onKeyDown={onKeyDown}
      onClick={() => onSort({ column: column.id, direction: next(direction, column.sort ?? 'asc') })}
      className={clsx(
        'inline-flex min-h-6 min-w-0 items-center gap-1 rounded-xs hover:text-text',
        column.numeric && 'flex-row-reverse',
      )}
    >
      <span className="truncate">{column.title}</span>
      {direction !== undefined && <Arrow aria-hidden="true" className="size-3 flex-none" />}
    </button>
  )
}

const next = (now: Sort['direction'] | undefined, first: Sort['direction']): Sort['direction'] => {
  if (now === undefined) return first
  return now === 'asc' ? 'desc' : 'asc'
}

interface EdgeProps {
  id: string
  onResize: (width: number | undefined) => void
}

/** The right edge of a head, within it: past the last one it would have the table scroll sideways. While it is dragged only a property of the table changes, and nothing is drawn anew. */
function Edge({ id, onResize }: EdgeProps) {
  const drag = (event: PointerEvent<HTMLSpanElement>) => {
    const edge = event.currentTarget
    const head = edge.parentElement
    const table = edge.closest<HTMLElement>('[role="grid"]')
    if (!head || !table || event.button !== 0) return
    event.preventDefault()
    edge.setPointerCapture(event.pointerId)
    const begin = { x: event.clientX, width: head.offsetWidth }
    let width = begin.width
    const move = ({ clientX }: globalThis.PointerEvent) => {
      width = clampWidth(begin.width + clientX - begin.x)
      table.style.setProperty(widthProperty(id), `${width}px`)
    }
    const end = () => {
      edge.removeEventListener('pointermove', move)
      table.style.removeProperty(widthProperty(id))
      if (width !== begin.width) onResize(width)
    }
    edge.addEventListener('pointermove', move)
    edge.addEventListener('lostpointercapture', end, { once: true })
  }
  return (
    <span
      aria-hidden="true"
      onPointerDown={drag}
      onDoubleClick={() => onResize(undefined)}
      className="absolute inset-y-0 right-0 z-1 w-2 cursor-col-resize touch-none after:absolute after:inset-y-2 after:right-0 after:w-px after:bg-line-strong after:opacity-0 hover:after:opacity-100 active:after:bg-accent active:after:opacity-100"
    />
  )
}
