import { clsx } from 'clsx'
import type { ReactNode } from 'react'

/** A label that people chose themselves. A state is a Status. */
export function Tag({ className, children }: { className?: string | undefined; children: ReactNode }) {
  return (
    <span
      className={clsx(
        'inline-flex items-center gap-[5px] rounded-xs px-1.5 align-middle text-12 leading-[18px] whitespace-nowrap text-text-2 inset-ring inset-ring-line-strong [&_.lucide]:size-3',
        className,
      )}
    >
      {children}
    </span>
  )
}

/** A small count, such as unread items. `label` says what is counted. */
export function CountBadge({ count, label }: { count: number; label: string }) {
  return (
    <span className="inline-grid h-[18px] min-w-[18px] place-items-center rounded-full bg-neutral-tint px-1.5 text-12 font-medium text-text-2 tabular-nums">
      <span aria-hidden="true">{count}</span>
      <span className="sr-only">{label}</span>
    </span>
  )
}
