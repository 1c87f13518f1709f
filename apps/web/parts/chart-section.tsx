import { Donut } from '@hub/ui/donut'
import { LineChart } from '@hub/ui/line-chart'
import { Sparkline } from '@hub/ui/sparkline'
import { StackedBars } from '@hub/ui/stacked-bars'
import { State, States } from './state.tsx'

const days = Array.from({ length: 20 }, (_, day) => `${day + 1} Nov`)
const wave = (base: number, swing: number) =>
  days.map((_, day) => Math.round(base + swing * Math.sin(day / 3) + day * swing * 0.05))
const plain = (value: number) => value.toLocaleString('en-GB')
const long = Array.from({ length: 10_000 }, (_, step) => Math.sin(step / 400) * 40 + ((step * 7919) % 13))

const series = [
  { name: 'Assistant', color: 1 },
  { name: 'Price tracker', color: 2 },
  { name: 'Workflows', color: 3 },
  { name: 'Security', color: 4 },
  { name: 'Foundry', color: 5 },
  { name: 'Everything else', color: 6 },
] as const

function Lines() {
  return (
    <>
      <State name="One line, with where it leads">
        <LineChart
          axis
          label="Credits went from 100 on 1 November to 43 on 20 November. They last until about 30 November."
          steps={days}
          series={[{ name: 'Credits', color: 1, values: days.map((_, day) => 100 - day * 3) }]}
          forecast={{ steps: 10, value: 0, label: '30 Nov' }}
          format={plain}
        />
      </State>
      <State name="Several lines, one with a gap">
        <LineChart
          axis
          label="Our price stayed about 42; Old Pier came close on 9 November."
          steps={days}
          series={[
            { name: 'Ours', color: 1, values: days.map(() => 42) },
            { name: 'Old Pier', color: 2, values: wave(46, 6) },
            {
              name: 'Saltgate',
              color: 4,
              values: wave(50, 4).map((value, day) => (day > 7 && day < 12 ? null : value)),
            },
          ]}
          threshold={{ value: 30, name: 'What it costs us' }}
          format={plain}
        />
      </State>
      <State name="Above and below zero">
        <LineChart
          axis
          label="The result of each day went from a gain to a loss and back."
          steps={days}
          series={[{ name: 'Result', color: 1, values: wave(0, 300) }]}
          format={plain}
        />
      </State>
      <State name="Ten thousand values">
        <LineChart
          label="Ten thousand values between minus 40 and 53."
          steps={long.map((_, step) => String(step))}
          series={[{ name: 'Value', color: 1, values: long }]}
          format={plain}
        />
      </State>
    </>
  )
}

/** Every kind of chart. */
export function ChartSection() {
  return (
    <States>
      <Lines />
      <State name="Bars">
        <StackedBars
          label="People who were here on each of the last 20 days."
          series={[{ name: 'People', color: 1 }]}
          bars={days.map((label, day) => ({ label, values: [wave(20, 8)[day] ?? 0] }))}
          format={plain}
        />
      </State>
      <State name="Stacked bars in six colors">
        <StackedBars
          label="Credits spent on each of the last 10 days, by module."
          series={series}
          bars={days
            .slice(10)
            .map((label, day) => ({ label, values: series.map((_, index) => 12 - index + day) }))}
          format={plain}
        />
      </State>
      <State name="Parts of one whole">
        <Donut
          label="Of 480 credits this month, the assistant took 61 percent."
          unit="credits"
          parts={[293, 96, 62, 29].map((value, index) => ({
            name: series[index]?.name ?? '',
            color: series[index]?.color ?? 6,
            value,
          }))}
          format={plain}
        />
      </State>
      <State name="A line in a row of text">
        <p className="flex items-center gap-3">
          Lantern Street Bakery
          <Sparkline values={wave(20, 8)} label="Orders rose from 20 to 28 in 20 days." />
        </p>
      </State>
    </States>
  )
}
