import { ExpressionError } from '../definition/expressions.ts'

/** What takes less is nothing beside the rest of a step. */
const SLOW_MS = 50
/** Of one stretch of a run, or of one event. */
const MOST_MS = 5_000
const MINUTE_MS = 60_000
const MOST_A_MINUTE_MS = 10_000
const MOST_ORGANIZATIONS = 10_000

interface Spent {
  ms: number
  until: number
}

/** What the slow expressions of each organization took in this process within a minute that is not over. */
const spentBy = new Map<string, Spent>()

function spentOf(orgId: string): Spent {
  const now = performance.now()
  const known = spentBy.get(orgId)
  if (known && known.until > now) return known
  spentBy.delete(orgId)
  const [oldest] = spentBy.keys()
  if (oldest !== undefined && spentBy.size >= MOST_ORGANIZATIONS) spentBy.delete(oldest)
  const begun = { ms: 0, until: now + MINUTE_MS }
  spentBy.set(orgId, begun)
  return begun
}

/** Everybody's requests wait while an expression is worked out, so what an organization works out has so much time and no more. */
export class Patience {
  readonly #orgId: string
  #spentMs = 0

  constructor(orgId: string) {
    this.#orgId = orgId
  }

  /** Throws an ExpressionError once it is used up. */
  with<Value>(work: () => Value): Value {
    if (this.#spentMs > MOST_MS)
      throw new ExpressionError(
        'The expressions of this run take too long together. Make them simpler, or let it do less at a time.',
      )
    const all = spentOf(this.#orgId)
    if (all.ms > MOST_A_MINUTE_MS)
      throw new ExpressionError(
        'The expressions of all workflows took too long together within a minute. Make the slow ones simpler.',
      )
    const begun = process.threadCpuUsage()
    try {
      return work()
    } finally {
      // By the clock a process that was only asleep would seem slow.
      const { user, system } = process.threadCpuUsage(begun)
      const ms = (user + system) / 1_000
      if (ms > SLOW_MS) {
        this.#spentMs += ms
        all.ms += ms
      }
    }
  }
}
