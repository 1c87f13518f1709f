import { clsx } from 'clsx'
import type { ReactNode } from 'react'

import { ChartFrame, drawingClass, fills, niceTicks } from './chart-frame.tsx'
import type { ChartColor } from './chart-frame.tsx'

export interface BarSeries {
  name: string
  color: ChartColor
}

export interface Bar {
  /** "1 Nov"; every bar has one, and as many are written as there is room for. */
  label: string
  /** One for each series, in their order, none below zero. */
  values: readonly number[]
}

export interface StackedBarsProps {
  /** A sentence that says what the chart says. */
  label: string
  /** One makes plain bars; at most five and "everything else". */
  series: readonly BarSeries[]
  bars: readonly Bar[]
  /** For totals and the table. */
  format: (value: number) => string
  /** Things, of which no mark of the axis stands for half a one. */
  isCount?: boolean | undefined
  /** The head of the first column of the table. */
  barName?: string | undefined
  height?: number | undefined
}

const LEFT = 30
const BOTTOM = 22
const TOP = 8
const GAP = 1.5
const LABEL_PX = 64

/** Stacked bars from zero, with totals in the legend and the same figures as a table. */
export function StackedBars(props: StackedBarsProps) {
  const { label, series, bars, format, isCount, barName = 'Day', height = 176 } = props
  const legend = series.map(({ name, color }, index) => ({
    name,
    color,
    total: format(sum(bars.map((bar) => bar.values[index] ?? 0))),
  }))
  const isPlain = series.length === 1
  const table = {
    head: [barName, ...series.map(({ name }) => name), ...(isPlain ? [] : ['Total'])],
    rows: bars.map((bar) => [
      bar.label,
      ...series.map((_, index) => format(bar.values[index] ?? 0)),
      ...(isPlain ? [] : [format(sum(bar.values))]),
    ]),
  }
  return (
    <ChartFrame label={label} table={table} legend={legend} height={height}>
      {(width) => <BarDrawing {...{ label, series, bars, format, isCount, width, height }} />}
    </ChartFrame>
  )
}

type DrawingProps = Pick<StackedBarsProps, 'label' | 'series' | 'bars' | 'format' | 'isCount'> & {
  width: number
  height: number
}

function BarDrawing({ label, series, bars, format, isCount, width, height }: DrawingProps) {
  const plot = height - TOP - BOTTOM
  const ticks = niceTicks(Math.max(0, ...bars.map((bar) => sum(bar.values))))
  const top = ticks.at(-1) ?? 1
  const y = (value: number) => TOP + plot - (value / top) * plot
  const slot = (width - LEFT) / Math.max(1, bars.length)
  const barWidth = Math.max(2, Math.min(22, slot * 0.62))
  const every = Math.max(1, Math.ceil(LABEL_PX / slot))
  return (
    <svg
      role="img"
      aria-label={label}
      width="100%"
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      className={drawingClass}
    >
      {(isCount ? ticks.filter(Number.isInteger) : ticks).map((tick) => (
        <g key={tick}>
          <line
            x1={LEFT}
            x2={width}
            y1={y(tick)}
            y2={y(tick)}
            className={tick === 0 ? 'stroke-line-strong' : 'stroke-chart-grid'}
          />
          <text x={LEFT - 8} y={y(tick) + 4} textAnchor="end" className="fill-text-3">
            {tick.toLocaleString('en')}
          </text>
        </g>
      ))}
      {bars.map((bar, index) => {
        const x = LEFT + slot * (index + 0.5)
        return (
          <g key={bar.label}>
            <title>{`${bar.label}: ${format(sum(bar.values))}`}</title>
            <rect
              x={x - slot / 2}
              y={TOP}
              width={slot}
              height={plot}
              className="fill-transparent hover:fill-hover"
            />
            <BarParts bar={bar} series={series} x={x - barWidth / 2} width={barWidth} y={y} />
            {isLabeled(index, bars.length, every) && (
              <text
                {...labelPlace(index, { count: bars.length, x, slot })}
                y={height - 4}
                className={index === bars.length - 1 ? 'fill-text' : 'fill-text-3'}
              >
                {bar.label}
              </text>
            )}
          </g>
        )
      })}
    </svg>
  )
}

/** The last bar is always named; others only where they do not touch it. */
function isLabeled(index: number, count: number, every: number): boolean {
  return index === count - 1 || (index % every === 0 && count - 1 - index >= every)
}

/** The last name ends where the chart ends, so that nothing sticks out. */
function labelPlace(index: number, { count, x, slot }: { count: number; x: number; slot: number }) {
  const isLast = index === count - 1 && count > 1
  return isLast ? { x: x + slot / 2, textAnchor: 'end' as const } : { x, textAnchor: 'middle' as const }
}

interface BarPartsProps {
  bar: Bar
  series: readonly BarSeries[]
  x: number
  width: number
  y: (value: number) => number
}

function BarParts({ bar, series, x, width, y }: BarPartsProps): ReactNode {
  let below = 0
  return series.map((one, index) => {
    const value = bar.values[index] ?? 0
    if (value <= 0) return null
    const from = y(below)
    below += value
    const height = Math.max(1, from - y(below) - GAP)
    return (
      <rect
        key={one.name}
        x={x}
        y={y(below)}
        width={width}
        height={height}
        rx={2}
        className={clsx('pointer-events-none', fills[one.color])}
      />
    )
  })
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
