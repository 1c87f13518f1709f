import type { AppRouter } from '@hub/api'
import type { TRPCClientErrorLike } from '@trpc/client'
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import { useHub } from '../../../../../account.ts'
import { paging } from '../../../../../paging.ts'
import type { Hub } from '../../../../../trpc.ts'
import { dueFilter } from './due-days.ts'
import type { TaskFilter, TaskStatus } from './task-search.ts'

export type Task = inferRouterOutputs<AppRouter>['modules']['ops']['tasks']['list']['items'][number]
type CommentPage = inferRouterOutputs<AppRouter>['modules']['ops']['tasks']['comments']['list']
export type ListInput = Omit<inferRouterInputs<AppRouter>['modules']['ops']['tasks']['list'], 'cursor'>

const PAGE = 50

/** What the list is asked for one column under these filters. Finished tasks come newest first. */
export function columnInput(status: TaskStatus, filter: TaskFilter, today: string): ListInput {
  return {
    status,
    limit: PAGE,
    sort: status === 'done' ? 'updated' : 'due',
    ...filterInput(filter, today),
  }
}

/** What the filters of the page mean to the hub. */
export function filterInput(
  { q, priority, who, tag, due }: TaskFilter,
  today: string,
): Omit<ListInput, 'status' | 'limit' | 'sort'> {
  return {
    ...(q !== undefined && { search: q }),
    ...(priority !== undefined && { priority }),
    ...(tag !== undefined && { tag }),
    ...(due !== undefined && dueFilter(due, today)),
    ...whoFilter(who),
  }
}

function whoFilter(who: string | undefined): Pick<ListInput, 'mine' | 'unassigned' | 'assigneeId'> {
  if (who === undefined) return {}
  if (who === 'me') return { mine: true }
  return who === 'nobody' ? { unassigned: true } : { assigneeId: who }
}

const columnQuery = ({ trpc }: Hub, input: ListInput) =>
  trpc.modules.ops.tasks.list.infiniteQueryOptions(input, {
    ...paging,
    // A filter being typed keeps the old cards until the new ones are there.
    placeholderData: (before) => before,
  })

export interface TaskPage {
  items: Task[]
  nextCursor: string | null
}

/** One column, page by page. */
export function useColumnQuery(
  input: ListInput,
): UseInfiniteQueryResult<InfiniteData<TaskPage>, TRPCClientErrorLike<AppRouter>> {
  return useInfiniteQuery(columnQuery(useHub(), input))
}

const commentsQuery = ({ trpc }: Hub, taskId: string) =>
  trpc.modules.ops.tasks.comments.list.infiniteQueryOptions({ taskId, limit: 50 }, paging)

/** What people said about a task, page by page. */
export function useCommentsQuery(
  taskId: string,
): UseInfiniteQueryResult<InfiniteData<CommentPage>, TRPCClientErrorLike<AppRouter>> {
  return useInfiniteQuery(commentsQuery(useHub(), taskId))
}

/** Reads what the drawer of a task shows, because it is likely to be opened next. */
export function prefetchTask(hub: Hub, id: string): void {
  void hub.queryClient.prefetchQuery(hub.trpc.modules.ops.tasks.get.queryOptions({ id }))
  void hub.queryClient.prefetchInfiniteQuery(commentsQuery(hub, id))
}

/** Starts reading a column before its page is there. Failures are the page's to show. */
export const prefetchColumn = (hub: Hub, input: ListInput): Promise<void> =>
  hub.queryClient.prefetchInfiniteQuery(columnQuery(hub, input))
