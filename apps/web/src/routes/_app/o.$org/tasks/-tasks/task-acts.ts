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
import { refreshLists, showChange, undoChange } from '../../../../../lists/cache.ts'
import type { Snapshot } from '../../../../../lists/cache.ts'
import type { RecordCall } from '../../../../../lists/versions.ts'
import { taskKind, taskVersions } from './task-kind.ts'
import type { Task } from './task-lists.ts'
import { placeOf } from './task-places.ts'
import type { Place } from './task-places.ts'
import type { TaskStatus } from './task-search.ts'
import { statusWords } from './task-words.ts'

type UpdateInput = inferRouterInputs<AppRouter>['modules']['ops']['tasks']['update']
export type TaskFields = Omit<UpdateInput, 'id' | 'version' | 'idempotencyKey' | 'status'>
type Tasks = Hub['client']['modules']['ops']['tasks']

interface Act {
  before: Task
  /** The fields it changes. */
  touches: readonly (keyof Task)[]
  /** As it will look; null when it leaves the board. */
  after: Task | null
  /** Where it goes in a column of the board; left out where it stays. */
  place?: Place
  /** null when it waits for the connection. */
  send: (tasks: Tasks, call: RecordCall) => Promise<Task | null>
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
  /** To a place in a column of the board; on top where none is named. Into "done" and out of it as well. */
  move: (task: Task, status: TaskStatus, place?: Place) => void
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
      taskVersions.send(hub, { ...act, send: (call) => act.send(hub.client.modules.ops.tasks, call) }),
    onMutate: ({ before, after, place }: Act) =>
      showChange(taskKind, hub, { before, after, below: place?.after }),
    onError: (error: unknown, act: Act, snapshot: Snapshot | undefined) => {
      if (snapshot) undoChange(hub, snapshot)
      const failure = toFailure(error)
      if (act.onRefused?.(failure)) return
      showErrorToast(`${act.failed} ${failure.message}`, {
        ...(failure.code !== 'STALE_VERSION' && { action: { label: 'Try again', onClick: () => run(act) } }),
      })
    },
    onSuccess: (task: Task | null, act: Act) => {
      if (task) taskVersions.remember(hub, task)
      act.onDone?.(task)
    },
    onSettled: () => refreshLists(taskKind, hub),
  }
  const mutation = useMutation(options)
  const waitable = useMutation({ ...options, networkMode: 'always' })
  const run = (act: Act) => (act.canWait ? waitable : mutation).mutate(act)
  return {
    move: (task, status, place = onTop) => {
      const doing = { hub, delivery, run }
      const isOnTop = place.after === null
      // Only an act that says no place can wait for the connection.
      if (status === 'done' && task.status !== 'done' && (isOnTop || !onlineManager.isOnline()))
        run(completeAct(task, doing))
      else run(moveAct(task, { status, place }, doing))
    },
    change: (task, fields, outcome) => run({ ...changeAct(task, fields), ...outcome }),
    assign: (task, person) => run(assignAct(task, person)),
    remove: (task) => run(removeAct(task, run)),
  }
}

interface Doing {
  hub: Hub
  delivery: Delivery
  run: (act: Act) => void
}

const onTop: Place = { after: null }

interface Goal {
  status: TaskStatus
  place: Place
}

function moveAct(task: Task, { status, place }: Goal, doing: Doing): Act {
  const from = { status: task.status, place: placeOf(doing.hub, task) ?? onTop }
  return {
    before: task,
    touches: ['status'],
    after: { ...task, status, doneAt: status === 'done' ? (task.doneAt ?? new Date().toISOString()) : null },
    place,
    send: (tasks, call) => tasks.move.mutate({ ...call, status, ...place }),
    failed: `“${task.title}” stays where it was.`,
    onDone: (moved) =>
      moved &&
      showToast(`Moved to ${statusWords[status]}: ${task.title}`, {
        undo: () => doing.run({ ...moveAct(moved, from, doing), onDone: () => undefined }),
      }),
  }
}

function completeAct(task: Task, doing: Doing): Act {
  const { hub, delivery, run } = doing
  const from = { status: task.status, place: placeOf(hub, task) ?? onTop }
  const after: Task = { ...task, status: 'done', doneAt: new Date().toISOString() }
  let key = ''
  return {
    before: task,
    touches: ['status'],
    after,
    place: onTop,
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
          if (done === null && delivery.takeBack(key))
            void showChange(taskKind, hub, { before: after, after: task, below: from.place.after })
          else
            run({
              ...moveAct(done ?? { ...after, version: task.version + 1 }, from, doing),
              onDone: () => undefined,
            })
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
