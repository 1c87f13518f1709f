import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useHub } from '../../../../../account.ts'
import type { MemberChoice } from '../../../../../components/use-members.ts'
import { toFailure } from '../../../../../failure.ts'
import type { Hub } from '../../../../../trpc.ts'
import { refreshLists, showChange } from './task-cache.ts'
import type { Task } from './task-lists.ts'
import { rememberTask, sendOver } from './task-versions.ts'
import type { TaskCall } from './task-versions.ts'

type Tasks = Hub['client']['modules']['ops']['tasks']

/** One act on many tasks. */
interface BulkAct {
  tasks: readonly Task[]
  /** The rows that were chosen for it; none for taking an act back. */
  chosen?: readonly Task[]
  /** How a task will look; null when it leaves the list. */
  after: (task: Task) => Task | null
  send: (tasks: Tasks, call: TaskCall, task: Task) => Promise<Task>
  /** The fields it changes. */
  touches: readonly (keyof Task)[]
  /** "done", "removed": what is said about those it was done to. */
  done: string
  /** Takes it back for those it was done to, which are given as they are now. */
  undo?: (now: readonly Task[], before: ReadonlyMap<string, Task>) => BulkAct
}

export interface BulkActs {
  complete: (tasks: readonly Task[]) => void
  assign: (tasks: readonly Task[], person: MemberChoice | null) => void
  /** A day as 2026-11-20, or null for none. */
  due: (tasks: readonly Task[], day: string | null) => void
  remove: (tasks: readonly Task[]) => void
  isPending: boolean
}

/**
 * Acts on many tasks at once: they show at once and go to the hub in one request (of 20 calls each). What
 * it refuses goes back and is named with the reason; what was done is handed to `onDone`, so that only the rest stays chosen.
 */
export function useBulkActs(onDone: (ids: readonly string[]) => void): BulkActs {
  const hub = useHub()
  const mutation = useMutation({
    scope: { id: 'tasks' },
    mutationFn: async (act: BulkAct) => {
      const { tasks } = hub.client.modules.ops
      // All are sent in the same moment, which is what puts them into one request.
      const { touches } = act
      const writes = act.tasks.map((task) => ({
        before: task,
        touches,
        send: (call: TaskCall) => act.send(tasks, call, task),
      }))
      return Promise.allSettled(writes.map((write) => sendOver(hub, write)))
    },
    onMutate: async ({ tasks, after }) => {
      for (const task of tasks) await showChange(hub, task, after(task))
    },
    onSuccess: async (results, act) => {
      const now = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
      for (const task of now) rememberTask(hub, task)
      const refused = act.tasks.filter((_, index) => results[index]?.status === 'rejected')
      for (const task of refused) await showChange(hub, task, task)
      const reason = results.find((result) => result.status === 'rejected')?.reason
      say(act, { now, refused, reason })
      onDone((act.chosen ?? []).filter((task) => !refused.includes(task)).map(({ id }) => id))
    },
    onSettled: () => refreshLists(hub),
  })
  const run = (act: BulkAct) => act.tasks.length > 0 && mutation.mutate(act)
  const say = (act: BulkAct, { now, refused, reason }: Outcome) => {
    const before = new Map(act.tasks.map((task) => [task.id, task]))
    const takeBack = act.undo && now.length > 0 ? act.undo(now, before) : undefined
    const undo = takeBack && (() => void run(takeBack))
    const [first] = refused
    if (!first) return void showToast(`${countWords(now.length)} ${act.done}.`, { undo })
    showErrorToast(
      `${countWords(now.length)} ${act.done}, ${refused.length} not. “${first.title}”: ${toFailure(reason).message}`,
      undo && { action: { label: 'Undo', onClick: undo } },
    )
  }
  return {
    complete: (tasks) => run(completeAll(tasks)),
    assign: (tasks, person) => run(assignAll(tasks, person)),
    due: (tasks, day) => run(dueAll(tasks, day)),
    remove: (tasks) => run(removeAll(tasks)),
    isPending: mutation.isPending,
  }
}

