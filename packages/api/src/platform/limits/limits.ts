import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import { AppError } from '../../shared/errors.ts'
import { waitWords } from '../../shared/wait-words.ts'
import type { SharedRedis } from '../events/redis.ts'
import { createWindowCounter } from './window-counter.ts'
import type { Count } from './window-counter.ts'

export interface LimitRule {
  name: string
  points: number
  seconds: number
}

/** Where a caller stands, for the headers of an answer. */
export interface LimitState {
  rule: LimitRule
  remaining: number
  /** Whole seconds until the full allowance is back. */
  resetSeconds: number
}

/** Counts calls, over all servers that share a Redis. Sign-in limits live in PostgreSQL instead. */
export interface Limits {
  /**
   * Takes one point; throws TOO_MANY_REQUESTS with the seconds to wait. `seen` hears the state in either case, before
   * anything is thrown.
   */
  take(rule: LimitRule, subject: string, seen?: (state: LimitState) => void): Promise<void>
  /** Returns a point that was taken in advance for something that turned out well. */
  giveBack(rule: LimitRule, subject: string): Promise<void>
}

export interface LimitsOptions {
  /** Shares the counters; without it, and while it is away, each process counts by itself. */
  redis?: SharedRedis | null
  /** Hears of every refusal, by the name of the limit. */
  onRefusal?: (limit: string) => void
}

export const isLimitRefusal = (error: unknown): error is AppError =>
  error instanceof AppError && error.code === 'TOO_MANY_REQUESTS'

interface Counter {
  add(subject: string, points: number): Promise<Count>
}

/** The library rejects with its result when the limit is passed; any other rejection is a failure. */
const resultOf = (error: unknown): RateLimiterRes => {
  if (error instanceof RateLimiterRes) return error
  throw error
}

/**
 * The process's own count follows the shared one, so that it goes on from there, and not from zero, when Redis goes away.
 */
function createCounter({ name, points: allowed, seconds }: LimitRule, redis: SharedRedis | null): Counter {
  const own = createWindowCounter(seconds)
  if (!redis) return { add: async (subject, points) => own.add(subject, points) }
  const shared = new RateLimiterRedis({
    storeClient: redis.client,
    keyPrefix: `limit:${name}:${allowed}:${seconds}`,
    points: allowed,
    duration: seconds,
  })
  const addShared = (subject: string, points: number) =>
    points > 0 ? shared.consume(subject, points).catch(resultOf) : shared.reward(subject, -points)
  return {
    async add(subject, points) {
      const result = await redis.attempt(() => addShared(subject, points))
      if (!result) return own.add(subject, points)
      const count = { points: result.consumedPoints, endsInMs: Math.max(0, result.msBeforeNext) }
      own.set(subject, count)
      return count
    },
  }
}

/** Subtracting two instants leaves a fraction of a millisecond, which must not become a second. */
const wholeSeconds = (ms: number): number => Math.max(1, Math.ceil(Math.round(ms) / 1000))

export function createLimits({ redis = null, onRefusal }: LimitsOptions = {}): Limits {
  const counters = new Map<string, Counter>()

  function counterOf(rule: LimitRule): Counter {
    const id = `${rule.name}:${rule.points}:${rule.seconds}`
    const counter = counters.get(id) ?? createCounter(rule, redis)
    counters.set(id, counter)
    return counter
  }

  return {
    async take(rule, subject, seen) {
      const { points, endsInMs } = await counterOf(rule).add(subject, 1)
      const retryAfter = wholeSeconds(endsInMs)
      seen?.({ rule, remaining: Math.max(0, rule.points - points), resetSeconds: retryAfter })
      if (points <= rule.points) return
      onRefusal?.(rule.name)
      throw new AppError('TOO_MANY_REQUESTS', {
        retryAfter,
        message: `That was a lot at once. Ready again in ${waitWords(retryAfter)}.`,
      })
    },
    async giveBack(rule, subject) {
      await counterOf(rule).add(subject, -1)
    },
  }
}

/** The eight groups of an IPv6 address; one written at its end in dots is two of them. */
function groupsOf(ip: string): number[] {
  const hex = ip.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...bytes: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = bytes.map(Number)
    return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`
  })
  const [left = [], right = []] = hex
    .split('::')
    .map((side) => side.split(':').flatMap((group) => (group === '' ? [] : Number.parseInt(group, 16))))
  return [...left, ...Array.from({ length: 8 - left.length - right.length }, () => 0), ...right]
}

/** One address counts as one caller; of IPv6 the /64, which is what a single line gets, and IPv4 inside it is IPv4. */
export function limitSubject(ip: string | null): string {
  if (ip === null) return 'in-process'
  if (!ip.includes(':')) return ip
  const groups = groupsOf(ip.split('%', 1)[0] ?? '')
  const [high = 0, low = 0] = groups.slice(6)
  const isMapped = groups[5] === 0xffff && groups.slice(0, 5).every((group) => group === 0)
  if (isMapped) return [high >> 8, high & 255, low >> 8, low & 255].join('.')
  return groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')
}
