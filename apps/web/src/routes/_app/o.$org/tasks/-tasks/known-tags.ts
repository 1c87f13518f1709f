import { useHub } from '../../../../../account.ts'
import type { Task } from './task-lists.ts'

/** The tags of the tasks that were read so far; asked when they are needed, so that it knows the newest. */
export function useKnownTags(): () => string[] {
  const { queryClient, trpc } = useHub()
  return () => {
    const lists = queryClient.getQueriesData<{ pages: { items: Task[] }[] }>(
      trpc.modules.ops.tasks.list.infiniteQueryFilter(),
    )
    const all = lists.flatMap(
      ([, data]) => data?.pages.flatMap(({ items }) => items.map(({ tag }) => tag)) ?? [],
    )
    return [...new Set(all)].filter((tag) => tag !== null).toSorted((a, b) => a.localeCompare(b))
  }
}
