import { setTimeout as wait } from 'node:timers/promises'
import { isLimitRefusal } from '../../../platform/limits/limits.ts'
import type { Asking } from './asking.ts'

/** Longer is not waited for in one go: the page is looked at another time. */
const LONGEST_WAIT_SECONDS = 45

/** How often a host is asked, and how long its turn is waited for where that is less than usual. */
export interface Pace {
  paceSeconds: number
  longestWaitSeconds?: number | undefined
}

/** Whether a host is asked by now: the whole hub asks it once in so many seconds. */
export type Turn = { isMine: true } | { isMine: false; retryAfterSeconds: number }

/**
 * Waits for the next turn at a host. Throws where `signal` says so.
 */
export async function takeTurn(host: string, pace: Pace, asking: Asking): Promise<Turn> {
  const { paceSeconds, longestWaitSeconds = LONGEST_WAIT_SECONDS } = pace
  const seconds = Math.ceil(paceSeconds)
  const rule = { name: 'marketplace.shop', points: 1, seconds }
  let waited = 0
  for (;;) {
    try {
      await asking.limits.take(rule, host)
      return { isMine: true }
    } catch (error) {
      if (!isLimitRefusal(error)) throw error
      const retryAfterSeconds = error.details.retryAfter ?? seconds
      if (waited + retryAfterSeconds > longestWaitSeconds) return { isMine: false, retryAfterSeconds }
      waited += retryAfterSeconds
      await wait(retryAfterSeconds * 1_000, undefined, { signal: asking.signal })
    }
  }
}
