import type { Hub } from './platform/hub.ts'
import type { Sweep } from './platform/outbox.ts'

/** Chores that run on every server; each takes its rows with SKIP LOCKED or is harmless twice. */
export function sweeps(_hub: () => Hub): Sweep[] {
  return []
}
