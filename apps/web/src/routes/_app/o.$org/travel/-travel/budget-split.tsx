import { clsx } from 'clsx'
import type { TravelService, TripCard } from './travel-types.ts'
import { moneyWords, serviceNames } from './travel-words.ts'

const fills = { flight: 'bg-chart-1', stay: 'bg-chart-2', car: 'bg-chart-3' } as const

interface Part {
  key: string
  name: string
  amount: string
  fill: string
}

export interface BudgetSplitProps {
  card: Pick<TripCard, 'left' | 'currency'> & { services: readonly Pick<TravelService, 'kind' | 'amount'>[] }
}

/** What each service costs, and what is left of the budget. */
export function BudgetSplit({ card }: BudgetSplitProps) {
  const { services, left, currency } = card
  const isOver = left !== null && Number(left) < 0
  const parts: Part[] = [
    ...services.map(({ kind, amount }) => ({
      key: kind,
      name: serviceNames[kind],
      amount,
      fill: fills[kind],
    })),
    ...(left !== null && Number(left) >= 0
      ? [{ key: 'left', name: 'Left', amount: left, fill: 'bg-neutral-tint' }]
      : []),
  ]
  return (
    <div className="flex flex-col gap-2">
      <div aria-hidden="true" className="flex h-2 gap-px overflow-hidden rounded-full bg-neutral-tint">
        {parts.map(({ key, amount, fill }) => (
          <span
            key={key}
            className={clsx('h-full', fill)}
            style={{ flexGrow: Number(amount), flexBasis: 0 }}
          />
        ))}
      </div>
      <ul aria-label="What it costs" className="flex flex-wrap gap-x-4 gap-y-1 text-13">
        {parts.map(({ key, name, amount, fill }) => (
          <li key={key} className="inline-flex items-center gap-1.5">
            <span
              aria-hidden="true"
              // On paper they tell which part of the bar is which.
              style={{ printColorAdjust: 'exact' }}
              className={clsx(
                'size-2.5 rounded-xs',
                fill,
                key === 'left' && 'inset-ring inset-ring-line-strong',
              )}
            />
            <span className="text-text-2">{name}</span>
            <span className="font-medium tabular-nums">{moneyWords(amount, currency)}</span>
          </li>
        ))}
        {isOver && left !== null && (
          <li className="text-danger-text">{moneyWords(left.slice(1), currency)} over the budget</li>
        )}
      </ul>
    </div>
  )
}
