import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { amountWords } from './amounts.ts'

export interface BigAmountProps {
  amount: string
  /** After it: the currency, and what of it this is. */
  children: ReactNode
}

/** The one figure that a card is about. A long one is smaller: broken in two it would be read as two. */
export function BigAmount({ amount, children }: BigAmountProps) {
  const words = amountWords(amount)
  return (
    <p
      className={clsx(
        'min-w-0 font-semibold tracking-display wrap-anywhere tabular-nums',
        words.length > 14 ? 'text-18' : words.length > 11 ? 'text-22' : 'text-28',
      )}
    >
      {words} <span className="text-15 font-normal text-text-3">{children}</span>
    </p>
  )
}
