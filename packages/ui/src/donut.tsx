import { ChartFrame, drawingClass, strokes } from './chart-frame.tsx'
import type { ChartColor } from './chart-frame.tsx'

export interface DonutPart {
  name: string
  color: ChartColor
  /** None below zero. */
  value: number
}

export interface DonutProps {
  /** A sentence that says what the chart says. */
  label: string
  /** The parts of one whole, two to six of them. What changes over time, or is compared, belongs in bars. */
  parts: readonly DonutPart[]
  format: (value: number) => string
  /** In the middle, under the sum: "credits". */
  unit?: string | undefined
  height?: number | undefined
}

const RADIUS = 15.9155
const GAP = 0.6

/** Whole percentages that add up to 100; the largest rests are rounded up. */
export function percentages(values: readonly number[]): number[] {
  const sum = values.reduce((total, value) => total + value, 0)
  if (sum <= 0) return values.map(() => 0)
  const exact = values.map((value) => (value / sum) * 100)
  const missing = 100 - exact.reduce((total, value) => total + Math.floor(value), 0)
  const byRest = exact
    .map((value, index) => ({ index, rest: value - Math.floor(value) }))
    .toSorted((one, other) => other.rest - one.rest)
  const up = new Set(byRest.slice(0, missing).map(({ index }) => index))
  return exact.map((value, index) => Math.floor(value) + (up.has(index) ? 1 : 0))
}

/** How a whole is shared. */
export function Donut({ label, parts, format, unit, height = 176 }: DonutProps) {
  const sum = parts.reduce((total, { value }) => total + value, 0)
  const shares = percentages(parts.map(({ value }) => value))
  const rows = parts.map(({ name, value }, index) => [name, format(value), `${shares[index] ?? 0}%`])
  return (
    <ChartFrame
      label={label}
      height={height}
      table={{ head: ['Part', 'Amount', 'Share'], rows }}
      legend={parts.map(({ name, color }, index) => ({ name, color, total: `${shares[index] ?? 0}%` }))}
    >
      {() => (
        <svg
          role="img"
          aria-label={label}
          height={height}
          viewBox="-21 -21 42 42"
          className={`${drawingClass} mx-auto`}
        >
          <circle r={RADIUS} className="fill-none stroke-chart-grid stroke-[5]" />
          {arcsOf(parts, sum).map(({ name, color, from, length }) => (
            <circle
              key={name}
              r={RADIUS}
              pathLength={100}
              strokeDasharray={`${length} ${100 - length}`}
              strokeDashoffset={25 - from}
              className={`fill-none stroke-[5] ${strokes[color]}`}
            />
          ))}
          <text
            textAnchor="middle"
            y={unit === undefined ? 2 : 0.5}
            className="fill-text text-[5px] font-semibold"
          >
            {format(sum)}
          </text>
          {unit !== undefined && (
            <text textAnchor="middle" y={4.5} className="fill-text-3 text-[3px]">
              {unit}
            </text>
          )}
        </svg>
      )}
    </ChartFrame>
  )
}

/** Hundredths of the round, clockwise from the top, with a gap after each. */
function arcsOf(parts: readonly DonutPart[], sum: number) {
  let from = 0
  return parts.flatMap(({ name, color, value }) => {
    const share = sum <= 0 ? 0 : (value / sum) * 100
    const arc = { name, color, from, length: Math.max(0.2, share - GAP) }
    from += share
    return share > 0 ? [arc] : []
  })
}
