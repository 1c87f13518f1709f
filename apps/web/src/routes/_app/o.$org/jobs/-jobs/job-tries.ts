import type { JobWithEvents } from '../../../../../components/job-states.ts'

type Event = JobWithEvents['events'][number]

/** A line of what became of a job. */
export interface Step {
  kind: 'asked' | 'again' | 'try' | 'waits' | 'given-up' | 'canceled'
  state?: 'done' | 'running' | 'waiting' | 'failed'
  attempt: number
  at: string
  /** Of a try that has ended. */
  endedAt?: string
  message?: string
}

const ends = {
  done: 'done',
  failed: 'failed',
  dead: 'failed',
  canceled: undefined,
} as const satisfies Partial<Record<Event['status'], Step['state'] | undefined>>

const isEnd = (status: Event['status']): status is keyof typeof ends => status in ends

/** A try that ends nowhere was cut off: another process has begun it anew. */
function tryOf({ attempt, at }: Event, next: Event | undefined): Step {
  const step = { kind: 'try', attempt, at } as const
  if (next === undefined) return { ...step, state: 'running' }
  const end = isEnd(next.status) ? ends[next.status] : undefined
  const message = isEnd(next.status) ? next.message : 'It was cut off in its middle, and begun anew.'
  return {
    ...step,
    endedAt: next.at,
    ...(end !== undefined && { state: end }),
    ...(message !== null && { message }),
  }
}

function stepsOf(event: Event, next: Event | undefined): Step[] {
  const { status, attempt, at, message } = event
  if (status === 'started') return [tryOf(event, next)]
  if (status === 'queued') return [{ kind: 'asked', attempt, at }]
  if (status === 'retried') return [{ kind: 'again', attempt, at }]
  if (status === 'canceled') return [{ kind: 'canceled', attempt, at }]
  if (status === 'dead')
    return [{ kind: 'given-up', state: 'failed', attempt, at, ...(message !== null && { message }) }]
  // How a try has ended stands at the try.
  return []
}

/** What became of a job, try by try, and what it waits for. */
export function triesOf({ events, status, dueAt, attempts }: JobWithEvents): Step[] {
  const steps = events.flatMap((event, index) => stepsOf(event, events[index + 1]))
  if (status !== 'queued') return steps
  return [...steps, { kind: 'waits', state: 'waiting', attempt: attempts + 1, at: dueAt }]
}
