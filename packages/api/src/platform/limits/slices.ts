import { setImmediate } from 'node:timers/promises'

/** Nobody else waits longer than this for their turn. */
const SLICE_MS = 8

/** Does all steps at once, for tests and commands that have nobody else to serve. */
export function finished<T>(steps: Generator<void, T>): T {
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value
  }
}

/**
 * For work that goes on by itself, as a file that is read row by row does: called between two parts of it, it lets everybody else have
 * their turn once a slice is over.
 */
export function takingTurns(): () => Promise<void> {
  let until = performance.now() + SLICE_MS
  return async () => {
    if (performance.now() < until) return
    await setImmediate()
    until = performance.now() + SLICE_MS
  }
}

/** Does long work a little at a time: between two slices everything else that waits has its turn. */
export async function inSlices<T>(steps: Generator<void, T>): Promise<T> {
  for (;;) {
    const until = performance.now() + SLICE_MS
    while (performance.now() < until) {
      const { done, value } = steps.next()
      if (done === true) return value
    }
    await setImmediate()
  }
}
