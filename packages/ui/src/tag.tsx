import { clsx } from 'clsx'
import type { ReactNode } from 'react'

/** A label that people chose themselves. A state is a Status. */
export function Tag({ className, children }: { className?: string | undefined; children: ReactNode }) {
  return (
    <span
      className={clsx(
        'inline-flex items-center gap-[5px] rounded-xs px-1.5 align-middle text-12 leading-4.5 whitespace-nowrap text-text-2 inset-ring inset-ring-line-strong [&_.lucide]:size-3',
        className,
      )}
    >
      {children}
    </span>
  )
}
