import type { OpenSession } from '../tokens.ts'
import type { GoogleRefusal, GoogleStep } from './schema.ts'

/** Where a round trip has led, before it becomes an answer. */
export type Outcome =
  | { kind: 'session'; session: OpenSession }
  | { kind: 'step'; step: GoogleStep }
  | { kind: 'linked' }
  | { kind: 'refused'; reason: GoogleRefusal; userId: string | null }

export const refused = (reason: GoogleRefusal, userId: string | null = null): Outcome => ({
  kind: 'refused',
  reason,
  userId,
})
