import { clsx } from 'clsx'
import type { ComponentPropsWithRef, ReactNode } from 'react'

export interface KanbanBoardProps {
  /** Read out: "Tasks by state". */
  label: string
  children: ReactNode
}

/** The row of columns; scrolls sideways when narrow, and snaps on phones. */
export function KanbanBoard({ label, children }: KanbanBoardProps) {
  return (
    <div
      role="group"
      aria-label={label}
      className="relative grid flex-1 auto-cols-[minmax(230px,1fr)] grid-flow-col items-stretch gap-3.5 max-wide:-mx-8 max-wide:auto-cols-[250px] max-wide:overflow-x-auto max-wide:px-8 max-wide:pb-1 max-tablet:-mx-4 max-tablet:snap-x max-tablet:snap-mandatory max-tablet:auto-cols-[82%] max-tablet:px-4"
    >
      {children}
    </div>
  )
}

const marks = {
  todo: 'border-2 border-text-3',
  doing: 'border-2 border-accent bg-linear-to-r from-accent from-50% to-transparent to-50%',
  waiting: 'border-2 border-warning-solid',
  done: 'bg-success-solid',
}

export interface KanbanColumnProps extends ComponentPropsWithRef<'section'> {
  name: string
  mark: keyof typeof marks
  /** How many cards; "50+" while there are more than shown. */
  count: number | string
  /** An IconButton that adds a card here. */
  action?: ReactNode
  /** A card hangs over this column: where it would land is shown. */
  over?: boolean | undefined
  /** KanbanCard in `<li>`. Other props, such as drag handlers, go to the element. */
  children: ReactNode
}

/** One state and the cards that are in it. */
export function KanbanColumn({
  name,
  mark,
  count,
  action,
  over = false,
  className,
  children,
  ...rest
}: KanbanColumnProps) {
  return (
    <section
      aria-label={name}
      {...rest}
      className={clsx(
        'flex min-w-0 flex-col gap-2 rounded-lg border border-line bg-paper px-2 pb-2 max-tablet:snap-center',
        className,
      )}
    >
      <h2 className="flex min-h-9 items-center gap-2 pt-1.5 pr-0.5 pl-1.5 text-13/5 font-semibold">
        <span aria-hidden="true" className={clsx('size-[9px] flex-none rounded-full', marks[mark])} />
        {name}
        <span className="font-medium text-text-3 tabular-nums">{count}</span>
        {action !== undefined && <span className="ml-auto">{action}</span>}
      </h2>
      <ul className="flex flex-1 flex-col gap-2">
        {children}
        {over && (
          <li
            aria-hidden="true"
            className="h-[78px] rounded-md border-[1.5px] border-dashed border-accent-line bg-accent-tint"
          />
        )}
      </ul>
    </section>
  )
}
