import { AppError } from '../../shared/errors.ts'
import { limitSubject } from './limits.ts'

/** Enough for a person with many tabs, devices and programs; each open stream costs memory and a look every 5 s. */
const PER_PERSON = 20
/** A large office behind one address, where each person follows the hub in a few tabs. */
const PER_ADDRESS = 500
/** Several for each page that is open; one socket carries all of a page. */
const SUBSCRIPTIONS = 100
/** Streams of a reloaded page close at once, those of a vanished device when its connection is given up. */
const RETRY_SECONDS = 10

export interface StreamOwner {
  /** null where nobody is signed in; the address then counts as one person. */
  userId: string | null
  ip: string | null
}

/** What tells that a stream has ended, whatever ended it: a response or a socket of Node. */
export interface Connection {
  readonly destroyed: boolean
  once(event: 'close', listener: () => void): unknown
}

/** Live streams and sockets that may be open at once on this server, whichever door they came through. */
export interface StreamSlots {
  /**
   * Takes a place until the connection closes. Throws TOO_MANY_REQUESTS when there is none, and CLIENT_CLOSED_REQUEST
   * where the caller left while it was looked up who it is: that connection would never close again.
   */
  hold(owner: StreamOwner, connection: Connection): void
  /** Takes a place for one subscription on whichever connection; the answer gives it back, once. Throws as `hold`. */
  follow(userId: string): () => void
}

export interface StreamSlotsOptions {
  perPerson?: number
  perAddress?: number
  subscriptions?: number
  onRefusal?: (limit: string) => void
}

export function createStreamSlots({
  perPerson = PER_PERSON,
  perAddress = PER_ADDRESS,
  subscriptions = SUBSCRIPTIONS,
  onRefusal,
}: StreamSlotsOptions = {}): StreamSlots {
  const open = new Map<string, number>()

  function change(holder: string, by: number): void {
    const count = (open.get(holder) ?? 0) + by
    if (count > 0) open.set(holder, count)
    else open.delete(holder)
  }

  function refuse(what: string, most: number): never {
    onRefusal?.('streams')
    throw new AppError('TOO_MANY_REQUESTS', {
      retryAfter: RETRY_SECONDS,
      message: `There are too many live ${what} open (${most} for one person). Close a tab or program that follows the hub, then try again.`,
    })
  }

  return {
    follow(userId) {
      const follower = `follower:${userId}`
      if ((open.get(follower) ?? 0) >= subscriptions) refuse('subscriptions', subscriptions)
      change(follower, 1)
      let isHeld = true
      return () => {
        if (isHeld) change(follower, -1)
        isHeld = false
      }
    },
    hold({ userId, ip }, connection) {
      if (connection.destroyed) throw new AppError('CLIENT_CLOSED_REQUEST')
      const address = `address:${limitSubject(ip)}`
      const person = userId === null ? `nobody:${address}` : `person:${userId}`
      if ((open.get(person) ?? 0) >= perPerson || (open.get(address) ?? 0) >= perAddress)
        refuse('connections', perPerson)
      for (const holder of [person, address]) change(holder, 1)
      connection.once('close', () => {
        for (const holder of [person, address]) change(holder, -1)
      })
    },
  }
}
