import type { InfiniteData } from '@tanstack/react-query'
import type { Hub } from '../../../../../trpc.ts'
import { taskKind } from './task-kind.ts'
import type { Task, TaskPage } from './task-lists.ts'
import type { TaskStatus } from './task-search.ts'

/** A place in a column of the board: right below one task, or right above another should that one have left. */
export interface Place {
  /** null: on top. */
  after: string | null
  before?: string | null
}

/** A card in the hand and where it hangs: over a column, below so many of its other cards. */
export interface Held {
  task: Task
  over: TaskStatus
  index: number
  by: 'pointer' | 'keys'
}

/** The place in these tasks that has the given number of them above it. */
export function placeAt(tasks: readonly Task[], index: number): Place {
  return { after: tasks[index - 1]?.id ?? null, before: tasks[index]?.id ?? null }
}

/** Where a task stands in its column now, as far as that was read. */
export function placeOf(hub: Hub, task: Task): Place | undefined {
  const lists = hub.queryClient.getQueriesData<InfiniteData<TaskPage>>(taskKind.lists(hub))
  for (const [key, data] of lists) {
    const { input } = (key[1] ?? {}) as { input?: { sort?: string } }
    const tasks = data?.pages.flatMap(({ items }) => items) ?? []
    const index = tasks.findIndex(({ id }) => id === task.id)
    if (input?.sort === 'board' && index >= 0) return placeAt(tasks.toSpliced(index, 1), index)
  }
  return undefined
}
