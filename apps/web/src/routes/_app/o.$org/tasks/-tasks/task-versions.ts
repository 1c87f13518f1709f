import { Failure, toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import type { Hub } from '../../../../../trpc.ts'
import type { Task } from './task-lists.ts'

/** What names a task, the version that is meant, and the act. */
export interface TaskCall {
  id: string
  version: number
  idempotencyKey: string
}

/** One write about a task. */
export interface TaskWrite<Answer> {
  /** As it was on screen. */
  before: Task
  /** The fields it changes. What others changed in these must not be written over unseen (CON-5). */
  touches: readonly (keyof Task)[]
  send: (call: TaskCall) => Promise<Answer>
}

/**
 * The newest state of each task that came back from an act here. What is on screen is ahead of the
 * hub, so the second of two quick acts would otherwise name a version that the first has just used up.
 */
const newestTasks = new WeakMap<Hub, Map<string, Task>>()

/** The hub gave the task this version. */
export function rememberTask(hub: Hub, task: Task): void {
  const known = newestTasks.get(hub) ?? new Map<string, Task>()
  newestTasks.set(hub, known.set(task.id, task))
}

function newestOf(hub: Hub, task: Task): Task {
  const known = newestTasks.get(hub)?.get(task.id)
  return known && known.version > task.version ? known : task
}

/**
 * Sends a write for the task as it is now. Where it moved on, but not in the fields that this write changes, the
 * write is sent once more over the newer version; otherwise STALE_VERSION is thrown and nothing is written.
 */
export async function sendOver<Answer>(
  hub: Hub,
  { before, touches, send }: TaskWrite<Answer>,
): Promise<Answer> {
  const isUntouched = (now: Task) => touches.every((field) => now[field] === before[field])
  const call = ({ id, version }: Task): TaskCall => ({ id, version, idempotencyKey: newKey() })
  const known = newestOf(hub, before)
  if (!isUntouched(known)) throw stale
  try {
    return await send(call(known))
  } catch (error) {
    if (toFailure(error).code !== 'STALE_VERSION') throw error
    const now = await hub.client.modules.ops.tasks.get.query({ id: before.id }).catch(() => null)
    if (now === null || now.removedAt !== before.removedAt || !isUntouched(now)) throw error
    return send(call(now))
  }
}

const stale = new Failure({
  code: 'STALE_VERSION',
  message: 'Somebody else changed it at the same time.',
})
