import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '../../../shared/errors.ts'
import { ProviderFault } from './provider.ts'

/** A longer pause than this is for whoever asked to decide on. */
const LONGEST_PAUSE_S = 60

/** For how many seconds it asks to be left alone; undefined where it is wrong in another way. */
function pauseOf(error: unknown): number | undefined {
  if (error instanceof AppError) return error.details.retryAfter
  return error instanceof ProviderFault && error.kind === 'busy' ? (error.retryAfter ?? 2) : undefined
}

/**
 * Asks again after the pause that a service wants, as often as it wants one: beginning anew instead would ask for the same again
 * and never come to an end. Throws everything else.
 */
export async function patiently<R>(ask: () => Promise<R>, signal?: AbortSignal): Promise<R> {
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      const wait = pauseOf(error)
      if (wait === undefined || wait > LONGEST_PAUSE_S) throw error
      await sleep(wait * 1_000, undefined, signal && { signal })
    }
  }
}
