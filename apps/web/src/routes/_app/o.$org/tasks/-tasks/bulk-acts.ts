import { useHub } from '../../../../../account.ts'
import type { MemberChoice } from '../../../../../components/use-members.ts'
import { useBulkActs } from '../../../../../lists/bulk-acts.ts'
import type { BulkAct, BulkKind } from '../../../../../lists/bulk-acts.ts'
import type { Hub } from '../../../../../trpc.ts'
import { taskKind, taskVersions } from './task-kind.ts'
import type { ListInput, Task } from './task-lists.ts'

type Tasks = Hub['client']['modules']['ops']['tasks']

export interface BulkTaskActs {
  complete: (tasks: readonly Task[]) => void
  assign: (tasks: readonly Task[], person: MemberChoice | null) => void
  /** A day as 2026-11-20, or null for none. */
  due: (tasks: readonly Task[], day: string | null) => void
  remove: (tasks: readonly Task[]) => void
  isPending: boolean
}

const bulk: BulkKind<Task, ListInput> = {
  kind: taskKind,
  versions: taskVersions,
  scope: 'tasks',
  countWords: (count) => (count === 1 ? '1 task' : `${count} tasks`),
  nameOf: ({ title }) => title,
}

/** What can be done with many tasks at once; each act can be taken back. */
export function useBulkTaskActs(onDone: (ids: readonly string[]) => void): BulkTaskActs {
  const { tasks: client } = useHub().client.modules.ops
  const { run, isPending } = useBulkActs(bulk, onDone)
  return {
    complete: (tasks) => run(completeAll(client, tasks)),
    assign: (tasks, person) => run(assignAll(client, tasks, person)),
    due: (tasks, day) => run(dueAll(client, tasks, day)),
    remove: (tasks) => run(removeAll(client, tasks)),
    isPending,
  }
}

/** Back to what the task was before, in the fields that an act changed. */
const original = (before: ReadonlyMap<string, Task>, task: Task): Task => before.get(task.id) ?? task

function completeAll(api: Tasks, chosen: readonly Task[]): BulkAct<Task> {
  return {
    // Those that are done stay as they are, and Undo must not reopen them.
    items: chosen.filter(({ status }) => status !== 'done'),
    chosen,
    after: (task) => ({ ...task, status: 'done', doneAt: new Date().toISOString() }),
    touches: ['status'],
    send: (call) => api.complete.mutate(call),
    done: 'done',
    undo: (now, before) => ({
      items: now,
      touches: ['status'],
      after: (task) => ({ ...task, status: original(before, task).status, doneAt: null }),
      send: (call, task) => api.update.mutate({ ...call, status: original(before, task).status }),
      done: 'open again',
    }),
  }
}

function assignAll(api: Tasks, chosen: readonly Task[], person: MemberChoice | null): BulkAct<Task> {
  const assigneeId = person?.id ?? null
  return {
    items: chosen,
    chosen,
    after: (task) => ({
      ...task,
      assigneeId,
      assigneeName: person?.name ?? null,
      assigneeAvatarUrl: person?.avatarUrl ?? null,
    }),
    touches: ['assigneeId'],
    send: (call) => api.assign.mutate({ ...call, assigneeId }),
    done: person ? `assigned to ${person.name}` : 'assigned to nobody',
    undo: (now, before) => ({
      items: now,
      touches: ['assigneeId'],
      after: (task) => ({ ...task, ...assigneeOf(original(before, task)) }),
      send: (call, task) => api.assign.mutate({ ...call, assigneeId: original(before, task).assigneeId }),
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

function dueAll(api: Tasks, chosen: readonly Task[], day: string | null): BulkAct<Task> {
  return {
    items: chosen,
    chosen,
    touches: ['dueOn', 'dueTime'],
    after: (task) => ({ ...task, ...dueFields(task, day) }),
    send: (call, task) => api.update.mutate({ ...call, ...dueFields(task, day) }),
    done: day === null ? 'without a day' : 'moved to another day',
    undo: (now, before) => ({
      items: now,
      touches: ['dueOn', 'dueTime'],
      after: (task) => ({ ...task, ...dueFields(original(before, task), original(before, task).dueOn) }),
      send: (call, task) => {
        const { dueOn, dueTime } = original(before, task)
        return api.update.mutate({ ...call, dueOn, dueTime })
      },
      done: 'back on the day they had',
    }),
  }
}

function removeAll(api: Tasks, chosen: readonly Task[]): BulkAct<Task> {
  return {
    items: chosen,
    chosen,
    touches: [],
    after: () => null,
    send: (call) => api.remove.mutate(call),
    done: 'removed',
    undo: (now) => ({
      items: now,
      touches: ['removedAt'],
      after: (task) => ({ ...task, removedAt: null }),
      send: (call) => api.restore.mutate(call),
      done: 'put back',
    }),
  }
}
