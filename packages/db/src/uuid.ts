import { randomBytes } from 'node:crypto'

/** The organization id of platform rows: things that belong to no customer. */
export const NIL_ORG = '00000000-0000-0000-0000-000000000000'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** True for a lower-case UUID, the only spelling the database itself prints. */
export const isUuid = (value: string): boolean => UUID.test(value)

const COUNTER_BITS = 12n
const COUNTER_MAX = 0xfff
// Each millisecond starts low in the counter's range, so a burst has room before it borrows from the clock.
const COUNTER_START_MASK = 0x1ff

let lastMs = 0
let counter = 0

/**
 * A new UUIDv7 (RFC 9562 section 6.2, method 1): 48 bits of milliseconds, a 12-bit counter, 62 random
 * bits. Within one process ids only ever grow, also when the clock stands still or steps back.
 */
export function uuidv7(): string {
  const random = randomBytes(10)
  const now = Date.now()
  if (now > lastMs) {
    lastMs = now
    counter = random.readUInt16BE(8) & COUNTER_START_MASK
  } else if (counter < COUNTER_MAX) {
    counter += 1
  } else {
    lastMs += 1
    counter = 0
  }
  const head = (BigInt(lastMs) << (COUNTER_BITS + 4n)) | (0x7n << COUNTER_BITS) | BigInt(counter)
  const tail = (random.readBigUInt64BE(0) & 0x3fff_ffff_ffff_ffffn) | 0x8000_0000_0000_0000n
  const hex = head.toString(16).padStart(16, '0') + tail.toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
