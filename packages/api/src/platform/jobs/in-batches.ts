import { randomUUID } from 'node:crypto'
import type { Machine } from '../calls/machine.ts'

/**
 * Calls an act that does part of its work and says by `isMore` whether some is left, until none is. Each batch is an act of its
 * own: with the key of its job the second would be answered as the first. Rejects as the act does.
 */
export async function inBatches(machine: Machine, act: string): Promise<void> {
  let isMore = true
  while (isMore) {
    const answer = await machine.call(act, { idempotencyKey: randomUUID() })
    isMore = (answer as { isMore: boolean }).isMore // as the act's output schema says
  }
}
