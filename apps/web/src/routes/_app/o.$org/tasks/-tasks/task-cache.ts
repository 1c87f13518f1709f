import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import type { Hub } from '../../../../../trpc.ts'
import type { ListInput, Task, TaskPage } from './task-lists.ts'

type Pages = InfiniteData<TaskPage>

/** What the lists and the drawer showed before a change, to put it back. */
export type Snapshot = ReturnType<QueryClient['getQueriesData']>

/**
 * Shows a change everywhere before the hub has confirmed it: the task moves to the column of its new
 * status, changes in place, or with `null` leaves the board.
 * @returns what was shown before.
 */
export async function showChange(
  { queryClient, trpc }: Hub,
  before: Task,
  after: Task | null,
): Promise<Snapshot> {
  const { list, get } = trpc.modules.ops.tasks
  // An answer that is on its way was made before the change and would undo it on screen.
  await queryClient.cancelQueries(list.infiniteQueryFilter())
  const snapshot = [
    ...queryClient.getQueriesData(list.infiniteQueryFilter()),
    ...queryClient.getQueriesData(get.queryFilter({ id: before.id })),
  ]
  for (const [key, pages] of queryClient.getQueriesData<Pages>(list.infiniteQueryFilter())) {
    if (pages) queryClient.setQueryData(key, placed(pages, { before, after, status: statusOf(key) }))
  }
  if (after) queryClient.setQueryData(get.queryKey({ id: before.id }), after)
  return snapshot
}

/** A task as one of the lists that were read has it. */
export function listedTask({ queryClient, trpc }: Hub, id: string | undefined): Task | undefined {
  const lists = queryClient.getQueriesData<Pages>(trpc.modules.ops.tasks.list.infiniteQueryFilter())
  for (const [, pages] of lists) {
    const found = pages?.pages.flatMap(({ items }) => items).find((task) => task.id === id)
    if (found) return found
  }
  return undefined
}

/** Puts back what was shown before. */
export function undoChange({ queryClient }: Hub, snapshot: Snapshot): void {
  for (const [key, data] of snapshot) queryClient.setQueryData(key, data)
}

/** Reads the lists again, and the comments counted in them. */
export const refreshLists = ({ queryClient, trpc }: Hub): Promise<void> =>
  queryClient.invalidateQueries(trpc.modules.ops.tasks.pathFilter())

interface Placement {
  before: Task
  after: Task | null
  status: ListInput['status']
}

/** A column with the change in it. */
export function placed(pages: Pages, { before, after, status }: Placement): Pages {
  const isHere = pages.pages.some(({ items }) => items.some(({ id }) => id === before.id))
  const belongs = after !== null && after.status === status
  if (!isHere && !belongs) return pages
  const changed = pages.pages.map((page) => ({
    ...page,
    items: belongs
      ? page.items.map((task) => (task.id === before.id ? after : task))
      : page.items.filter(({ id }) => id !== before.id),
  }))
  const [first, ...others] = changed
  if (!isHere && belongs && first) {
    return { ...pages, pages: [{ ...first, items: [after, ...first.items] }, ...others] }
  }
  return { ...pages, pages: changed }
}

/** The status a cached list is of; its key ends with the input it was asked with. */
function statusOf(key: readonly unknown[]): ListInput['status'] {
  const options = key[1] as { input?: ListInput } | undefined
  return options?.input?.status
}
