import { clsx } from 'clsx'

import { ChartFrame, drawingClass, niceTicks, strokes } from './chart-frame.tsx'
import type { ChartColor } from './chart-frame.tsx'
import { directLabels, linePath, thinned } from './line-shapes.ts'
import type { Point } from './line-shapes.ts'

export interface LineSeries {
  name: string
  /** 1 is always the business itself, and the thickest line. */
  color: ChartColor
  /** One for each step; null where nothing is known, and the line is broken there. */
  values: readonly (number | null)[]
}

export interface LineChartProps {
  /** A sentence that says what the chart says. */
  label: string
  /** One for each step: "1 Nov", "Today". The first and the last are written. */
  steps: readonly string[]
  /** At most five and "everything else"; one alone is filled down to zero. */
  series: readonly LineSeries[]
  format: (value: number) => string
  /** The head of the first column of the table. */
  stepName?: string | undefined
  /** Where the first line leads: so many steps on the value is this. Dotted. */
  forecast?: { steps: number; value: number; label: string } | undefined
  /** A line that should not be crossed. Dashed. */
  threshold?: { value: number; name: string } | undefined
  /** With amounts at the right; without them it is small enough for a narrow card. */
  axis?: boolean | undefined
  height?: number | undefined
}

const TOP = 8
const BOTTOM = 22
const SIDE = 4
const AXIS = 48
/** Two labels closer than this would touch. */
const LABEL_PX = 62
const LETTER_PX = 6.6
/** Narrower than this there is no room for names beside the lines. */
const NARROW_PX = 420

interface Frame {
  width: number
  height: number
  right: number
  steps: number
  top: number
  bottom: number
}

const xOf = ({ width, right, steps }: Frame, step: number): number =>
  round(SIDE + (step / Math.max(1, steps)) * (width - right - SIDE))

const yOf = ({ height, top, bottom }: Frame, value: number): number =>
  round(TOP + ((top - value) / (top - bottom)) * (height - TOP - BOTTOM))

const round = (value: number): number => Math.round(value * 10) / 10

/** How something changes over time. */
export function LineChart(props: LineChartProps) {
  const { label, steps, series, format, stepName = 'Day', height = 176 } = props
  const isAlone = series.length === 1
  const table = {
    head: [stepName, ...series.map(({ name }) => name)],
    rows: steps.map((step, index) => [
      step,
      ...series.map(({ values }) => {
        const value = values[index] ?? null
        return value === null ? '–' : format(value)
      }),
    ]),
  }
  return (
    <ChartFrame label={label} table={table} height={height} legend={isAlone ? [] : series}>
      {(width) => <Drawing {...props} height={height} width={width} />}
    </ChartFrame>
  )
}

/** What the drawing spans, and how much of its right is for words. */
function frameOf(props: LineChartProps & { width: number; height: number }): Frame & { ticks: number[] } {
  const { series, forecast, axis = false, width, height, steps } = props
  const [highest, lowest] = extent(props)
  const ticks = niceTicks(highest, lowest)
  // Without an axis nothing says where round numbers are, so the line may fill the height.
  const [bottom = 0, top = 1] = axis ? [ticks[0], ticks.at(-1)] : [lowest, Math.max(highest, lowest + 1)]
  const letters = hasNames(props) ? Math.max(...series.map(({ name }) => name.length)) : 0
  return {
    ticks,
    width,
    height,
    right: (axis ? AXIS : SIDE) + letters * LETTER_PX,
    steps: steps.length - 1 + (forecast?.steps ?? 0),
    top,
    bottom,
  }
}

/** Whether the lines are named at their ends. */
const hasNames = ({ series, width }: { series: readonly LineSeries[]; width: number }): boolean =>
  series.length > 1 && width >= NARROW_PX

/** The highest and the lowest of all values, zero among them. One at a time: there may be more than a call takes arguments. */
function extent({ series, forecast, threshold }: LineChartProps): [highest: number, lowest: number] {
  const marks = [forecast?.value ?? 0, threshold?.value ?? 0]
  let [highest, lowest] = [Math.max(0, ...marks), Math.min(0, ...marks)]
  for (const value of series.flatMap(({ values }) => values)) {
    if (value === null) continue
    highest = Math.max(highest, value)
    lowest = Math.min(lowest, value)
  }
  return [highest, lowest]
}

