import { AppError } from '../../shared/errors.ts'

interface WorkQueueOptions {
  atOnce: number
  waitingAtMost: number
  /** What somebody is told when too much waits. */
  busy: { message: string; retryAfter: number }
}

/** Runs heavy work a few at a time in this process, in the order it came; throws UNAVAILABLE when too much of it waits. */
export function createWorkQueue({
  atOnce,
  waitingAtMost,
  busy,
}: WorkQueueOptions): <R>(work: () => Promise<R>) => Promise<R> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (running >= atOnce) {
      if (waiting.length >= waitingAtMost) throw new AppError('UNAVAILABLE', busy)
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
}

/** Runs the work of one subject one after the other in this process, in the order it came; other subjects do not wait. */
export function createTurns(): <R>(subject: string, work: () => Promise<R>) => Promise<R> {
  const last = new Map<string, Promise<void>>()
  return async (subject, work) => {
    const before = last.get(subject)
    const turn = Promise.withResolvers<void>()
    last.set(subject, turn.promise)
    await before
    try {
      return await work()
    } finally {
      turn.resolve()
      if (last.get(subject) === turn.promise) last.delete(subject)
    }
  }
}
