import type { ListKind } from '../../../../../lists/cache.ts'
import { recordVersions } from '../../../../../lists/versions.ts'
import { listOf } from '../../../../../search-params.ts'
import type { ListInput, Task } from './task-lists.ts'

/** How lists of tasks are found, and which of them show a task. */
export const taskKind: ListKind<Task, ListInput> = {
  lists: ({ trpc }) => trpc.modules.ops.tasks.list.infiniteQueryFilter(),
  one: ({ trpc }, id) => trpc.modules.ops.tasks.get.queryKey({ id }),
  all: ({ trpc }) => trpc.modules.ops.tasks.pathFilter(),
  belongs: (task, { status, removed = false }) => {
    const statuses = listOf(status).flatMap((one) =>
      one === 'open' ? (['todo', 'doing', 'waiting'] as const) : [one],
    )
    const isOfStatus = statuses.length === 0 || statuses.includes(task.status)
    return isOfStatus && removed === (task.removedAt !== null)
  },
  takesIn: ({ sort }) => sort === 'board',
}

export const taskVersions = recordVersions<Task>((hub, id) => hub.client.modules.ops.tasks.get.query({ id }))
