import { clsx } from 'clsx'
import { useTimeZone } from '../../../../../components/day-words.ts'
import type { RunWithSteps, StepRun } from './flow.ts'
import { clockIn } from './run-clock.ts'

const stripes =
  'bg-[repeating-linear-gradient(135deg,var(--warning-solid)_0_4px,var(--warning-tint)_4px_8px)]'

const looks: Record<StepRun['status'], string> = {
  done: 'bg-success-solid',
  failed: 'bg-danger-solid',
  running: 'bg-accent',
  waiting: stripes,
  stopped: 'bg-text-3',
}

const WAITS = new Set(['approval', 'delay', 'wait_for_event'])
const HOLDS = new Set(['conditional', 'for_each', 'parallel'])

type Timed = Pick<StepRun, 'status' | 'type' | 'startedAt' | 'finishedAt'>

const isWaiting = ({ type, status }: Timed): boolean => WAITS.has(type) || status === 'waiting'

/** How the time of a step is drawn: striped while it waits. */
export const barLook = (step: Timed): string =>
  isWaiting(step) && step.status !== 'failed' ? stripes : looks[step.status]

/** From when to when it was at it, to now while it is. */
export const spanOf = ({ startedAt, finishedAt }: Timed, now: number): [from: number, to: number] => [
  Date.parse(startedAt),
  finishedAt === null ? now : Date.parse(finishedAt),
]

export interface RunSpan {
  begin: number
  end: number
}

/** From its beginning to its end, or to now. */
export function spanOfRun(
  run: Pick<RunWithSteps, 'startedAt' | 'createdAt' | 'finishedAt'>,
  now: number,
): RunSpan {
  const begin = Date.parse(run.startedAt ?? run.createdAt)
  return { begin, end: Math.max(begin + 1, run.finishedAt === null ? now : Date.parse(run.finishedAt)) }
}

/** Where in it a moment is, in hundredths. */
const shareIn = ({ begin, end }: RunSpan, at: number): number =>
  ((Math.min(Math.max(at, begin), end) - begin) / (end - begin)) * 100

interface BarsProps extends RunSpan {
  steps: readonly StepRun[]
  now: number
  className?: string
}

/** Bars along the time of a run; what took no time is still seen. */
export function Bars({ steps, begin, end, now, className }: BarsProps) {
  const share = (at: number) => shareIn({ begin, end }, at)
  return (
    <span aria-hidden="true" className={clsx('relative block h-3 overflow-hidden rounded-xs', className)}>
      {steps.map((step) => {
        const [from, to] = spanOf(step, now).map(share)
        return (
          <span
            key={step.path}
            style={{ left: `min(${from ?? 0}%, 100% - 5px)`, width: `${(to ?? 0) - (from ?? 0)}%` }}
            className={clsx('absolute inset-y-0 min-w-[5px]', barLook(step))}
          />
        )
      })}
    </span>
  )
}

/** Steps that do or wait for something by themselves. */
export const barSteps = ({ steps }: Pick<RunWithSteps, 'steps'>): StepRun[] =>
  steps.filter(({ type }) => !HOLDS.has(type))

/** When it worked and when it waited, from its beginning to now or its end. */
export function RunTimeline({ run, now }: { run: RunWithSteps; now: number }) {
  const timeZone = useTimeZone()
  const { begin, end } = spanOfRun(run, now)
  const clock = clockIn(timeZone, end - begin)
  // What failed is drawn last, over what went on beside it.
  const steps = barSteps(run).toSorted(
    (one, other) => Number(one.status === 'failed') - Number(other.status === 'failed'),
  )
  const failed = steps.findLast(({ status }) => status === 'failed')
  return (
    <div className="min-w-[220px] flex-1">
      <Bars steps={steps} begin={begin} end={end} now={end} className="bg-neutral-tint" />
      <div className="relative mt-1 flex justify-between gap-3 text-12 text-text-2 tabular-nums">
        <span>{clock(begin)}</span>
        {failed && (
          <span
            style={{ left: `clamp(64px, ${shareIn({ begin, end }, spanOf(failed, end)[1])}%, 100% - 180px)` }}
            className="absolute whitespace-nowrap text-danger-text max-tablet:hidden"
          >
            {clock(spanOf(failed, end)[1])} failed
          </span>
        )}
        <span>{run.finishedAt === null ? `now, ${clock(end)}` : clock(end)}</span>
      </div>
    </div>
  )
}

/** How long these lasted together, what lay over each other counted once. */
export function lengthOf(spans: readonly (readonly [from: number, to: number])[]): number {
  let length = 0
  let reached = Number.NEGATIVE_INFINITY
  for (const [from, to] of spans.toSorted(([one], [other]) => one - other)) {
    length += Math.max(0, to - Math.max(from, reached))
    reached = Math.max(reached, to)
  }
  return length
}

/** How long it worked, and how long it did nothing but wait. */
export function spentIn(run: Pick<RunWithSteps, 'steps'>, now: number): { worked: number; waited: number } {
  const steps = barSteps(run)
  const worked = lengthOf(steps.filter((step) => !isWaiting(step)).map((step) => spanOf(step, now)))
  const all = lengthOf(steps.map((step) => spanOf(step, now)))
  return { worked, waited: all - worked }
}
