import { clsx } from 'clsx'
import type { ReactNode } from 'react'

/** A key on the keyboard. */
export function Kbd({ className, children }: { className?: string | undefined; children: ReactNode }) {
  return (
    <kbd
      className={clsx(
        'inline-block min-w-[18px] flex-none rounded-xs border border-line-strong bg-sheet px-[5px] text-center font-sans text-12 font-medium text-text-3',
        className,
      )}
    >
      {children}
    </kbd>
  )
}
