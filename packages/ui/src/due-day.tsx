import { clsx } from 'clsx'
import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

export interface DueDayProps {
  state: 'overdue' | 'today' | 'later'
  /** Stands before a day that is not over. */
  icon?: ReactNode
  /** Already formatted: "23 Nov". */
  children: ReactNode
}

/** When something is due; that the day is over is said by a sign and a word as well as by color. */
export function DueDay({ state, icon, children }: DueDayProps) {
  return (
    <span
      className={clsx(
        'inline-flex items-center gap-1 whitespace-nowrap tabular-nums',
        state !== 'later' && 'font-medium text-danger-text',
      )}
    >
      {state === 'overdue' ? (
        <>
          <CircleAlert aria-hidden="true" className="size-3.5" />
          <span className="sr-only">Overdue: </span>
        </>
      ) : (
        icon
      )}
      {children}
    </span>
  )
}
