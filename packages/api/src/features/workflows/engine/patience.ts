import { ExpressionError } from '../definition/expressions.ts'

/** What takes less is nothing beside the rest of a step. */
const SLOW_MS = 50
/** One alone is broken off sooner; more than that the process was asleep. */
const MOST_OF_ONE_MS = 500
const MOST_MS = 5_000

/** Everybody's requests wait while an expression is worked out, so that all of one stretch of a run have so much together. */
export class Patience {
  #spentMs = 0

  /** Throws an ExpressionError once it is used up. */
  with<Value>(work: () => Value): Value {
    if (this.#spentMs > MOST_MS)
      throw new ExpressionError(
        'The expressions of this run take too long together. Make them simpler, or let it do less at a time.',
      )
    const begun = performance.now()
    try {
      return work()
    } finally {
      const ms = performance.now() - begun
      if (ms > SLOW_MS) this.#spentMs += Math.min(ms, MOST_OF_ONE_MS)
    }
  }
}
