import { median, percentile } from './measure.ts'
import type { Figure } from './suite.ts'

/** How long each took, after some that do not count. */
export async function timed(times: number, act: (at: number) => unknown): Promise<number[]> {
  for (let at = 0; at < times / 4; at += 1) await act(at)
  const all: number[] = []
  for (let at = 0; at < times; at += 1) {
    const began = performance.now()
    await act(at)
    all.push(performance.now() - began)
  }
  return all
}

/** What nineteen of twenty take at most. */
export const figure = (what: string, all: readonly number[], atMost: number): Figure => ({
  what: `${what}, p95`,
  value: percentile([...all], 0.95),
  unit: 'ms',
  budget: { atMost },
  note: `p50 ${median([...all]).toFixed(2)} ms, ${all.length} times`,
})
