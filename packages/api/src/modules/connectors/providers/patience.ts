import { setTimeout as sleep } from 'node:timers/promises'
import { ProviderFault } from './provider.ts'

/** A longer pause than this is for whoever asked to decide on. */
const LONGEST_PAUSE_S = 60

/**
 * Asks again after the pause that a service wants, as often as it wants one: beginning anew instead would ask for the same again
 * and never come to an end. Throws every other ProviderFault.
 */
export async function patiently<R>(ask: () => Promise<R>, signal?: AbortSignal): Promise<R> {
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      const wait = error instanceof ProviderFault && error.kind === 'busy' ? (error.retryAfter ?? 2) : null
      if (wait === null || wait > LONGEST_PAUSE_S) throw error
      await sleep(wait * 1_000, undefined, signal && { signal })
    }
  }
}
