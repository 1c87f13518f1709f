import type { AppRouter } from '@hub/api'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import type { inferRouterInputs } from '@trpc/server'
import { useHub } from '../../../../../account.ts'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import type { Hub } from '../../../../../trpc.ts'
import { refreshLists, showChange, undoChange } from './task-cache.ts'
import type { Task } from './task-lists.ts'
import type { TaskStatus } from './task-search.ts'

type UpdateInput = inferRouterInputs<AppRouter>['modules']['ops']['tasks']['update']
export type TaskFields = Omit<UpdateInput, 'id' | 'version' | 'idempotencyKey' | 'status'>
type Tasks = Hub['client']['modules']['ops']['tasks']
type Call = { id: string; version: number; idempotencyKey: string }

interface Act {
  before: Task
  /** As it will look; null when it leaves the board. */
  after: Task | null
  send: (tasks: Tasks, call: Call) => Promise<Task>
  /** What is said when it could not be done: "Nothing moved." */
  failed: string
  /** Gets the task as the hub now has it. */
  onDone?: (task: Task) => void
}

export interface TaskActs {
  /** To another column; into "done" and out of it as well. */
  move: (task: Task, status: TaskStatus) => void
  change: (task: Task, fields: TaskFields) => void
  assign: (task: Task, person: { id: string; name: string } | null) => void
  remove: (task: Task) => void
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

function callFor(hub: Hub, { id, version }: Task): Call {
  return { id, version: Math.max(version, versionsOf(hub).get(id) ?? 0), idempotencyKey: newKey() }
}

/**
 * The acts on a task. Each shows at once, is taken back with its reason when the hub refuses, and what
 * took a task out of sight offers Undo.
 */
export function useTaskActs(): TaskActs {
  const hub = useHub()
  const mutation = useMutation({
    // One after the other, in the order in which they were done.
    scope: { id: 'tasks' },
    mutationFn: (act: Act) => act.send(hub.client.modules.ops.tasks, callFor(hub, act.before)),
    onMutate: (act) => showChange(hub, act.before, act.after),
    onError: (error, act, snapshot) => {
      if (snapshot) undoChange(hub, snapshot)
      const failure = toFailure(error)
      showErrorToast(`${act.failed} ${failure.message}`, {
        ...(failure.code !== 'STALE_VERSION' && { action: { label: 'Try again', onClick: () => run(act) } }),
      })
    },
    onSuccess: (task, act) => {
      versionsOf(hub).set(task.id, task.version)
      act.onDone?.(task)
    },
    onSettled: () => refreshLists(hub),
  })
  const run = (act: Act) => mutation.mutate(act)
  return {
    move: (task, status) => run(moveAct(task, status, run)),
    change: (task, fields) => run(changeAct(task, fields)),
    assign: (task, person) => run(assignAct(task, person)),
    remove: (task) => run(removeAct(task, run)),
  }
}

function moveAct(task: Task, status: TaskStatus, run: (act: Act) => void): Act {
  return {
    before: task,
    after: { ...task, status, doneAt: status === 'done' ? new Date().toISOString() : null },
    send: (tasks, call) =>
      status === 'done' ? tasks.complete.mutate(call) : tasks.update.mutate({ ...call, status }),
    failed: `“${task.title}” stays where it was.`,
    onDone: (done) => {
      if (status === 'done')
        showToast(`Done: ${task.title}`, { undo: () => run(moveAct(done, task.status, run)) })
    },
  }
}

function changeAct(task: Task, fields: TaskFields): Act {
  return {
    before: task,
    after: { ...task, ...given(fields) },
    send: (tasks, call) => tasks.update.mutate({ ...call, ...fields }),
    failed: `“${task.title}” was not changed.`,
  }
}

/** Without the fields that are not sent. */
function given(fields: TaskFields): Partial<Task> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

function assignAct(task: Task, person: { id: string; name: string } | null): Act {
  const assigneeId = person?.id ?? null
  return {
    before: task,
    after: { ...task, assigneeId, assigneeName: person?.name ?? null },
    send: (tasks, call) => tasks.assign.mutate({ ...call, assigneeId }),
    failed: `“${task.title}” was not handed over.`,
  }
}

function removeAct(task: Task, run: (act: Act) => void): Act {
  return {
    before: task,
    after: null,
    send: (tasks, call) => tasks.remove.mutate(call),
    failed: `“${task.title}” is still on the board.`,
    onDone: (removed) => showToast(`Removed: ${task.title}`, { undo: () => run(restoreAct(removed)) }),
  }
}

function restoreAct(task: Task): Act {
  return {
    before: task,
    after: { ...task, removedAt: null },
    send: (tasks, call) => tasks.restore.mutate(call),
    failed: `“${task.title}” could not be put back.`,
  }
}
