import { asWrittenLater, faultQueue } from '../fault-queue.ts'
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

export const stripeFaults = () => faultQueue<Resource, Fault>()

export const ofTomorrow = (value: unknown): unknown => asWrittenLater(value, { field: 'field_of_tomorrow' })
