import { formatCredits, MICRO_PER_CREDIT } from '@hub/ui/credits'
import { LineChart } from '@hub/ui/line-chart'
import { Skeleton } from '@hub/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { useOrganization } from '../account.ts'
import { useTRPC } from '../trpc.ts'
import { balanceDays, dayNames, forecastOf } from './balance-days.ts'
import { adjustmentsInput, expiriesInput, grantsInput, usageInput } from './credit-reads.ts'
import { shortDay, todayIn } from './day-words.ts'

/** On the first days the forecast still shows a week or two. */
const SHORTEST = 7

export interface BalanceTrendProps {
  availableMicro: number
  heldMicro: number
  perDayMicro: number
  lastsUntil: string | null
  axis?: boolean | undefined
  height: number
}

/** The balance of the last three weeks and where it leads. */
export function BalanceTrend(props: BalanceTrendProps) {
  const { timeZone } = useOrganization()
  const trpc = useTRPC()
  const usage = useQuery(trpc.credits.usage.queryOptions(usageInput('module')))
  const grants = useQuery(trpc.credits.history.queryOptions(grantsInput))
  const adjustments = useQuery(trpc.credits.history.queryOptions(adjustmentsInput))
  const expiries = useQuery(trpc.credits.history.queryOptions(expiriesInput))
  if (!usage.data || !grants.data || !adjustments.data || !expiries.data) {
    const hasFailed = [usage, grants, adjustments, expiries].some(({ isError }) => isError)
    return hasFailed ? (
      <p className="text-12 text-text-3">The chart could not be loaded.</p>
    ) : (
      <Waiting height={props.height} />
    )
  }
  const nowMicro = props.availableMicro + props.heldMicro
  const days = balanceDays({
    nowMicro,
    spent: usage.data.days.map(({ day, parts }) => ({
      day,
      micro: parts.reduce((sum, { micro }) => sum + micro, 0),
    })),
    received: [grants.data, adjustments.data, expiries.data].flatMap(({ items }) =>
      items.map(({ at, deltaMicro }) => ({ at, micro: deltaMicro })),
    ),
    dayOf: (instant) => todayIn(timeZone, new Date(instant)),
  })
  const first = days[0]
  const today = days.at(-1)
  if (!first || !today) return null
  const ahead = forecastOf({
    ...props,
    today: today.day,
    nowMicro,
    shownDays: Math.max(days.length, SHORTEST),
  })
  if (days.length === 1 && !ahead) return <BeginsTomorrow height={props.height} />
  return (
    <LineChart
      label={sentence({ first, nowMicro, lastsUntil: props.lastsUntil })}
      steps={dayNames(days)}
      series={[{ name: 'Credits', color: 1, values: days.map(({ micro }) => micro / MICRO_PER_CREDIT) }]}
      format={(credits) => formatCredits(Math.round(credits * MICRO_PER_CREDIT))}
      forecast={
        ahead && { steps: ahead.days, value: ahead.micro / MICRO_PER_CREDIT, label: shortDay(ahead.day) }
      }
      axis={props.axis}
      height={props.height}
    />
  )
}

interface Facts {
  first: { day: string; micro: number }
  nowMicro: number
  lastsUntil: string | null
}

function sentence({ first, nowMicro, lastsUntil }: Facts): string {
  const past = `Credits went from ${formatCredits(first.micro)} on ${shortDay(first.day)} to ${formatCredits(nowMicro)} today.`
  return lastsUntil === null ? past : `${past} At this pace they reach zero about ${shortDay(lastsUntil)}.`
}

/** One day makes no line. As high as the chart with its button, so that nothing below it moves. */
function BeginsTomorrow({ height }: { height: number }) {
  return (
    <p
      className={`grid place-items-center text-center text-13 text-text-3 ${height > 150 ? 'h-[246px]' : 'h-[140px]'}`}
    >
      The line begins tomorrow, with the second day.
    </p>
  )
}

/** As high as the chart; the boxes of a skeleton take fixed heights, so the two sizes are named. */
function Waiting({ height }: { height: number }) {
  return <Skeleton className={height > 150 ? 'h-[246px] w-full' : 'h-[140px] w-full'} />
}
