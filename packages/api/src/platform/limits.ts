import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { AppError } from '../shared/errors.ts'

export interface LimitRule {
  name: string
  points: number
  seconds: number
}

/** Counts calls per process; throws TOO_MANY_REQUESTS with the seconds to wait. Sign-in limits live in PostgreSQL instead. */
export interface Limits {
  take(rule: LimitRule, subject: string): Promise<void>
}

export function createLimits(): Limits {
  const limiters = new Map<string, RateLimiterMemory>()
  return {
    async take(rule, subject) {
      const id = `${rule.name}:${rule.points}:${rule.seconds}`
      const limiter =
        limiters.get(id) ?? new RateLimiterMemory({ points: rule.points, duration: rule.seconds })
      limiters.set(id, limiter)
      try {
        await limiter.consume(subject)
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal
        const retryAfter = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000))
        throw new AppError('TOO_MANY_REQUESTS', {
          retryAfter,
          message: `That was a lot at once. Ready again in ${retryAfter} seconds.`,
        })
      }
    },
  }
}

/** One address counts as one caller; of IPv6 the /64, which is what a single line gets. */
export function limitSubject(ip: string | null): string {
  if (ip === null) return 'in-process'
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)
  if (mapped?.[1]) return mapped[1]
  if (!ip.includes(':')) return ip
  const [head = '', tail] = ip.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - left.length - right.length }, () => '0')
  return [...left, ...zeros, ...right]
    .slice(0, 4)
    .map((part) => Number.parseInt(part, 16).toString(16))
    .join(':')
}
