import { uuidv7 } from '@hub/db'
import type { Call } from '../../platform/calls/call.ts'

/** What the command line, the start of the hub and its sweeps say about themselves. */
export const systemCall = (door: 'cli' | 'system'): Call => ({
  door,
  credential: { kind: 'none' },
  org: null,
  requestId: uuidv7(),
  ip: null,
  userAgent: null,
})
