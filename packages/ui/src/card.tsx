import { clsx } from 'clsx'
import { useId, type ReactNode } from 'react'
import { PartBelow } from './part-level.ts'

export interface CardProps {
  title?: ReactNode
  /** A few quiet words after the title. */
  note?: ReactNode
  /** At most one quiet action, top right. */
  action?: ReactNode
  /** No padding around the children: for lists and tables that run to the edge. */
  flush?: boolean | undefined
  /** As high as its place, with its children in a column: `mt-auto` brings the last one to its foot. */
  fill?: boolean | undefined
  /** The heading level of the title. */
  level?: 2 | 3 | undefined
  className?: string | undefined
  children: ReactNode
}

/** A sheet with a line around it; never a card inside a card. With a title it is a region of that name. */
export function Card(props: CardProps) {
  const { title, note, action, flush = false, fill = false, level = 2, className, children } = props
  const id = useId()
  const hasHead = title !== undefined || action !== undefined
  return (
    <section
      {...(title !== undefined && { 'aria-labelledby': id })}
      className={clsx(
        'min-w-0 rounded-lg border border-line bg-sheet',
        flush && 'overflow-clip',
        fill && 'flex h-full flex-col',
        className,
      )}
    >
      {hasHead && <CardHead id={id} title={title} note={note} action={action} level={level} />}
      <div
        className={clsx(
          !flush && 'px-(--card-pad) pb-(--card-pad)',
          fill && 'flex flex-1 flex-col',
          topSpace(flush, hasHead),
        )}
      >
        {title === undefined ? children : <PartBelow value={3}>{children}</PartBelow>}
      </div>
    </section>
  )
}

function topSpace(flush: boolean, hasHead: boolean): string {
  if (flush) return hasHead ? 'pt-2' : ''
  return hasHead ? 'pt-3' : 'pt-(--card-pad)'
}

type HeadProps = Pick<CardProps, 'title' | 'note' | 'action'> & { id: string; level: 2 | 3 }

function CardHead({ id, title, note, action, level }: HeadProps) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <div className="flex min-h-11 items-center gap-2 px-(--card-pad) pt-3.5 max-tablet:flex-wrap">
      {title !== undefined && (
        <Heading id={id} className="max-w-full min-w-0 text-15/5 font-semibold tracking-tight wrap-anywhere">
          {title}
        </Heading>
      )}
      {/* Where it is narrow the note takes two lines, and neither the title nor the way on. */}
      {note !== undefined && <span className="shrink-9999 text-12 text-text-3 tabular-nums">{note}</span>}
      {action !== undefined && (
        <div className="ml-auto flex items-center gap-1.5 whitespace-nowrap">{action}</div>
      )}
    </div>
  )
}

/** Rows with a line between them, inside a flush Card. Its children are CardRow. */
export function CardList({ label, children }: { label?: string | undefined; children: ReactNode }) {
  return (
    <ul aria-label={label} className="divide-y divide-line pb-2">
      {children}
    </ul>
  )
}

/** One row of a CardList. */
export function CardRow({ className, children }: { className?: string | undefined; children: ReactNode }) {
  return (
    <li className={clsx('flex min-h-11 items-center gap-2.5 px-(--card-pad) py-[9px]', className)}>
      {children}
    </li>
  )
}
