import { formatDecimal } from '@hub/ui/decimal'
import { useState } from 'react'
import { dayIn, shortDay, todayIn, useTimeZone } from '../../../../../components/day-words.ts'
import { StepChart } from '../../../../../components/step-chart.tsx'
import type { TravelWatch, WatchHistory } from './travel-types.ts'
import { moneyWords } from './travel-words.ts'

/** A chart of one hour says nothing, so it spans a week at least. */
const LEAST_MS = 7 * 86_400_000

interface WatchChartProps {
  watch: TravelWatch
  history: WatchHistory
}

/** How the cheapest price of a trip moved, and the line below which somebody wants to be told. */
export function WatchChart({ watch, history: { points } }: WatchChartProps) {
  const timeZone = useTimeZone()
  const [until] = useState(() => Date.now())
  const begin = Date.parse(points[0]?.at ?? watch.createdAt)
  const from = Math.min(begin, until - LEAST_MS)
  const steps = points.map(({ at, amount }) => ({
    at: Date.parse(at),
    value: amount === null ? null : Number(amount),
  }))
  const now = points.at(-1)?.amount ?? null
  const today = todayIn(timeZone)
  return (
    <StepChart
      label={labelOf(watch)}
      table={{
        head: ['Day', 'Cheapest'],
        rows: points.map(({ at, amount }) => [
          shortDay(dayIn(at, timeZone), today),
          amount === null ? 'Nothing offered' : formatDecimal(amount),
        ]),
      }}
      lines={[
        {
          name: 'Cheapest',
          color: 1,
          steps,
          now: now === null ? undefined : formatDecimal(now),
        },
        {
          name: 'Yours',
          color: 3,
          steps: [{ at: from, value: Number(watch.amount) }],
          now: formatDecimal(watch.amount),
        },
      ]}
      span={{ from, until }}
    />
  )
}

function labelOf({ title, price, lowest, amount, currency }: TravelWatch): string {
  const written = (one: string | null) => (one === null ? 'not known' : moneyWords(one, currency))
  return `Price of ${title}: now ${written(price)}, lowest ${written(lowest)}, yours ${written(amount)}.`
}
