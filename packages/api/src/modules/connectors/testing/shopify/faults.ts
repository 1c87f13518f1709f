/** What can be asked: the token endpoint, the Admin API, a bulk file; and what is sent: a webhook. */
export type Place = 'token' | 'graphql' | 'file' | 'webhook'

export type Fault = { times?: number; at?: Place } & (
  | { kind: 'status'; status: 429 | 500 | 502 }
  | { kind: 'slow'; ms: number }
  /** Does the work, sends half of the answer and resets the connection. */
  | { kind: 'cut' }
  /** An answer that calls itself JSON and is none. */
  | { kind: 'garbage' }
  /** Fields and values of enums that no version has told of. */
  | { kind: 'newField' }
  /** Does the work and sends nothing of the answer. */
  | { kind: 'lostAnswer' }
  /** The budget is spent, whatever the bucket holds. */
  | { kind: 'throttle' }
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

const fits = (fault: Fault, place: Place) => {
  if (fault.at !== undefined) return fault.at === place
  if (fault.kind === 'throttle') return place === 'graphql'
  return place !== 'webhook'
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
      const found = queue.find(({ fault }) => fits(fault, place))
      if (!found) return undefined
      found.left -= 1
      queue = queue.filter(({ left }) => left > 0)
      return found.fault
    },
  }
}

const CHANGED = new Map([
  ['displayFinancialStatus', 'PARTLY_ON_ACCOUNT'],
  ['displayFulfillmentStatus', 'AT_THE_LOCKER'],
  ['financial_status', 'partly_on_account'],
  ['fulfillment_status', 'at_the_locker'],
  ['status', 'RESTING'],
])

/** The same JSON as a later Shopify might write it. */
export function ofTomorrow(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ofTomorrow)
  if (value === null || typeof value !== 'object') return value
  const changed = Object.entries(value).map(([key, inner]) => [
    key,
    typeof inner === 'string' ? (CHANGED.get(key) ?? inner) : ofTomorrow(inner),
  ])
  const isRow = 'id' in value
  return Object.fromEntries(isRow ? [...changed, ['fieldOfTomorrow', { level: 1 }]] : changed)
}
