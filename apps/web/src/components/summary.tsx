import { Skeleton } from '@hub/ui/skeleton'
import type { ReactNode } from 'react'

/* What the cards of the dashboard are made of that sum one thing up. */

/** The figure a card is about: "8,412.30 EUR", with a few quiet words after it. */
export function Figure({ amount, unit, children }: { amount: string; unit?: string; children?: ReactNode }) {
  const [whole = '', decimals] = amount.split('.')
  return (
    <p className="flex flex-wrap items-baseline gap-x-2">
      <span className="text-22 font-semibold tracking-display tabular-nums">
        {whole}
        {decimals !== undefined && <span className="font-medium text-text-3">.{decimals}</span>}
        {unit !== undefined && (
          <span className="text-14 font-normal tracking-normal text-text-2"> {unit}</span>
        )}
      </span>
      {children !== undefined && <span className="text-13 text-text-2">{children}</span>}
    </p>
  )
}

/** The last line of a card, at its foot. */
export const SummaryFoot = ({ children }: { children: ReactNode }) => (
  <p className="mt-auto pt-2.5 text-12 text-text-3 tabular-nums">{children}</p>
)

/** What to do next where there is nothing to sum up yet, in a line. */
export const NothingYet = ({ children }: { children: ReactNode }) => (
  <p className="text-13 text-text-2">{children}</p>
)

/** As high as a figure with its words, so many lines below, and a foot. */
export const SummarySkeleton = ({ rows }: { rows: number }) => (
  <div>
    <Skeleton className="mb-3 h-8 w-40" />
    {Array.from({ length: rows }, (_, row) => (
      <div key={row} className="py-[5px]">
        <Skeleton className="h-3 w-full" />
      </div>
    ))}
    <Skeleton className="mt-3.5 h-3 w-32" />
  </div>
)
