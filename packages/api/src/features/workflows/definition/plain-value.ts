/** Letters and values in all that one step works out; no step may keep as much. */
const MOST = 8 * 1024 ** 2

/** A number that no JSON can hold. */
export class NoNumber extends Error {}

/** It comes to more letters and values than were allowed. */
export class NoRoom extends RangeError {}

/**
 * How much a value may still grow. A text that is added to itself again and again is long before it takes any memory: it does so
 * when somebody reads it, and that is where no time is measured any more.
 */
export class Room {
  #left: number

  constructor(most = MOST) {
    this.#left = most
  }

  take(size: number): void {
    this.#left -= size
    if (this.#left < 0) throw new NoRoom()
  }
}

/** Values as JSON has them: the language's whole numbers, instants and maps are its own. */
export function plain(value: unknown, room: Room): unknown {
  room.take(typeof value === 'string' ? value.length : 1)
  if (typeof value === 'bigint') return Number(value)
  if (typeof value === 'number' && !Number.isFinite(value)) throw new NoNumber()
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map((one) => plain(one, room))
  if (value instanceof Map) return plainFields([...value], room)
  if (typeof value !== 'object' || value === null) return value
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype === Object.prototype || prototype === null) return plainFields(Object.entries(value), room)
  // A span of time, or a whole number that cannot be negative.
  return JSON.stringify(value)
}

const plainFields = (fields: readonly (readonly [unknown, unknown])[], room: Room): unknown =>
  Object.fromEntries(fields.map(([name, one]) => [textOf(name, room), plain(one, room)]))

/** As it stands in a sentence. */
export function textOf(value: unknown, room: Room): string {
  const simple = plain(value, room)
  // The last digits of a fraction are of how computers reckon: 0.1 + 0.2 is 0.3 to people.
  if (typeof simple === 'number' && !Number.isInteger(simple)) return String(Number(simple.toPrecision(15)))
  if (typeof simple === 'string') return simple
  return simple === null || simple === undefined ? '' : JSON.stringify(simple)
}
