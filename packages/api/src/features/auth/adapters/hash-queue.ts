import { availableParallelism } from 'node:os'
import { AppError } from '../../../shared/errors.ts'

/** Argon2 takes memory and a whole core; one core stays free for everything else. */
const AT_ONCE = Math.max(1, availableParallelism() - 1)
const WAITING_AT_MOST = 64
const RETRY_SECONDS = 2

let running = 0
const waiting: (() => void)[] = []

/** Runs hashing work a few at a time in this process; throws UNAVAILABLE when too much of it waits. */
export async function inHashQueue<R>(work: () => Promise<R>): Promise<R> {
  if (running >= AT_ONCE) {
    if (waiting.length >= WAITING_AT_MOST) {
      throw new AppError('UNAVAILABLE', {
        retryAfter: RETRY_SECONDS,
        message: 'Many people are signing in at this moment. Try again in a few seconds.',
      })
    }
    await new Promise<void>((resolve) => waiting.push(resolve))
  } else {
    running += 1
  }
  try {
    return await work()
  } finally {
    // The place goes to the next in line without being free in between.
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}
