/** What can be asked. */
export type Place =
  | 'token'
  | 'account'
  | 'pipelines'
  | 'properties'
  | 'search'
  | 'list'
  | 'one'
  | 'associations'

export type Fault = { times?: number; at?: Place } & (
  | { kind: 'status'; status: 400 | 401 | 403 | 423 | 500 | 502 | 503 }
  | { kind: 'slow'; ms: number }
  /** Half of the answer, and the connection is reset. */
  | { kind: 'cut' }
  /** Does the work and sends nothing of the answer. */
  | { kind: 'lostAnswer' }
  /** An answer that calls itself JSON and is none. */
  | { kind: 'garbage' }
  /** Fields that no version has told of. */
  | { kind: 'newField' }
  /** Too much was asked, by the limit of this name; it says for how long to wait, or it does not. */
  | { kind: 'throttle'; policy?: 'SECONDLY' | 'TEN_SECONDLY_ROLLING' | 'DAILY'; retryAfter?: number }
)

export interface Faults {
  /** Does this wrong next: once, or so many times, at the first place that fits. */
  next(fault: Fault): void
  clear(): void
  /** How many are still to come. */
  readonly waiting: number
}

export interface FaultQueue extends Faults {
  take(place: Place): Fault | undefined
}

export function faultQueue(): FaultQueue {
  let queue: { fault: Fault; left: number }[] = []
  return {
    next: (fault) => void queue.push({ fault, left: fault.times ?? 1 }),
    clear: () => void (queue = []),
    get waiting() {
      return queue.reduce((sum, { left }) => sum + left, 0)
    },
    take(place) {
      const found = queue.find(({ fault }) => fault.at === undefined || fault.at === place)
      if (!found) return undefined
      found.left -= 1
      queue = queue.filter(({ left }) => left > 0)
      return found.fault
    },
  }
}

/** The same JSON as a later HubSpot might write it. */
export function ofTomorrow(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ofTomorrow)
  if (value === null || typeof value !== 'object') return value
  const told = Object.entries(value).map(([name, inner]) => [name, ofTomorrow(inner)])
  return Object.fromEntries('id' in value ? [...told, ['fieldOfTomorrow', { level: 1 }]] : told)
}
