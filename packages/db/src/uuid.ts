import { randomUUID } from 'node:crypto'

/** The organization id of platform rows: things that belong to no customer. */
export const NIL_ORG = '00000000-0000-0000-0000-000000000000'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** True for a lower-case UUID, the only spelling the database itself prints. */
export const isUuid = (value: string): boolean => UUID.test(value)

const COUNTER_MAX = 0xfff
// Each millisecond starts low in the counter's range, so a burst has room before it borrows from the clock.
const COUNTER_START_MASK = 0x1ff
/** Where the last 64 bits of a UUID begin in its text. */
const TAIL = 19

let lastMs = 0
let counter = 0

/**
 * A new UUIDv7 (RFC 9562 section 6.2, method 1): 48 bits of milliseconds, a 12-bit counter, 62 random
 * bits. Within one process ids only ever grow, also when the clock stands still or steps back.
 */
export function uuidv7(): string {
  // A random UUID ends in the same variant and 62 random bits, and Node makes many of them from one draw of randomness.
  const random = randomUUID()
  const now = Date.now()
  if (now > lastMs) {
    lastMs = now
    counter = Number.parseInt(random.slice(0, 4), 16) & COUNTER_START_MASK
  } else if (counter < COUNTER_MAX) {
    counter += 1
  } else {
    lastMs += 1
    counter = 0
  }
  const ms = lastMs.toString(16).padStart(12, '0')
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${random.slice(TAIL)}`
}
