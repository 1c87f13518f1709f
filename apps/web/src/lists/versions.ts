import { Failure, toFailure } from '../failure.ts'
import { newKey } from '../idempotency.ts'
import type { Hub } from '../trpc.ts'

/** A record that carries the number of its version (CON-5). */
export interface Versioned {
  id: string
  version: number
  removedAt?: string | null
}

/** What names a record, the version that is meant, and the act. */
export interface RecordCall {
  id: string
  version: number
  idempotencyKey: string
}

/** One write about a record. */
export interface RecordWrite<Item, Answer> {
  /** As it was on screen. */
  before: Item
  /** The fields it changes. What others changed in these must not be written over unseen (CON-5). */
  touches: readonly (keyof Item)[]
  send: (call: RecordCall) => Promise<Answer>
}

export interface Versions<Item> {
  /** The hub gave the record this version. */
  remember: (hub: Hub, item: Item) => void
  /**
   * Sends a write for the record as it is now. Where it moved on, but not in the fields that this write changes, the
   * write is sent once more over the newer version; otherwise STALE_VERSION is thrown and nothing is written.
   */
  send: <Answer>(hub: Hub, write: RecordWrite<Item, Answer>) => Promise<Answer>
}

/** @param read Asks the hub for one record as it is now. */
export function recordVersions<Item extends Versioned>(
  read: (hub: Hub, id: string) => Promise<Item>,
): Versions<Item> {
  /*
   * The newest state of each record that came back from an act here. What is on screen is ahead of the hub, so the
   * second of two quick acts would otherwise name a version that the first has just used up.
   */
  const newest = new WeakMap<Hub, Map<string, Item>>()
  const newestOf = (hub: Hub, item: Item): Item => {
    const known = newest.get(hub)?.get(item.id)
    return known && known.version > item.version ? known : item
  }
  return {
    remember: (hub, item) => {
      const known = newest.get(hub) ?? new Map<string, Item>()
      newest.set(hub, known.set(item.id, item))
    },
    send: async (hub, { before, touches, send }) => {
      const isUntouched = (now: Item) => touches.every((field) => now[field] === before[field])
      const call = ({ id, version }: Item): RecordCall => ({ id, version, idempotencyKey: newKey() })
      const known = newestOf(hub, before)
      if (!isUntouched(known)) throw stale
      try {
        return await send(call(known))
      } catch (error) {
        if (toFailure(error).code !== 'STALE_VERSION') throw error
        const now = await read(hub, before.id).catch(() => null)
        if (now === null || now.removedAt !== before.removedAt || !isUntouched(now)) throw error
        return send(call(now))
      }
    },
  }
}

const stale = new Failure({
  code: 'STALE_VERSION',
  message: 'Somebody else changed it at the same time.',
})
