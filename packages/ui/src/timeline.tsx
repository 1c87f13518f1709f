import { Check, Clock, Circle, X } from 'lucide-react'
import { clsx } from 'clsx'
import type { ReactNode } from 'react'

import { Spinner } from './spinner.tsx'

/** Steps one under the other, joined by a line. Its children are TimelineStep. */
export function Timeline({ label, children }: { label: string; children: ReactNode }) {
  return <ol aria-label={label}>{children}</ol>
}

const looks = {
  done: { box: 'bg-success-tint text-success-text', icon: Check, word: 'Done' },
  running: { box: 'bg-accent-tint text-accent-text', icon: Circle, word: 'Running' },
  waiting: { box: 'bg-warning-tint text-warning-text', icon: Clock, word: 'Waiting' },
  failed: { box: 'bg-danger-tint text-danger-text', icon: X, word: 'Failed' },
  idle: { box: 'bg-neutral-tint text-text-3', icon: Circle, word: 'Not yet' },
}

export interface TimelineStepProps {
  /** Without one it is an entry that is neither done nor to do; give it an icon. */
  state?: keyof typeof looks | undefined
  name: ReactNode
  /** Time and cost, or what went wrong. */
  detail?: ReactNode
  /** At the right: a Time, or how long it took. */
  time?: ReactNode
  /** Instead of the icon of the state. */
  icon?: ReactNode
  children?: ReactNode
}

/** One step of a Timeline. */
export function TimelineStep({ state, name, detail, time, icon, children }: TimelineStepProps) {
  const { box, icon: Icon, word } = looks[state ?? 'idle']
  return (
    <li className="relative flex gap-3 pb-3.5 before:absolute before:top-[22px] before:bottom-0.5 before:left-[9.5px] before:w-px before:bg-line-strong last:pb-0 last:before:hidden">
      <span
        className={clsx(
          'grid size-5 flex-none place-items-center rounded-full [&_.lucide]:size-3 [&_.lucide]:stroke-2',
          box,
        )}
      >
        {state === 'running' ? <Spinner word={null} /> : (icon ?? <Icon aria-hidden="true" />)}
        {state !== undefined && <span className="sr-only">{word}: </span>}
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline gap-3">
          <div className="min-w-0 flex-1 font-medium">{name}</div>
          {time !== undefined && <div className="flex-none text-12 text-text-3 tabular-nums">{time}</div>}
        </div>
        {detail !== undefined && <div className="prose-links text-12 text-text-2">{detail}</div>}
        {children}
      </div>
    </li>
  )
}
