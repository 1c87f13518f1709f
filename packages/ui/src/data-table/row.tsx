import { clsx } from 'clsx'
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react'

import { Checkbox } from '../checkbox.tsx'
import type { PhonePlace, PlacedColumn } from './columns.ts'

export interface DataRowProps<Row> {
  row: Row
  id: string
  /** What its box is called: "Select invoice 1042". */
  name: string
  columns: readonly PlacedColumn<Row>[]
  /** Its place in the whole table, from 2: the heads are the first row. */
  place: number
  top: number
  height: number
  /** Tab stops at it. */
  isStop: boolean
  isOpen: boolean
  isSelected: boolean
  /** On a phone every touch chooses. */
  isSelecting: boolean
  canSelect: boolean
  canOpen: boolean
  acts: RowActs<Row>
}

/** What is done with a row. */
export interface RowActs<Row> {
  select: (id: string, upToHere: boolean) => void
  open: (id: string) => void
  focus: (id: string, row: Row) => void
  /** The pointer rests on it: what it opens is likely to be asked for. */
  hover: (row: Row) => void
}

/** One row. Enter or a click opens it; Space, or a click with Shift or Ctrl, chooses it. */
export function DataRow<Row>(props: DataRowProps<Row>) {
  const { row, id, columns, isSelected, isOpen, isStop, isSelecting, canSelect, canOpen, acts } = props
  const onClick = (event: MouseEvent) => {
    // A control in the row has an act of its own.
    if (event.target instanceof Element && event.target.closest('a, button, input, label')) return
    const isForMany = isSelecting || event.shiftKey || event.ctrlKey || event.metaKey
    if (canSelect && isForMany) acts.select(id, event.shiftKey)
    else acts.open(id)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.defaultPrevented) return
    if (event.key === 'Enter' && canOpen) acts.open(id)
    else if (event.key === ' ' && canSelect) acts.select(id, event.shiftKey)
    else return
    event.preventDefault()
  }
  return (
    <div
      role="row"
      aria-rowindex={props.place}
      {...(canSelect && { 'aria-selected': isSelected })}
      data-row={id}
      tabIndex={isStop ? 0 : -1}
      onClick={onClick}
      onKeyDown={onKeyDown}
      onFocus={() => acts.focus(id, row)}
      onPointerEnter={() => acts.hover(row)}
      // A click with Shift would mark the text between two rows.
      onMouseDown={(event) => event.shiftKey && event.preventDefault()}
      style={{ transform: `translateY(${props.top}px)`, height: props.height }}
      className={clsx(
        'data-row group/row absolute inset-x-0 top-0 grid items-center border-b border-line focus-visible:-outline-offset-2',
        canOpen && 'cursor-pointer',
        isSelected || isOpen ? 'data-row-on' : '',
      )}
    >
      {canSelect && <SelectCell {...props} onSelect={(upToHere) => acts.select(id, upToHere)} />}
      {columns.map((placed, index) => (
        <Cell key={placed.column.id} placed={placed} index={index + (canSelect ? 2 : 1)}>
          {placed.column.cell(row)}
        </Cell>
      ))}
    </div>
  )
}

interface SelectCellProps extends Pick<DataRowProps<unknown>, 'name' | 'isSelected' | 'isSelecting'> {
  onSelect: (upToHere: boolean) => void
}

function SelectCell({ name, isSelected, isSelecting, onSelect }: SelectCellProps) {
  return (
    <div
      role="gridcell"
      aria-colindex={1}
      className={clsx(
        'data-cell sticky left-0 z-1 grid h-full items-center pl-3.5',
        isSelecting ? 'max-tablet:row-span-2 max-tablet:pr-3 max-tablet:pl-0' : 'max-tablet:hidden',
      )}
    >
      <Checkbox
        className={clsx(
          'grid!',
          !isSelected && 'not-group-hover/row:opacity-0 focus-visible:opacity-100 pointer-coarse:opacity-100',
        )}
        aria-label={`Select ${name}`}
        // The row itself is the stop of the keyboard, and Space chooses it there.
        tabIndex={-1}
        checked={isSelected}
        onClick={(event) => onSelect(event.shiftKey)}
        onChange={() => undefined}
      />
    </div>
  )
}

const phonePlaces: Record<PhonePlace, string> = {
  lead: 'max-tablet:col-start-2 max-tablet:row-span-2 max-tablet:row-start-1 max-tablet:pr-3!',
  title: 'max-tablet:col-start-3 max-tablet:row-start-1',
  end: 'max-tablet:col-start-4 max-tablet:row-start-1 max-tablet:justify-end max-tablet:pl-3!',
  detail: 'max-tablet:col-start-3 max-tablet:row-start-2 max-tablet:text-12 max-tablet:text-text-3',
  'detail-end':
    'max-tablet:col-start-4 max-tablet:row-start-2 max-tablet:justify-end max-tablet:text-12 max-tablet:text-text-3',
  hidden: 'max-tablet:hidden',
}

interface CellProps {
  placed: PlacedColumn<never>
  index: number
  children: ReactNode
}

function Cell({ placed: { column, pinnedAt }, index, children }: CellProps) {
  return (
    <div
      role="gridcell"
      aria-colindex={index}
      {...(pinnedAt !== null && { style: { left: pinnedAt } })}
      className={clsx(
        'flex h-full min-w-0 items-center px-2.5 whitespace-nowrap max-tablet:h-auto max-tablet:px-0',
        column.numeric && 'justify-end tabular-nums',
        pinnedAt !== null && 'data-cell tablet:sticky tablet:z-1',
        phonePlaces[column.phone ?? 'hidden'],
      )}
    >
      <span className={clsx('min-w-0 truncate', column.numeric && 'text-right')}>{children}</span>
    </div>
  )
}
