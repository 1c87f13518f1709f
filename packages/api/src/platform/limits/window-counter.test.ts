import { afterEach, expect, test, vi } from 'vitest'
import { createWindowCounter } from './window-counter.ts'

afterEach(() => void vi.useRealTimers())

test('a window begins with the first call and counting begins anew when it ends', () => {
  vi.useFakeTimers()
  const counter = createWindowCounter(60)
  expect(counter.add('a', 1)).toEqual({ points: 1, endsInMs: 60_000 })
  vi.advanceTimersByTime(59_000)
  expect(counter.add('a', 2)).toEqual({ points: 3, endsInMs: 1_000 })
  expect(counter.add('b', 1)).toEqual({ points: 1, endsInMs: 60_000 })
  vi.advanceTimersByTime(1_000)
  expect(counter.add('a', 1)).toEqual({ points: 1, endsInMs: 60_000 })
})

test('what another counted is taken over', () => {
  vi.useFakeTimers()
  const counter = createWindowCounter(60)
  counter.set('a', { points: 7, endsInMs: 10_000 })
  expect(counter.add('a', 1)).toEqual({ points: 8, endsInMs: 10_000 })
  counter.set('a', { points: 2, endsInMs: 5_000 })
  expect(counter.add('a', 1)).toEqual({ points: 3, endsInMs: 5_000 })
})

test('of too many subjects the oldest is forgotten, so that nobody can fill the memory', () => {
  const counter = createWindowCounter(60, 1_000)
  counter.add('first', 5)
  for (let count = 0; count < 999; count += 1) counter.add(`address ${count}`, 1)
  expect(counter.add('first', 1).points).toBe(6)
  counter.add('one more', 1)
  expect(counter.add('first', 1).points).toBe(1)
})
