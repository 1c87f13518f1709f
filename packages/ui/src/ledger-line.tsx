import { clsx } from 'clsx'
import type { ReactNode } from 'react'

export interface LedgerLineProps {
  name: ReactNode
  /** Already formatted: "2.80", "free", "always". */
  amount: ReactNode
  /** The last line: a rule above, both sides bold. */
  total?: boolean | undefined
  className?: string | undefined
}

/** Name, dotted leader, amount. Put several into a `<dl>`. For prices, totals and permissions. */
export function LedgerLine({ name, amount, total = false, className }: LedgerLineProps) {
  return (
    <div
      className={clsx(
        'flex items-baseline gap-2 text-[length:inherit] leading-5.5',
        total && 'mt-1.5 border-t border-line-strong pt-1.5 font-semibold',
        className,
      )}
    >
      <dt className="min-w-0 wrap-anywhere">{name}</dt>
      <span aria-hidden="true" className={total ? 'flex-1' : 'leader'} />
      <dd className={clsx('whitespace-nowrap tabular-nums', total ? 'font-semibold' : 'font-medium')}>
        {amount}
      </dd>
    </div>
  )
}

/** The list around ledger lines. */
export function Ledger({
  label,
  className,
  children,
}: {
  label?: string | undefined
  className?: string | undefined
  children: ReactNode
}) {
  return (
    <dl aria-label={label} className={clsx('text-13', className)}>
      {children}
    </dl>
  )
}
