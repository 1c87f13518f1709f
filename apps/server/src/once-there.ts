import { setTimeout as sleep } from 'node:timers/promises'
import { normalizeError } from '@hub/api/server'

const RETRY_MS = 500

const isAway = (error: unknown): boolean =>
  normalizeError(error).code === 'UNAVAILABLE' ||
  (error instanceof Error && error.cause !== undefined && isAway(error.cause))

/** Begins something until it goes well, where nothing but a database that is away for a moment is in its way. */
export async function onceThere<T>(begin: () => Promise<T>, onWait: (error: unknown) => void): Promise<T> {
  for (;;) {
    try {
      return await begin()
    } catch (error) {
      if (!isAway(error)) throw error
      onWait(error)
      await sleep(RETRY_MS)
    }
  }
}
