import { ChartFrame, drawingClass, fills, strokes } from '@hub/ui/chart-frame'
import type { ChartColor } from '@hub/ui/chart-frame'
import { formatDecimal } from '@hub/ui/decimal'
import { clsx } from 'clsx'
import { dayWords, useTimeZone } from './day-words.ts'
import { priceTicks, spread, stepPath, xOf, yOf } from './step-chart-shapes.ts'
import type { Frame, Step } from './step-chart-shapes.ts'

export const CHART_HEIGHT = 216
/** Narrower than this there is no room for amounts beside the names. */
const NARROW_PX = 480
const LETTER_PX = 6.8
const TOP = 24
const FOOT = 22

export interface StepLine {
  name: string
  color: ChartColor
  steps: Step[]
  /** As it is now, already formatted; undefined where there is no price. */
  now: string | undefined
}

interface StepChartProps {
  /** What it shows, for whoever does not see it. */
  label: string
  table: { head: string[]; rows: string[][] }
  lines: readonly StepLine[]
  span: { from: number; until: number }
  /** When somebody was told of a price last. */
  alertAt?: string | undefined
}

/** Prices over days: each holds until the next. */
export const StepChart = ({ table, ...drawn }: StepChartProps) => (
  <ChartFrame label={drawn.label} table={table} height={CHART_HEIGHT}>
    {(width) => <Drawing {...drawn} width={width} />}
  </ChartFrame>
)

interface DrawingProps extends Omit<StepChartProps, 'table'> {
  width: number
}

function Drawing({ label, lines, span, alertAt, width }: DrawingProps) {
  const { frame, ticks } = frameOf({ lines, span, width })
  return (
    <svg
      role="img"
      aria-label={label}
      width="100%"
      height={CHART_HEIGHT}
      viewBox={`0 0 ${width} ${CHART_HEIGHT}`}
      className={drawingClass}
    >
      <Ticks frame={frame} ticks={ticks} />
      <Days frame={frame} isWide={width >= NARROW_PX} />
      {alertAt !== undefined && <AlertMark frame={frame} at={Date.parse(alertAt)} />}
      {lines.toReversed().map(({ name, color, steps }) => (
        <path
          key={name}
          d={stepPath(steps, frame)}
          className={clsx(
            'fill-none [stroke-linejoin:round]',
            strokes[color],
            color === 1 ? 'stroke-[2.25]' : 'stroke-[1.75]',
          )}
        />
      ))}
      <Ends frame={frame} lines={lines} width={width} />
    </svg>
  )
}

const tickText = (tick: number, ticks: readonly number[]): string => {
  const step = (ticks[1] ?? 1) - (ticks[0] ?? 0)
  const decimals = Math.max(0, Math.min(4, Math.ceil(-Math.log10(step) - 1e-9) + (isHalved(step) ? 1 : 0)))
  return formatDecimal(tick.toFixed(decimals))
}

/** Steps of 2.5, 0.25 and such need a digit more. */
const isHalved = (step: number): boolean => step.toExponential().startsWith('2.5')

const letters = (texts: readonly string[]): number => Math.max(0, ...texts.map(({ length }) => length))

function frameOf({ lines, span, width }: Pick<DrawingProps, 'lines' | 'span' | 'width'>) {
  const ticks = priceTicks(lines.flatMap(({ steps }) => steps.flatMap(({ value }) => value ?? [])))
  const names = letters(lines.map(({ name }) => shortName(name, width)))
  const amounts = width >= NARROW_PX ? letters(lines.map(({ now = '' }) => now)) + 2 : 0
  const frame: Frame = {
    ...span,
    left: Math.round(letters(ticks.map((tick) => tickText(tick, ticks))) * LETTER_PX) + 8,
    right: width - Math.round((names + amounts) * LETTER_PX) - 12,
    top: TOP,
    bottom: CHART_HEIGHT - FOOT,
    low: ticks[0] ?? 0,
    high: ticks.at(-1) ?? 1,
  }
  return { frame, ticks }
}

/** As much of a name as there is room for. */
const shortName = (name: string, width: number): string => {
  const most = width >= NARROW_PX ? 20 : 12
  return name.length > most ? `${name.slice(0, most - 1)}…` : name
}

const Ticks = ({ frame, ticks }: { frame: Frame; ticks: readonly number[] }) =>
  ticks.map((tick, index) => (
    <g key={tick}>
      <line
        x1={frame.left}
        x2={frame.right}
        y1={yOf(frame, tick)}
        y2={yOf(frame, tick)}
        className={index === 0 ? 'stroke-line-strong' : 'stroke-chart-grid'}
      />
      <text x={frame.left - 8} y={yOf(frame, tick) + 4} textAnchor="end" className="fill-text-3">
        {tickText(tick, ticks)}
      </text>
    </g>
  ))

/** The first day, two between them where there is room, and today. */
function Days({ frame, isWide }: { frame: Frame; isWide: boolean }) {
  const timeZone = useTimeZone()
  const { from, until } = frame
  const shares = isWide ? [0, 1 / 3, 2 / 3] : [0]
  return (
    <>
      {shares.map((share) => {
        const at = from + share * (until - from)
        return (
          <text
            key={share}
            x={xOf(frame, at)}
            y={CHART_HEIGHT - 4}
            textAnchor={share === 0 ? 'start' : 'middle'}
            className="fill-text-3"
          >
            {dayWords(at, timeZone)}
          </text>
        )
      })}
      <text x={frame.right} y={CHART_HEIGHT - 4} textAnchor="end" className="fill-text">
        Today
      </text>
    </>
  )
}

/** When somebody was told last, as far as the chart goes back. */
function AlertMark({ frame, at }: { frame: Frame; at: number }) {
  const timeZone = useTimeZone()
  if (at < frame.from) return null
  const x = xOf(frame, at)
  const isLeft = x > (frame.left + frame.right) / 2
  return (
    <g>
      <line
        x1={x}
        x2={x}
        y1={6}
        y2={frame.bottom}
        className="stroke-current text-warning-text [stroke-dasharray:3_3]"
      />
      <text
        x={x + (isLeft ? -6 : 6)}
        y={14}
        textAnchor={isLeft ? 'end' : 'start'}
        className="fill-current text-warning-text"
      >
        Alert, {dayWords(at, timeZone)}
      </text>
    </g>
  )
}

/** Each line is named at its end, with what it costs now where there is room. */
function Ends({ frame, lines, width }: { frame: Frame; lines: readonly StepLine[]; width: number }) {
  const ends = lines.flatMap(({ steps, ...line }) => {
    const value = steps.at(-1)?.value ?? null
    return value === null ? [] : [{ ...line, y: yOf(frame, value) }]
  })
  return (
    <>
      {ends.map(({ name, color, y }) => (
        <circle
          key={name}
          cx={frame.right}
          cy={y}
          r={3.5}
          className={clsx(fills[color], 'stroke-sheet stroke-2')}
        />
      ))}
      {spread(ends, CHART_HEIGHT - FOOT).map(({ name, color, now, y }) => (
        <g key={name} aria-hidden="true">
          <text x={frame.right + 10} y={y + 4} className={clsx('fill-text', color === 1 && 'font-semibold')}>
            {shortName(name, width)}
          </text>
          {width >= NARROW_PX && (
            <text x={width} y={y + 4} textAnchor="end" className="fill-text-2">
              {now}
            </text>
          )}
        </g>
      ))}
    </>
  )
}
