import { asWrittenLater, faultQueue } from '../fault-queue.ts'

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

export const hubspotFaults = () => faultQueue<Place, Fault>()

export const ofTomorrow = (value: unknown): unknown => asWrittenLater(value, { field: 'fieldOfTomorrow' })
