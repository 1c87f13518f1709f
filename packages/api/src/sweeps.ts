import { authSweeps } from './features/auth/sweeps.ts'
import { sweepCalls } from './platform/call-log.ts'
import { sweepCredits } from './platform/credits.ts'
import type { Hub } from './platform/hub.ts'
import type { Sweep } from './platform/outbox.ts'

const HOUR_MS = 3_600_000

/** Chores that run on every server; each takes its rows with SKIP LOCKED or is harmless twice. */
export function sweeps(hub: () => Hub): Sweep[] {
  return [
    ...authSweeps(hub),
    { name: 'credit holds', everyMs: 10_000, run: async () => void (await sweepCredits(hub().db.system)) },
    { name: 'recent calls', everyMs: HOUR_MS, run: () => sweepCalls(hub().db, hub().now()) },
  ]
}
