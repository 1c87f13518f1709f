import type { AppRouter } from '@hub/api'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { onlineManager, useMutation } from '@tanstack/react-query'
import type { inferRouterInputs } from '@trpc/server'
import { useHub } from '../../../../../account.ts'
import type { MemberChoice } from '../../../../../components/use-members.ts'
import { useDelivery } from '../../../../../delivery.ts'
import type { Delivery } from '../../../../../delivery.ts'
import { toFailure } from '../../../../../failure.ts'
import type { Failure } from '../../../../../failure.ts'
import type { Hub } from '../../../../../trpc.ts'
import { refreshLists, showChange, undoChange } from './task-cache.ts'
import type { Snapshot } from './task-cache.ts'
import type { Task } from './task-lists.ts'
import type { TaskStatus } from './task-search.ts'
import { rememberTask, sendOver } from './task-versions.ts'
import type { TaskCall } from './task-versions.ts'

type UpdateInput = inferRouterInputs<AppRouter>['modules']['ops']['tasks']['update']
export type TaskFields = Omit<UpdateInput, 'id' | 'version' | 'idempotencyKey' | 'status'>
type Tasks = Hub['client']['modules']['ops']['tasks']

interface Act {
  before: Task
  /** The fields it changes. */
  touches: readonly (keyof Task)[]
  /** As it will look; null when it leaves the board. */
  after: Task | null
  /** null when it waits for the connection. */
  send: (tasks: Tasks, call: TaskCall) => Promise<Task | null>
  /** It may wait for the connection, even longer than this page. */
  canWait?: true
  /** What is said when it could not be done: "Nothing moved." */
  failed: string
  /** Gets the task as the hub now has it; null when it waits. */
  onDone?: (task: Task | null) => void
  /** Gets why it was refused. @returns whether the page says it where it happened. */
  onRefused?: (failure: Failure) => boolean
}

/** What becomes of a change that somebody typed. */
export type Outcome = Pick<Act, 'onDone' | 'onRefused'>

export interface TaskActs {
  /** To another column; into "done" and out of it as well. */
  move: (task: Task, status: TaskStatus) => void
  change: (task: Task, fields: TaskFields, outcome?: Outcome) => void
  assign: (task: Task, person: MemberChoice | null) => void
  remove: (task: Task) => void
}

/**
 * The acts on a task. Each shows at once, is taken back with its reason when the hub refuses, and what
 * took a task out of sight offers Undo.
 */
export function useTaskActs(): TaskActs {
  const hub = useHub()
  const delivery = useDelivery()
  const options = {
    // One after the other, in the order in which they were done.
    scope: { id: 'tasks' },
    mutationFn: (act: Act) =>
      sendOver(hub, { ...act, send: (call) => act.send(hub.client.modules.ops.tasks, call) }),
    onMutate: (act: Act) => showChange(hub, act.before, act.after),
    onError: (error: unknown, act: Act, snapshot: Snapshot | undefined) => {
      if (snapshot) undoChange(hub, snapshot)
      const failure = toFailure(error)
      if (act.onRefused?.(failure)) return
      showErrorToast(`${act.failed} ${failure.message}`, {
        ...(failure.code !== 'STALE_VERSION' && { action: { label: 'Try again', onClick: () => run(act) } }),
      })
    },
    onSuccess: (task: Task | null, act: Act) => {
      if (task) rememberTask(hub, task)
      act.onDone?.(task)
    },
    onSettled: () => refreshLists(hub),
  }
  const mutation = useMutation(options)
  const waitable = useMutation({ ...options, networkMode: 'always' })
  const run = (act: Act) => (act.canWait ? waitable : mutation).mutate(act)
  return {
    move: (task, status) =>
      run(status === 'done' ? completeAct(task, { hub, delivery, run }) : moveAct(task, status)),
    change: (task, fields, outcome) => run({ ...changeAct(task, fields), ...outcome }),
    assign: (task, person) => run(assignAct(task, person)),
    remove: (task) => run(removeAct(task, run)),
  }
}

function moveAct(task: Task, status: Exclude<TaskStatus, 'done'>): Act {
  return {
    before: task,
    touches: ['status'],
    after: { ...task, status, doneAt: null },
    send: (tasks, call) => tasks.update.mutate({ ...call, status }),
    failed: `“${task.title}” stays where it was.`,
  }
}

interface Doing {
  hub: Hub
  delivery: Delivery
  run: (act: Act) => void
}

function completeAct(task: Task, { hub, delivery, run }: Doing): Act {
  const after: Task = { ...task, status: 'done', doneAt: new Date().toISOString() }
  const reopened = task.status === 'done' ? 'todo' : task.status
  let key = ''
  return {
    before: task,
    touches: ['status'],
    after,
    canWait: true,
    send: (_tasks, { version, ...call }) => {
      key = call.idempotencyKey
      // Without a connection it is meant whatever others change until it is sent.
      const input = onlineManager.isOnline() ? { ...call, version } : call
      return delivery.deliver({ act: 'complete', input }, task.title)
    },
    failed: `“${task.title}” stays where it was.`,
    onDone: (done) =>
      showToast(`Done: ${task.title}`, {
        undo: () => {
          if (done === null && delivery.takeBack(key)) void showChange(hub, after, task)
          else run(moveAct(done ?? { ...after, version: task.version + 1 }, reopened))
        },
      }),
  }
}

function changeAct(task: Task, fields: TaskFields): Act {
  return {
    before: task,
    // The names of what is sent are those of the task.
    touches: Object.keys(given(fields)) as (keyof Task)[],
    after: { ...task, ...given(fields) },
    send: (tasks, call) => tasks.update.mutate({ ...call, ...fields }),
    failed: `“${task.title}” was not changed.`,
  }
}

/** Without the fields that are not sent. */
function given(fields: TaskFields): Partial<Task> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

function assignAct(task: Task, person: MemberChoice | null): Act {
  const assigneeId = person?.id ?? null
  return {
    before: task,
    touches: ['assigneeId'],
    after: {
      ...task,
      assigneeId,
      assigneeName: person?.name ?? null,
      assigneeAvatarUrl: person?.avatarUrl ?? null,
    },
    send: (tasks, call) => tasks.assign.mutate({ ...call, assigneeId }),
    failed: `“${task.title}” was not handed over.`,
  }
}

function removeAct(task: Task, run: (act: Act) => void): Act {
  return {
    before: task,
    touches: [],
    after: null,
    send: (tasks, call) => tasks.remove.mutate(call),
    failed: `“${task.title}” is still on the board.`,
    onDone: (removed) =>
      removed && showToast(`Removed: ${task.title}`, { undo: () => run(restoreAct(removed)) }),
  }
}

function restoreAct(task: Task): Act {
  return {
    before: task,
    touches: ['removedAt'],
    after: { ...task, removedAt: null },
    send: (tasks, call) => tasks.restore.mutate(call),
    failed: `“${task.title}” could not be put back.`,
  }
}
