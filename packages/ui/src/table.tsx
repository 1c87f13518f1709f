import { clsx } from 'clsx'
import { ArrowDown, ArrowUp } from 'lucide-react'
import type { ComponentPropsWithRef, ReactNode } from 'react'

/*
 * Every part names its role although the element has it: on phones rows become grids, and some
 * browsers then forget that the element was a row.
 */

export interface TableProps {
  /** Read out: what the rows are. */
  label: string
  className?: string | undefined
  /** Its first column stays in sight, 240 px wide at most: what has focus is scrolled out from behind it. */
  firstStays?: boolean | undefined
  /** TableHead and TableBody. */
  children: ReactNode
}

/**
 * Rows of things. On phones each row becomes two lines: see `phone` of Td. Where it is wider than its place it is moved
 * sideways, because a flush Card would cut off its last column, where the acts are. Positioned, so that heads for the ear alone
 * move with it and do not widen the page.
 */
export function Table({ label, className, firstStays = false, children }: TableProps) {
  return (
    <div
      className={clsx(
        'relative tablet:overflow-x-auto print:overflow-visible',
        firstStays && 'tablet:scroll-pl-60',
      )}
    >
      <table role="table" aria-label={label} className={clsx('w-full border-collapse text-14', className)}>
        {children}
      </table>
    </div>
  )
}

/** The column heads; its children are Th. */
export function TableHead({ children }: { children: ReactNode }) {
  return (
    <thead role="rowgroup" className="max-tablet:sr-only">
      <tr role="row">{children}</tr>
    </thead>
  )
}

/** The rows; its children are TableRow and TableGroup. */
export function TableBody({ children }: { children: ReactNode }) {
  return (
    <tbody
      role="rowgroup"
      className="[&>tr:last-child>td]:border-b-0 max-tablet:[&>tr:last-child]:border-b-0"
    >
      {children}
    </tbody>
  )
}

const edges = 'first:pl-(--card-pad) last:pr-(--card-pad)'

export interface ThProps {
  numeric?: boolean | undefined
  /** How the rows are sorted by this column now; give `onSort` to make the head a button. */
  sort?: 'ascending' | 'descending' | 'none' | undefined
  onSort?: (() => void) | undefined
  className?: string | undefined
  /** The name of the column; for one of buttons put it in `<span className="sr-only">`. */
  children: ReactNode
}

/** One column head. */
export function Th({ numeric = false, sort, onSort, className, children }: ThProps) {
  const Arrow = sort === 'descending' ? ArrowDown : ArrowUp
  return (
    <th
      role="columnheader"
      scope="col"
      {...(sort !== undefined && { 'aria-sort': sort })}
      className={clsx(
        'border-b border-line px-(--cell-x) py-2 text-12 font-medium whitespace-nowrap text-text-3',
        numeric ? 'text-right' : 'text-left',
        edges,
        className,
      )}
    >
      {onSort === undefined ? (
        children
      ) : (
        <button
          type="button"
          onClick={onSort}
          className="-my-1 inline-flex min-h-6 items-center gap-1 rounded-xs hover:text-text"
        >
          {children}
          {sort !== 'none' && sort !== undefined && <Arrow aria-hidden="true" className="size-3" />}
        </button>
      )}
    </th>
  )
}

export interface TableRowProps extends ComponentPropsWithRef<'tr'> {
  selected?: boolean | undefined
}

/** One thing. Other props go to the element, so that a page can move focus with J and K. */
export function TableRow({ selected, className, children, ...rest }: TableRowProps) {
  return (
    <tr
      role="row"
      {...(selected !== undefined && { 'aria-selected': selected })}
      {...rest}
      className={clsx(
        'group/row hover:bg-hover aria-selected:bg-selected focus-visible:-outline-offset-2',
        'max-tablet:grid max-tablet:grid-cols-[minmax(0,1fr)_auto] max-tablet:gap-x-3 max-tablet:gap-y-0.5 max-tablet:border-b max-tablet:border-line max-tablet:px-(--card-pad) max-tablet:py-2.5',
        className,
      )}
    >
      {children}
    </tr>
  )
}

const phonePlace = {
  /** Left, first line. */
  title: 'max-tablet:col-start-1 max-tablet:row-start-1',
  /** Right, first line. */
  end: 'max-tablet:col-start-2 max-tablet:row-start-1 max-tablet:text-right',
  /** Left, second line, quiet. */
  detail: 'max-tablet:col-start-1 max-tablet:text-12 max-tablet:text-text-3',
  /** Right, second line, quiet. */
  'detail-end':
    'max-tablet:col-start-2 max-tablet:row-start-2 max-tablet:text-right max-tablet:text-12 max-tablet:text-text-3',
  hidden: 'max-tablet:hidden',
}

export interface TdProps extends ComponentPropsWithRef<'td'> {
  /** An amount or a count: right, in figures of equal width. */
  numeric?: boolean | undefined
  /** Where it goes in the two-line row of a phone. */
  phone?: keyof typeof phonePlace | undefined
}

/** One cell. */
export function Td({ numeric = false, phone = 'title', className, children, ...rest }: TdProps) {
  return (
    <td
      role="cell"
      {...rest}
      className={clsx(
        'h-(--row) border-b border-line px-(--cell-x) py-1.5 align-middle',
        numeric && 'text-right whitespace-nowrap tabular-nums',
        edges,
        'max-tablet:h-auto max-tablet:border-0 max-tablet:p-0! max-tablet:min-w-0',
        phonePlace[phone],
        className,
      )}
    >
      {children}
    </td>
  )
}

/** A band between rows: "To do 4". */
export function TableGroup({
  columns,
  count,
  children,
}: {
  columns: number
  count?: number | undefined
  children: ReactNode
}) {
  return (
    <tr role="row" className="max-tablet:block">
      <th
        role="rowheader"
        scope="rowgroup"
        colSpan={columns}
        className="h-[34px] border-b border-line bg-hover px-(--card-pad) text-left text-13 font-semibold max-tablet:block max-tablet:py-2 max-tablet:leading-4.5"
      >
        {children}
        {count !== undefined && <span className="ml-1 font-normal text-text-3 tabular-nums">{count}</span>}
      </th>
    </tr>
  )
}
