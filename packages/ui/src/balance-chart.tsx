import { useRef } from 'react'

import { niceTicks, useWidth } from './stacked-bars.tsx'

export interface BalanceChartProps {
  /** A sentence that says what the chart says. */
  label: string
  /** One value a day, oldest first; the last one is today. */
  values: readonly number[]
  /** Under the first day: "1 Nov". */
  from: string
  /** Where the line leads at today's pace: so many days from today the value is this. */
  forecast?: { days: number; value: number; label: string } | undefined
  /** With amounts at the right; without them it is small enough for a narrow card. */
  axis?: boolean | undefined
  height?: number | undefined
}

const TOP = 6
const BOTTOM = 22
const SIDE = 4
const AXIS = 48
/** Two labels closer than this would touch. */
const LABEL_PX = 62

interface Frame {
  width: number
  height: number
  steps: number
  highest: number
  right: number
}

/** What was left each day, and by a dotted line what will be. */
export function BalanceChart(props: BalanceChartProps) {
  const { label, values, from, forecast, axis = false, height = 104 } = props
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box)
  const ticks = niceTicks(Math.max(...values, 0))
  const frame: Frame = {
    width,
    height,
    steps: Math.max(1, values.length - 1 + (forecast?.days ?? 0)),
    highest: axis ? (ticks.at(-1) ?? 1) : Math.max(...values, 1),
    right: axis ? AXIS : SIDE,
  }
  const points = values.map((value, day) => ({ x: xOf(frame, day), y: yOf(frame, value) }))
  const today = points.at(-1) ?? { x: xOf(frame, 0), y: yOf(frame, 0) }
  return (
    <div ref={box} className="min-w-0">
      <svg
        role="img"
        aria-label={label}
        width="100%"
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        className="block overflow-visible text-12 font-medium tabular-nums"
      >
        {axis && <Ticks frame={frame} ticks={ticks} />}
        <line
          x1={0}
          x2={width - frame.right + SIDE}
          y1={yOf(frame, 0)}
          y2={yOf(frame, 0)}
          className="stroke-line-strong"
        />
        <path
          d={`${pathOf(points)}L${today.x} ${yOf(frame, 0)}L${xOf(frame, 0)} ${yOf(frame, 0)}Z`}
          className="fill-chart-1-fill"
        />
        <path d={pathOf(points)} className="fill-none stroke-chart-1 stroke-[1.75] [stroke-linejoin:round]" />
        {forecast && (
          <path
            d={`M${today.x} ${today.y}L${xOf(frame, frame.steps)} ${yOf(frame, forecast.value)}`}
            className="fill-none stroke-chart-1 stroke-[1.5] [stroke-dasharray:2_4] [stroke-linecap:round]"
          />
        )}
        <circle cx={today.x} cy={today.y} r={3.5} className="fill-chart-1 stroke-sheet stroke-2" />
        <DayLabels frame={frame} today={today.x} from={from} to={forecast?.label} />
      </svg>
    </div>
  )
}

function Ticks({ frame, ticks }: { frame: Frame; ticks: readonly number[] }) {
  return ticks.map((tick) => (
    <g key={tick}>
      {tick > 0 && (
        <line
          x1={0}
          x2={frame.width - frame.right + SIDE}
          y1={yOf(frame, tick)}
          y2={yOf(frame, tick)}
          className="stroke-chart-grid"
        />
      )}
      <text x={frame.width} y={yOf(frame, tick) + 4} textAnchor="end" className="fill-text-3">
        {tick.toLocaleString('en')}
      </text>
    </g>
  ))
}

interface DayLabelsProps {
  frame: Frame
  today: number
  from: string
  to: string | undefined
}

/** The first day, today and the last day, as far as they do not touch. */
function DayLabels({ frame, today, from, to }: DayLabelsProps) {
  const y = frame.height - 4
  const end = frame.width - frame.right + SIDE
  const isLast = to === undefined || end - today < LABEL_PX
  return (
    <>
      {today > LABEL_PX && (
        <text x={0} y={y} className="fill-text-3">
          {from}
        </text>
      )}
      <text
        x={isLast ? end : Math.max(today, LABEL_PX / 3)}
        y={y}
        textAnchor={isLast ? 'end' : 'middle'}
        className="fill-text"
      >
        Today
      </text>
      {!isLast && (
        <text x={end} y={y} textAnchor="end" className="fill-text-3">
          {to}
        </text>
      )}
    </>
  )
}

const xOf = ({ width, right, steps }: Frame, day: number): number =>
  round(SIDE + (day / steps) * (width - right - SIDE))

const yOf = ({ height, highest }: Frame, value: number): number =>
  round(TOP + (1 - Math.max(0, value) / highest) * (height - TOP - BOTTOM))

const pathOf = (points: readonly { x: number; y: number }[]): string =>
  points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('')

const round = (value: number): number => Math.round(value * 10) / 10