function Drawing(props: LineChartProps & { width: number; height: number }) {
  const { label, series, forecast, threshold, axis = false, width, height } = props
  const frame = frameOf(props)
  const end = width - frame.right + SIDE
  const lines = series.map(({ name, color, values }) => ({
    name,
    color,
    points: thinned(
      values.map((value, step) => (value === null ? null : { x: xOf(frame, step), y: yOf(frame, value) })),
      width,
    ),
  }))
  const [first] = lines
  const isAlone = lines.length === 1
  return (
    <svg
      role="img"
      aria-label={label}
      width="100%"
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      className={drawingClass}
    >
      {axis && <Ticks frame={frame} ticks={frame.ticks} end={end} />}
      <line x1={0} x2={end} y1={yOf(frame, 0)} y2={yOf(frame, 0)} className="stroke-line-strong" />
      {threshold && (
        <g>
          <line
            x1={0}
            x2={end}
            y1={yOf(frame, threshold.value)}
            y2={yOf(frame, threshold.value)}
            className="stroke-text-3 [stroke-dasharray:3_3]"
          />
          <text x={0} y={yOf(frame, threshold.value) - 4} className="fill-text-2">
            {threshold.name}
          </text>
        </g>
      )}
      {isAlone && first && <path d={linePath(first.points, yOf(frame, 0))} className="fill-chart-1-fill" />}
      {lines.toReversed().map(({ name, color, points }) => (
        <path
          key={name}
          d={linePath(points)}
          className={clsx(
            'fill-none [stroke-linejoin:round]',
            strokes[color],
            color === 1 && !isAlone ? 'stroke-[2.25]' : 'stroke-[1.75]',
          )}
        />
      ))}
      {first && (
        <Ahead frame={frame} from={first.points.findLast((point) => point !== null)} forecast={forecast} />
      )}
      {hasNames(props) && <Names lines={lines} x={end + 4} />}
      <StepNames {...props} frame={frame} end={end} />
    </svg>
  )
}

function Ticks({ frame, ticks, end }: { frame: Frame; ticks: readonly number[]; end: number }) {
  return ticks.map((tick) => (
    <g key={tick}>
      {tick !== 0 && (
        <line x1={0} x2={end} y1={yOf(frame, tick)} y2={yOf(frame, tick)} className="stroke-chart-grid" />
      )}
      <text x={frame.width} y={yOf(frame, tick) + 4} textAnchor="end" className="fill-text-3">
        {tick.toLocaleString('en').replace('-', '−')}
      </text>
    </g>
  ))
}

interface AheadProps {
  frame: Frame
  from: Point | null | undefined
  forecast: LineChartProps['forecast']
}

/** Where the first line is now, and where it leads. */
function Ahead({ frame, from, forecast }: AheadProps) {
  if (!from) return null
  return (
    <>
      {forecast && (
        <path
          d={`M${from.x} ${from.y}L${xOf(frame, frame.steps)} ${yOf(frame, forecast.value)}`}
          className="fill-none stroke-chart-1 stroke-[1.5] [stroke-dasharray:2_4] [stroke-linecap:round]"
        />
      )}
      <circle cx={from.x} cy={from.y} r={3.5} className="fill-chart-1 stroke-sheet stroke-2" />
    </>
  )
}

interface NamesProps {
  lines: readonly { name: string; points: readonly (Point | null)[] }[]
  x: number
}

/** Each line is named at its end, without two names over each other. */
function Names({ lines, x }: NamesProps) {
  const ends = lines.map(({ name, points }) => ({
    name,
    y: points.findLast((point) => point !== null)?.y ?? 0,
  }))
  return directLabels(ends).map(({ name, y }) => (
    <text key={name} aria-hidden="true" x={x} y={y + 4} className="fill-text-2">
      {name}
    </text>
  ))
}

/** The first step, the last one and the end of the forecast, as far as they do not touch. */
function StepNames({ steps, forecast, frame, end }: LineChartProps & { frame: Frame; end: number }) {
  const y = frame.height - 4
  const last = xOf(frame, steps.length - 1)
  const isEnd = forecast === undefined || end - last < LABEL_PX
  return (
    <>
      {last > LABEL_PX && (
        <text x={0} y={y} className="fill-text-3">
          {steps[0]}
        </text>
      )}
      <text
        x={isEnd ? end : Math.max(last, LABEL_PX / 3)}
        y={y}
        textAnchor={isEnd ? 'end' : 'middle'}
        className="fill-text"
      >
        {steps.at(-1)}
      </text>
      {!isEnd && (
        <text x={end} y={y} textAnchor="end" className="fill-text-3">
          {forecast.label}
        </text>
      )}
    </>
  )
}
