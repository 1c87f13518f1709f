import { clsx } from 'clsx'
import { Table2 } from 'lucide-react'
import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react'

import { IconButton } from './icon-button.tsx'
import { Table, TableBody, TableHead, TableRow, Td, Th } from './table.tsx'

export interface BarSeries {
  name: string
  /** A module keeps its color on every page. */
  color: 1 | 2 | 3 | 4 | 5 | 6
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
  series: readonly BarSeries[]
  bars: readonly Bar[]
  /** For totals and the table. */
  format: (value: number) => string
  /** The head of the first column of the table. */
  barName?: string | undefined
  height?: number | undefined
}

const fills = {
  1: 'fill-chart-1 bg-chart-1',
  2: 'fill-chart-2 bg-chart-2',
  3: 'fill-chart-3 bg-chart-3',
  4: 'fill-chart-4 bg-chart-4',
  5: 'fill-chart-5 bg-chart-5',
  6: 'fill-chart-6 bg-chart-6',
}

const LEFT = 30
const BOTTOM = 22
const TOP = 8
const GAP = 1.5
const LABEL_PX = 64

/** Stacked bars from zero, with totals in the legend and the same figures as a table. */
export function StackedBars({
  label,
  series,
  bars,
  format,
  barName = 'Day',
  height = 176,
}: StackedBarsProps) {
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box)
  const [asTable, setAsTable] = useState(false)
  const totals = series.map((_, index) => sum(bars.map((bar) => bar.values[index] ?? 0)))
  return (
    <figure className="min-w-0">
      <div ref={box} className="min-w-0">
        {asTable ? (
          <BarTable
            label={label}
            series={series}
            bars={bars}
            format={format}
            barName={barName}
            height={height}
          />
        ) : (
          <BarDrawing
            label={label}
            series={series}
            bars={bars}
            format={format}
            width={width}
            height={height}
          />
        )}
      </div>
      <figcaption className="mt-2 flex items-center gap-4">
        <ul className="flex flex-1 flex-wrap gap-x-4 gap-y-1.5 text-12 text-text-2">
          {series.map((one, index) => (
            <li key={one.name} className="flex items-center gap-1.5">
              <span
                aria-hidden="true"
                className={clsx('size-[9px] flex-none rounded-[2.5px]', fills[one.color])}
              />
              {one.name}
              <span className="text-text-3 tabular-nums">{format(totals[index] ?? 0)}</span>
            </li>
          ))}
        </ul>
        <IconButton
          size="sm"
          label={asTable ? 'Show as chart' : 'Show as table'}
          aria-pressed={asTable}
          onClick={() => setAsTable(!asTable)}
        >
          <Table2 />
        </IconButton>
      </figcaption>
    </figure>
  )
}

type DrawingProps = Pick<StackedBarsProps, 'label' | 'series' | 'bars' | 'format'> & {
  width: number
  height: number
}

function BarDrawing({ label, series, bars, format, width, height }: DrawingProps) {
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
      className="block overflow-visible text-12 font-medium tabular-nums"
    >
      {ticks.map((tick) => (
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

function BarTable({
  label,
  series,
  bars,
  format,
  barName,
  height,
}: Pick<StackedBarsProps, 'label' | 'series' | 'bars' | 'format'> & { barName: string; height: number }) {
  return (
    <div
      tabIndex={0}
      role="region"
      aria-label={label}
      // As high as the drawing, so that nothing below it moves.
      style={{ height }}
      data-density="compact"
      className="overflow-auto rounded-md border border-line"
    >
      <Table label={label}>
        <TableHead>
          <Th>{barName}</Th>
          {series.map((one) => (
            <Th key={one.name} numeric>
              {one.name}
            </Th>
          ))}
          <Th numeric>Total</Th>
        </TableHead>
        <TableBody>
          {bars.map((bar) => (
            <TableRow key={bar.label}>
              <Td>{bar.label}</Td>
              {series.map((one, index) => (
                <Td key={one.name} numeric phone="hidden">
                  {format(bar.values[index] ?? 0)}
                </Td>
              ))}
              <Td numeric phone="end">
                {format(sum(bar.values))}
              </Td>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  )
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

/** Three or four round numbers from zero to just above the highest bar. */
export function niceTicks(highest: number): number[] {
  if (highest <= 0) return [0, 1]
  const rough = highest / 3
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = power * ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10)
  return Array.from({ length: Math.ceil(highest / step) + 1 }, (_, index) =>
    Number((index * step).toPrecision(12)),
  )
}

/** The width in pixels, so that letters are never scaled with the drawing. */
export function useWidth(box: RefObject<HTMLDivElement | null>): number {
  const [width, setWidth] = useState(640)
  useEffect(() => {
    const element = box.current
    if (element === null || typeof ResizeObserver === 'undefined') return undefined
    const observer = new ResizeObserver(
      ([entry]) => entry !== undefined && entry.contentRect.width > 0 && setWidth(entry.contentRect.width),
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [box])
  return width
}
