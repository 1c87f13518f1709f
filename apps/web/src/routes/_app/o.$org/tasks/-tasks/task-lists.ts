import type { AppRouter } from '@hub/api'
import type { TRPCClientErrorLike } from '@trpc/client'
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import { useHub } from '../../../../../account.ts'
import { paging } from '../../../../../paging.ts'
import type { Hub } from '../../../../../trpc.ts'
import { dueFilter } from './due-days.ts'
import type { TaskFilter, TaskSearch, TaskStatus } from './task-search.ts'
import { listOf } from '../../../../../search-params.ts'

export type Task = inferRouterOutputs<AppRouter>['modules']['ops']['tasks']['list']['items'][number]
type CommentPage = inferRouterOutputs<AppRouter>['modules']['ops']['tasks']['comments']['list']
export type ListInput = Omit<inferRouterInputs<AppRouter>['modules']['ops']['tasks']['list'], 'cursor'>

const PAGE = 50
/** Of the list, which is scrolled through faster. */
const LONG_PAGE = 100

/** What the hub is asked for one column of the board under these filters. */
export const columnInput = (status: TaskStatus, filter: TaskFilter, today: string): ListInput => ({
  ...filterInput(filter, today),
  status,
  limit: PAGE,
  sort: 'board',
})

/** What it is asked for the list: by status at first, and so as the person sorts it. */
export const listInput = (
  { sort = 'status', order, ...filter }: TaskFilter & Pick<TaskSearch, 'sort' | 'order'>,
  today: string,
): ListInput => ({
  ...filterInput(filter, today),
  limit: LONG_PAGE,
  sort,
  ...(order !== undefined && { order }),
})

/** What the filters of the page mean to the hub. */
export function filterInput(
  { q, status, priority, who, tag, due }: TaskFilter,
  today: string,
): Omit<ListInput, 'limit' | 'sort'> {
  return {
    ...(q !== undefined && { search: q }),
    ...(status !== undefined && { status }),
    ...(priority !== undefined && { priority }),
    ...(tag !== undefined && { tag }),
    ...(due !== undefined && dueFilter(due, today)),
    ...whoFilter(listOf(who)),
  }
}

function whoFilter(who: readonly string[]): Pick<ListInput, 'mine' | 'unassigned' | 'assigneeId'> {
  const people = who.filter((one) => one !== 'me' && one !== 'nobody')
  return {
    ...(who.includes('me') && { mine: true }),
    ...(who.includes('nobody') && { unassigned: true }),
    ...(people.length > 0 && { assigneeId: people }),
  }
}

const pagesQuery = ({ trpc }: Hub, input: ListInput) =>
  trpc.modules.ops.tasks.list.infiniteQueryOptions(input, {
    ...paging,
    // A filter being typed keeps the old tasks until the new ones are there.
    placeholderData: (before) => before,
  })

export interface TaskPage {
  items: Task[]
  nextCursor: string | null
}

/** A column of the board or the list, page by page. */
export function useTaskPages(
  input: ListInput,
): UseInfiniteQueryResult<InfiniteData<TaskPage>, TRPCClientErrorLike<AppRouter>> {
  return useInfiniteQuery(pagesQuery(useHub(), input))
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

/** Starts reading tasks before its page is there. Failures are the page's to show. */
export const prefetchPages = (hub: Hub, input: ListInput): Promise<void> =>
  hub.queryClient.prefetchInfiniteQuery(pagesQuery(hub, input))
