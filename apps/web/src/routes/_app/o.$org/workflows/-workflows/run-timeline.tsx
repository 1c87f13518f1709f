import { clsx } from 'clsx'
import { formatTime } from '@hub/ui/time'
import { useTimeZone } from '../../../../../components/day-words.ts'
import type { RunWithSteps, StepRun } from './flow.ts'

const stripes =
  'bg-[repeating-linear-gradient(135deg,var(--warning-solid)_0_4px,var(--warning-tint)_4px_8px)]'

const looks: Record<StepRun['status'], string> = {
  done: 'bg-success-solid',
  failed: 'bg-danger-solid',
  running: 'bg-accent',
  waiting: stripes,
}

const WAITS = new Set(['approval', 'delay', 'wait_for_event'])
const HOLDS = new Set(['conditional', 'for_each', 'parallel'])

interface Bar {
  path: string
  from: number
  to: number
  look: string
}

function barsOf({ steps }: RunWithSteps, now: number): Bar[] {
  return steps
    .filter(({ type }) => !HOLDS.has(type))
    .map(({ path, status, type, startedAt, finishedAt }) => ({
      path,
      from: Date.parse(startedAt),
      to: finishedAt === null ? now : Date.parse(finishedAt),
      look: WAITS.has(type) && status !== 'failed' ? stripes : looks[status],
    }))
}

/** When it worked and when it waited, from its beginning to now or its end. */
export function RunTimeline({ run, now }: { run: RunWithSteps; now: number }) {
  const timeZone = useTimeZone()
  const begin = Date.parse(run.startedAt ?? run.createdAt)
  const end = Math.max(begin + 1, run.finishedAt === null ? now : Date.parse(run.finishedAt))
  const share = (at: number) => `${((Math.min(Math.max(at, begin), end) - begin) / (end - begin)) * 100}%`
  const time = (at: number) =>
    formatTime(new Date(at).toISOString(), 'time', { now, timeZone, locale: 'en-GB' })
  return (
    <div className="min-w-[220px] flex-1">
      <div aria-hidden="true" className="relative h-3 overflow-hidden rounded-xs bg-neutral-tint">
        {barsOf(run, end).map(({ path, from, to, look }) => (
          <span
            key={path}
            style={{ left: share(from), width: `calc(${share(to)} - ${share(from)})` }}
            className={clsx('absolute inset-y-0 min-w-[3px]', look)}
          />
        ))}
      </div>
      <div className="mt-1 flex justify-between text-12 text-text-2 tabular-nums">
        <span>{time(begin)}</span>
        <span>{run.finishedAt === null ? `now, ${time(end)}` : time(end)}</span>
      </div>
    </div>
  )
}

/** How long its steps worked and waited, each counted once. */
export function spentIn(run: RunWithSteps, now: number): { worked: number; waited: number } {
  const spent = { worked: 0, waited: 0 }
  for (const { type, status, startedAt, finishedAt } of run.steps) {
    if (HOLDS.has(type)) continue
    const took = Math.max(0, (finishedAt === null ? now : Date.parse(finishedAt)) - Date.parse(startedAt))
    if (WAITS.has(type) || status === 'waiting') spent.waited += took
    else spent.worked += took
  }
  return spent
}
