import type { ChartColor } from '@hub/ui/chart-frame'
import { formatDecimal } from '@hub/ui/decimal'
import { useState } from 'react'
import { useTimeZone } from '../../../../../components/day-words.ts'
import { StepChart } from '../../../../../components/step-chart.tsx'
import type { StepLine } from '../../../../../components/step-chart.tsx'
import { chartSentence, chartTable, lineNames } from './chart-words.ts'
import type { History } from './price-types.ts'

const DAY_MS = 86_400_000
/** The last of the colors is that of everything else. */
const REST: ChartColor = 6
const shopColors: readonly ChartColor[] = [2, 3, 4, 5]

interface PriceChartProps {
  name: string
  days: number
  history: History
  /** When somebody was told of a price last. */
  alertAt: string | undefined
}

/** What a product cost here and elsewhere: each price holds until the next. */
export function PriceChart({ name, days, history, alertAt }: PriceChartProps) {
  const timeZone = useTimeZone()
  const [until] = useState(() => Date.now())
  return (
    <StepChart
      label={chartSentence({ name, days }, history)}
      table={chartTable(history, timeZone)}
      lines={linesOf(history)}
      span={{ from: until - days * DAY_MS, until }}
      alertAt={alertAt}
    />
  )
}

function linesOf({ series }: History): StepLine[] {
  const names = lineNames(series)
  const shops = series.filter(({ listingId }) => listingId !== null)
  return series.map((one, index) => {
    const last = one.points.at(-1)?.amount ?? null
    return {
      name: names[index] ?? '',
      color: one.listingId === null ? 1 : (shopColors[shops.indexOf(one)] ?? REST),
      steps: one.points.map(({ at, amount }) => ({
        at: Date.parse(at),
        value: amount === null ? null : Number(amount),
      })),
      now: last === null ? undefined : formatDecimal(last),
    }
  })
}
