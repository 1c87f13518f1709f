import { clsx } from 'clsx'
import type { KeyboardEvent, ReactNode, Ref } from 'react'

export interface TableTotalsProps {
  /** "Total of 98,204" */
  label: ReactNode
  totals?: readonly { name: string; value: ReactNode }[] | undefined
}

/** The foot of a data table: what all rows that fit the filters come to, not only those that were read. */
export function TableTotals({ label, totals = [] }: TableTotalsProps) {
  return (
    <div
      role="group"
      aria-label="Totals"
      className="flex h-10 flex-none items-center gap-6 border-t border-line-strong bg-sunken px-3.5 text-13 text-text-2 tabular-nums"
    >
      <span className="truncate">{label}</span>
      <span className="ml-auto flex gap-6">
        {totals.map(({ name, value }, index) => (
          <span
            // Several currencies of one name are several totals.
            key={`${index} ${name}`}
            className={clsx('whitespace-nowrap', index < totals.length - 1 && 'max-tablet:hidden')}
          >
            {name} <b className="ml-1 font-semibold text-text">{value}</b>
          </span>
        ))}
      </span>
    </div>
  )
}

export interface TableStripProps {
  /** Read out: "Selected invoices". */
  label: string
  count: number
  /** "72 items, 1,548.00" */
  sum?: ReactNode
  onKeyDown?: ((event: KeyboardEvent) => void) | undefined
  ref?: Ref<HTMLDivElement> | undefined
  /** Buttons, small and quiet. */
  children: ReactNode
}

/** How many rows are chosen and what can be done with them. */
export function TableStrip({ label, count, sum, onKeyDown, ref, children }: TableStripProps) {
  return (
    <div
      ref={ref}
      role="region"
      aria-label={label}
      onKeyDown={onKeyDown}
      className="z-3 flex min-h-11 flex-none items-center gap-0.5 overflow-x-auto border-t border-line-strong bg-raised py-1 pr-2 pl-3.5 whitespace-nowrap"
    >
      <span role="status" className="mr-2 text-13 font-semibold tabular-nums">
        {count} selected
      </span>
      {sum !== undefined && <span className="mr-2 text-13 text-text-2 tabular-nums">{sum}</span>}
      {children}
    </div>
  )
}
