import { newKey } from '../../../../../idempotency.ts'
import type { Hub } from '../../../../../trpc.ts'
import type { Task } from './task-lists.ts'

/** What names a task, the version that is meant, and the act. */
export interface TaskCall {
  id: string
  version: number
  idempotencyKey: string
}

/**
 * The newest version of each task that came back from an act here. What is on screen is ahead of the
 * hub, so the second of two quick acts would otherwise name a version that the first has just used up.
 */
const newestVersions = new WeakMap<Hub, Map<string, number>>()

function versionsOf(hub: Hub): Map<string, number> {
  const known = newestVersions.get(hub) ?? new Map<string, number>()
  newestVersions.set(hub, known)
  return known
}

/** A call about the task as it is now. */
export const callFor = (hub: Hub, { id, version }: Task): TaskCall => ({
  id,
  version: Math.max(version, versionsOf(hub).get(id) ?? 0),
  idempotencyKey: newKey(),
})

/** The hub gave the task this version. */
export const rememberVersion = (hub: Hub, { id, version }: Task): void =>
  void versionsOf(hub).set(id, version)
