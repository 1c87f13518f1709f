import type { AppRouter } from '@hub/api'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import { useCan } from '../../../../account.ts'
import { paging } from '../../../../paging.ts'
import { useTRPC } from '../../../../trpc.ts'
import { ownTaskInputs } from './dashboard-reads.ts'

type Task = inferRouterOutputs<AppRouter>['modules']['ops']['tasks']['list']['items'][number]

/**
 * The person's open tasks and those nobody has, the most urgent first. They are read as pages like those
 * of the board, so that an act on a task shows here at once as well.
 */
export function useOwnTasks() {
  const { list } = useTRPC().modules.ops.tasks
  const enabled = useCan('ops.task.read')
  const [mineInput, nobodysInput] = ownTaskInputs
  const mine = useInfiniteQuery(list.infiniteQueryOptions(mineInput, { ...paging, enabled }))
  const nobodys = useInfiniteQuery(list.infiniteQueryOptions(nobodysInput, { ...paging, enabled }))
  const parts = [mine.data, nobodys.data]
  const isRead = mine.data !== undefined && nobodys.data !== undefined
  return {
    data: isRead
      ? byDue(parts.flatMap((data) => data?.pages.flatMap(({ items }) => items) ?? []))
      : undefined,
    hasMore: mine.hasNextPage || nobodys.hasNextPage,
    error: mine.error ?? nobodys.error,
    isFetching: mine.isFetching || nobodys.isFetching,
    refetch: () => Promise.all([mine.refetch(), nobodys.refetch()]),
  }
}

export type OwnTasks = ReturnType<typeof useOwnTasks>

/** Tasks without a day come last. */
export const byDue = <T extends Pick<Task, 'dueOn' | 'dueTime'>>(tasks: readonly T[]): T[] =>
  tasks.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))

const keyOf = ({ dueOn, dueTime }: Pick<Task, 'dueOn' | 'dueTime'>): string =>
  `${dueOn ?? '9'}T${dueTime ?? '99'}`
