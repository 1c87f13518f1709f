import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Empty } from '@hub/ui/empty'
import { Skeleton, SkeletonGate, SkeletonRows } from '@hub/ui/skeleton'
import type { ReactNode } from 'react'
import { useOrganization } from '../../../../../account.ts'
import { FailureState } from '../../../../../components/failure-state.tsx'
import { todayIn } from '../../../../../components/day-words.ts'
import { SampleTasks } from './sample-tasks.tsx'
import { columnInput, useColumnQuery } from './task-lists.ts'
import type { Task } from './task-lists.ts'
import { hasFilter, statuses } from './task-search.ts'
import type { TaskSearch, TaskStatus } from './task-search.ts'

/** One status with its tasks, and the way to more of them. */
export interface TaskColumn {
  status: TaskStatus
  tasks: Task[]
  loadMore: (() => void) | undefined
  isLoadingMore: boolean
}

export interface TasksContentProps {
  search: TaskSearch
  onClear: () => void
  /** Without it the person may not add tasks. */
  onNew: (() => void) | undefined
  children: (columns: TaskColumn[]) => ReactNode
}

/** The tasks under the filters, or why there are none to see. */
export function TasksContent({ search, onClear, onNew, children }: TasksContentProps) {
  const columns = useColumns(search)
  const failed = columns.find(({ error }) => error !== null)
  const isPending = columns.some(({ pending }) => pending)
  const isEmpty = columns.every(({ tasks }) => tasks.length === 0)
  if (failed) {
    return (
      <Card className="grid flex-1 place-items-center">
        <FailureState
          title="The tasks could not be loaded"
          error={failed.error}
          level={2}
          onRetry={failed.retry}
        />
      </Card>
    )
  }
  return (
    <SkeletonGate pending={isPending} skeleton={<TasksSkeleton isList={search.view === 'list'} />}>
      {() =>
        isEmpty ? (
          <Card className="grid flex-1 place-items-center">
            {hasFilter(search) ? <NothingFound onClear={onClear} /> : <NoTasks onNew={onNew} />}
          </Card>
        ) : (
          children(columns)
        )
      }
    </SkeletonGate>
  )
}

function useColumns(search: TaskSearch) {
  const today = todayIn(useOrganization().timeZone)
  const queries = {
    todo: useColumnQuery(columnInput('todo', search, today)),
    doing: useColumnQuery(columnInput('doing', search, today)),
    waiting: useColumnQuery(columnInput('waiting', search, today)),
    done: useColumnQuery(columnInput('done', search, today)),
  }
  return statuses.map((status) => {
    const query = queries[status]
    return {
      status,
      tasks: query.data?.pages.flatMap(({ items }) => items) ?? [],
      pending: query.isPending,
      error: query.data === undefined ? query.error : null,
      retry: () => void query.refetch(),
      loadMore: query.hasNextPage ? () => void query.fetchNextPage() : undefined,
      isLoadingMore: query.isFetchingNextPage,
    }
  })
}

function NothingFound({ onClear }: { onClear: () => void }) {
  return (
    <Empty
      picture="search"
      level={2}
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
      level={2}
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
