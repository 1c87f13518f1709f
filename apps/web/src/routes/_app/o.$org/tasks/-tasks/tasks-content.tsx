import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Empty } from '@hub/ui/empty'
import { Skeleton, SkeletonGate, SkeletonRows } from '@hub/ui/skeleton'
import { useMemo, useRef } from 'react'
import type { ReactNode } from 'react'
import { useOrganization } from '../../../../../account.ts'
import { FailureState } from '../../../../../components/failure-state.tsx'
import { useLastError } from '../../../../../components/loaded.tsx'
import type { Loading } from '../../../../../components/loaded.tsx'
import { todayIn } from '../../../../../components/day-words.ts'
import { useFocusKept } from '../../../../../components/use-focus-kept.ts'
import { problemOfMore } from '../../../../../lists/more-rows.ts'
import { SampleTasks } from './sample-tasks.tsx'
import { listOf } from '../../../../../search-params.ts'
import { columnInput, listInput, useTaskPages } from './task-lists.ts'
import type { Task } from './task-lists.ts'
import { hasFilter, statuses } from './task-search.ts'
import type { TaskSearch, TaskStatus } from './task-search.ts'

/** One status with its tasks, and the way to more of them. */
export interface TaskColumn {
  status: TaskStatus
  tasks: Task[]
  loadMore: (() => void) | undefined
  isLoadingMore: boolean
  /** Why there are not more, where they could not be loaded. */
  moreProblem: string | undefined
}

export interface TasksContentProps {
  search: TaskSearch
  onClear: () => void
  /** Without it the person may not add tasks. */
  onNew: (() => void) | undefined
}

export interface TaskColumnsProps extends TasksContentProps {
  children: (columns: TaskColumn[]) => ReactNode
}

/** The tasks under the filters as columns, or why there are none to see. */
export function TaskColumns({ children, ...props }: TaskColumnsProps) {
  const columns = useColumns(props.search)
  return (
    <TasksLoaded
      {...props}
      query={together(columns.map(({ query }) => query))}
      isEmpty={columns.every(({ tasks }) => tasks.length === 0)}
    >
      {() => children(columns)}
    </TasksLoaded>
  )
}

export interface TaskListProps extends TasksContentProps {
  children: (list: Omit<TaskColumn, 'status'>) => ReactNode
}

/** The tasks under the filters as one list, or why there are none to see. */
export function TaskList({ children, ...props }: TaskListProps) {
  const today = todayIn(useOrganization().timeZone)
  const query = useTaskPages(listInput(props.search, today))
  // Thousands of them may have been read, and a click is no reason to put them together again.
  const tasks = useMemo(() => query.data?.pages.flatMap(({ items }) => items) ?? [], [query.data])
  return (
    <TasksLoaded {...props} query={query} isEmpty={tasks.length === 0}>
      {() => children({ ...moreOf(query), tasks })}
    </TasksLoaded>
  )
}

interface TasksLoadedProps extends TasksContentProps {
  query: Loading<unknown>
  isEmpty: boolean
  children: () => ReactNode
}

function TasksLoaded({ search, onClear, onNew, query, isEmpty, children }: TasksLoadedProps) {
  const error = useLastError(query)
  const place = useRef<HTMLDivElement>(null)
  // An act on the last of them takes the list away with the control that did it.
  useFocusKept(place, isEmpty)
  if (query.data === undefined && error) {
    return (
      <Card className="grid flex-1 place-items-center">
        <FailureState
          title="The tasks could not be loaded"
          error={error}
          retrying={query.isFetching}
          onRetry={() => void query.refetch()}
        />
      </Card>
    )
  }
  return (
    <SkeletonGate
      pending={query.data === undefined}
      skeleton={<TasksSkeleton isList={search.view === 'list'} />}
    >
      {() =>
        isEmpty ? (
          <Card className="grid flex-1 place-items-center">
            <div ref={place}>
              {hasFilter(search) ? <NothingFound onClear={onClear} /> : <NoTasks onNew={onNew} />}
            </div>
          </Card>
        ) : (
          children()
        )
      }
    </SkeletonGate>
  )
}

type TaskPages = ReturnType<typeof useTaskPages>

function useColumns(search: TaskSearch) {
  const today = todayIn(useOrganization().timeZone)
  const queries = {
    todo: useTaskPages(columnInput('todo', search, today)),
    doing: useTaskPages(columnInput('doing', search, today)),
    waiting: useTaskPages(columnInput('waiting', search, today)),
    done: useTaskPages(columnInput('done', search, today)),
  }
  const chosen = listOf(search.status)
  return statuses
    .filter((status) => chosen.length === 0 || chosen.includes(status))
    .map((status) => ({
      status,
      query: queries[status],
      ...moreOf(queries[status]),
      tasks: queries[status].data?.pages.flatMap(({ items }) => items) ?? [],
    }))
}

/** The columns are there when all are; those that have theirs are not asked again when others failed. */
function together(queries: readonly TaskPages[]): Loading<unknown> {
  const missing = queries.filter(({ data }) => data === undefined)
  return {
    data: missing.length === 0 ? queries : undefined,
    error: missing.find(({ error }) => error !== null)?.error ?? null,
    isFetching: missing.some(({ isFetching }) => isFetching),
    errorUpdateCount: missing.reduce((sum, { errorUpdateCount }) => sum + errorUpdateCount, 0),
    refetch: () => missing.forEach((query) => void query.refetch()),
  }
}

const moreOf = (query: TaskPages) => ({
  loadMore: query.hasNextPage ? () => void query.fetchNextPage() : undefined,
  isLoadingMore: query.isFetchingNextPage,
  moreProblem: problemOfMore(query),
})

function NothingFound({ onClear }: { onClear: () => void }) {
  return (
    <Empty
      picture="search"
      title="No matching tasks"
      actions={<Button onClick={onClear}>Show all tasks</Button>}
    >
      Remove a filter or search for fewer words.
    </Empty>
  )
}

function NoTasks({ onNew }: { onNew: (() => void) | undefined }) {
  return (
    <Empty
      picture="board"
      title="No tasks yet"
      actions={
        onNew && (
          <>
            <Button onClick={onNew}>Create the first task</Button>
            <SampleTasks />
          </>
        )
      }
    >
      Write down what has to be done, for whom and by when; the assistant can add to it too.
    </Empty>
  )
}

function TasksSkeleton({ isList }: { isList: boolean }) {
  if (isList) {
    return (
      <Card flush>
        <SkeletonRows rows={8} />
      </Card>
    )
  }
  return (
    <div className="grid auto-cols-[minmax(230px,1fr)] grid-flow-col gap-3.5 overflow-hidden">
      {[3, 2, 2, 3].map((cards, column) => (
        <div
          key={column}
          className="flex h-[60dvh] flex-col gap-2 rounded-lg border border-line bg-paper p-2"
        >
          <Skeleton className="m-1.5 h-3 w-20" />
          {Array.from({ length: cards }, (_, card) => (
            <div
              key={card}
              className="flex h-[86px] flex-col gap-3 rounded-md border border-line bg-raised p-3"
            >
              <Skeleton className="h-3 w-4/5" />
              <Skeleton className="h-3 w-1/3" />
            </div>
          ))}
        </div>
      ))}
    </div>
  )
}
