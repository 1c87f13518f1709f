import { expect, it } from 'vitest'
import { triesOf } from './job-tries.ts'
import { durationWords } from '../../../../../components/job-words.ts'
import type { JobWithEvents } from '../../../../../components/job-states.ts'

type Event = JobWithEvents['events'][number]

const at = (second: number) => `2026-11-20T09:00:${String(second).padStart(2, '0')}.000Z`
const event = (status: Event['status'], second: number, more: Partial<Event> = {}): Event => ({
  status,
  attempt: 1,
  at: at(second),
  message: null,
  ...more,
})
const steps = (events: Event[], status: JobWithEvents['status'] = 'done', attempts = 1) =>
  triesOf({ events, status, attempts, dueAt: at(59) } as JobWithEvents)

it('one try that went well is one step', () => {
  expect(steps([event('queued', 0), event('started', 1), event('done', 3)])).toEqual([
    { kind: 'asked', attempt: 1, at: at(0) },
    { kind: 'try', state: 'done', attempt: 1, at: at(1), endedAt: at(3) },
  ])
})

it('a failed try says why, and what it waits for', () => {
  const events = [event('started', 1), event('failed', 2, { message: 'The hub is busy.' })]
  expect(steps(events, 'queued')).toEqual([
    { kind: 'try', state: 'failed', attempt: 1, at: at(1), endedAt: at(2), message: 'The hub is busy.' },
    { kind: 'waits', state: 'waiting', attempt: 2, at: at(59) },
  ])
})

it('a try whose process was killed is told as cut off', () => {
  const [first, second] = steps([event('started', 1), event('started', 9)], 'running')
  expect(first).toMatchObject({ message: 'It was cut off in its middle, and begun anew.', endedAt: at(9) })
  expect(first?.state).toBeUndefined()
  expect(second).toMatchObject({ state: 'running' })
})

it('what was given up and put aside says both', () => {
  const events = [event('started', 1), event('dead', 2, { message: 'Gone.' }), event('canceled', 3)]
  expect(steps(events, 'canceled').map(({ kind, state }) => [kind, state])).toEqual([
    ['try', 'failed'],
    ['given-up', 'failed'],
    ['canceled', undefined],
  ])
})

it.each([
  [400, 'less than a second'],
  [1_600, '2 s'],
  [59_900, '1 min'],
  [192_000, '3 min 12 s'],
  [7_500_000, '2 h 5 min'],
])('%i ms is %s', (ms, words) => {
  expect(durationWords(ms)).toBe(words)
})
