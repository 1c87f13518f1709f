import { availableParallelism } from 'node:os'
import { createWorkQueue } from '../../../platform/limits/work-queue.ts'

/** Argon2 takes memory and a whole core; one core stays free for everything else. */
export const inHashQueue = createWorkQueue({
  atOnce: Math.max(1, availableParallelism() - 1),
  waitingAtMost: 64,
  busy: {
    message: 'Many people are signing in at this moment. Try again in a few seconds.',
    retryAfter: 2,
  },
})
