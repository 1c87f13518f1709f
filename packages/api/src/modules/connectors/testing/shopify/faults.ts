import { asWrittenLater, faultQueue } from '../fault-queue.ts'

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

/** Only what asks is throttled, and what is sent goes wrong only where that is said. */
const fits = (fault: Fault, place: Place) =>
  fault.kind === 'throttle' ? place === 'graphql' : place !== 'webhook'

export const shopifyFaults = () => faultQueue<Place, Fault>(fits)

const CHANGED = new Map([
  ['displayFinancialStatus', 'PARTLY_ON_ACCOUNT'],
  ['displayFulfillmentStatus', 'AT_THE_LOCKER'],
  ['financial_status', 'partly_on_account'],
  ['fulfillment_status', 'at_the_locker'],
  ['status', 'RESTING'],
])

export const ofTomorrow = (value: unknown): unknown =>
  asWrittenLater(value, { field: 'fieldOfTomorrow', values: CHANGED })
