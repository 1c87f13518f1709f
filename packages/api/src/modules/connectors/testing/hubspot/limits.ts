import { throttled } from './answers.ts'
import type { Answer } from './answers.ts'

const WINDOW_MS = 10_000
const SEARCH_WINDOW_MS = 1_000

export interface LimitOptions {
  /** Requests in ten seconds. */
  inTenSeconds?: number
  /** Searches in a second, of the account. */
  searches?: number
}

export interface Limits {
  /** Counts one request; what it is refused with, where it is too many. */
  take(isSearch: boolean): Answer | undefined
  /** Told with every answer but those of the search. */
  headers(): Record<string, string>
}

function windowOf(most: number, ms: number, now: () => number) {
  let began = 0
  let count = 0
  const turn = () => {
    if (now() - began < ms) return
    began = now()
    count = 0
  }
  return {
    take() {
      turn()
      count += 1
      return count <= most
    },
    remaining() {
      turn()
      return Math.max(0, most - count)
    },
  }
}

export function limitsOf({ inTenSeconds = 190, searches = 5 }: LimitOptions, now: () => number): Limits {
  const all = windowOf(inTenSeconds, WINDOW_MS, now)
  const search = windowOf(searches, SEARCH_WINDOW_MS, now)
  return {
    take(isSearch) {
      if (isSearch) return search.take() ? undefined : throttled('SECONDLY')
      return all.take() ? undefined : throttled('TEN_SECONDLY_ROLLING')
    },
    headers: () => ({
      'x-hubspot-ratelimit-daily': '650000',
      'x-hubspot-ratelimit-daily-remaining': '649000',
      'x-hubspot-ratelimit-interval-milliseconds': String(WINDOW_MS),
      'x-hubspot-ratelimit-max': String(inTenSeconds),
      'x-hubspot-ratelimit-remaining': String(all.remaining()),
    }),
  }
}
