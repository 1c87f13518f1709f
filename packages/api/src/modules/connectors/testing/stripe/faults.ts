import type { Resource } from './keys.ts'

export type Fault = { times?: number; at?: Resource } & (
  | { kind: 'status'; status: 400 | 401 | 403 | 500 | 502 | 503 }
  | { kind: 'slow'; ms: number }
  /** Half of the answer, and the connection is reset. */
  | { kind: 'cut' }
  /** An answer that calls itself JSON and is none. */
  | { kind: 'garbage' }
  /** Fields and values that no version has told of. */
  | { kind: 'newField' }
  /** Too much was asked; it says for how long to wait, or it does not. */
  | { kind: 'throttle'; retryAfter?: number }
)

export interface Faults {
  /** Does this wrong next: once, or so many times, at the first resource that fits. */
  next(fault: Fault): void
  clear(): void
  /** How many are still to come. */
  readonly waiting: number
}

export interface FaultQueue extends Faults {
  take(resource: Resource): Fault | undefined
}

export function faultQueue(): FaultQueue {
  let queue: { fault: Fault; left: number }[] = []
  return {
    next: (fault) => void queue.push({ fault, left: fault.times ?? 1 }),
    clear: () => void (queue = []),
    get waiting() {
      return queue.reduce((sum, { left }) => sum + left, 0)
    },
    take(resource) {
      const found = queue.find(({ fault }) => fault.at === undefined || fault.at === resource)
      if (!found) return undefined
      found.left -= 1
      queue = queue.filter(({ left }) => left > 0)
      return found.fault
    },
  }
}

/** The same JSON as a later Stripe might write it. */
export function ofTomorrow(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ofTomorrow)
  if (value === null || typeof value !== 'object') return value
  const told = Object.entries(value).map(([name, inner]) => [name, ofTomorrow(inner)])
  return Object.fromEntries('id' in value ? [...told, ['field_of_tomorrow', { level: 1 }]] : told)
}