interface Outcome {
  now: readonly Task[]
  refused: readonly Task[]
  reason: unknown
}

const countWords = (count: number): string => (count === 1 ? '1 task' : `${count} tasks`)

/** Back to what the task was before, in the fields that an act changed. */
const original = (before: ReadonlyMap<string, Task>, task: Task): Task => before.get(task.id) ?? task

function completeAll(chosen: readonly Task[]): BulkAct {
  return {
    // Those that are done stay as they are, and Undo must not reopen them.
    tasks: chosen.filter(({ status }) => status !== 'done'),
    chosen,
    after: (task) => ({ ...task, status: 'done', doneAt: new Date().toISOString() }),
    touches: ['status'],
    send: (tasks, call) => tasks.complete.mutate(call),
    done: 'done',
    undo: (now, before) => ({
      tasks: now,
      touches: ['status'],
      after: (task) => ({ ...task, status: original(before, task).status, doneAt: null }),
      send: (tasks, call, task) => tasks.update.mutate({ ...call, status: original(before, task).status }),
      done: 'open again',
    }),
  }
}

function assignAll(chosen: readonly Task[], person: MemberChoice | null): BulkAct {
  const assigneeId = person?.id ?? null
  return {
    tasks: chosen,
    chosen,
    after: (task) => ({
      ...task,
      assigneeId,
      assigneeName: person?.name ?? null,
      assigneeAvatarUrl: person?.avatarUrl ?? null,
    }),
    touches: ['assigneeId'],
    send: (tasks, call) => tasks.assign.mutate({ ...call, assigneeId }),
    done: person ? `assigned to ${person.name}` : 'assigned to nobody',
    undo: (now, before) => ({
      tasks: now,
      touches: ['assigneeId'],
      after: (task) => ({ ...task, ...assigneeOf(original(before, task)) }),
      send: (tasks, call, task) =>
        tasks.assign.mutate({ ...call, assigneeId: original(before, task).assigneeId }),
      done: 'given back',
    }),
  }
}

const assigneeOf = ({ assigneeId, assigneeName, assigneeAvatarUrl }: Task) => ({
  assigneeId,
  assigneeName,
  assigneeAvatarUrl,
})

/** A time of day belongs to its day: without a day there is none. */
const dueFields = (task: Pick<Task, 'dueOn' | 'dueTime'>, day: string | null) => ({
  dueOn: day,
  dueTime: day === null ? null : task.dueTime,
})

function dueAll(chosen: readonly Task[], day: string | null): BulkAct {
  return {
    tasks: chosen,
    chosen,
    touches: ['dueOn', 'dueTime'],
    after: (task) => ({ ...task, ...dueFields(task, day) }),
    send: (tasks, call, task) => tasks.update.mutate({ ...call, ...dueFields(task, day) }),
    done: day === null ? 'without a day' : 'moved to another day',
    undo: (now, before) => ({
      tasks: now,
      touches: ['dueOn', 'dueTime'],
      after: (task) => ({ ...task, ...dueFields(original(before, task), original(before, task).dueOn) }),
      send: (tasks, call, task) => {
        const { dueOn, dueTime } = original(before, task)
        return tasks.update.mutate({ ...call, dueOn, dueTime })
      },
      done: 'back on the day they had',
    }),
  }
}

function removeAll(chosen: readonly Task[]): BulkAct {
  return {
    tasks: chosen,
    chosen,
    touches: [],
    after: () => null,
    send: (tasks, call) => tasks.remove.mutate(call),
    done: 'removed',
    undo: (now) => ({
      tasks: now,
      touches: ['removedAt'],
      after: (task) => ({ ...task, removedAt: null }),
      send: (tasks, call) => tasks.restore.mutate(call),
      done: 'put back',
    }),
  }
}
