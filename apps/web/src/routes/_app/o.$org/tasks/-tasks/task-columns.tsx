import { Avatar } from '@hub/ui/avatar'
import { Checkbox } from '@hub/ui/checkbox'
import type { DataColumn } from '@hub/ui/data-table'
import { DataTableMenu } from '@hub/ui/data-table-menu'
import { DueDay } from '@hub/ui/due-day'
import { PriorityBars } from '@hub/ui/priority-bars'
import { Status } from '@hub/ui/status'
import { Tag } from '@hub/ui/tag'
import { Time } from '@hub/ui/time'
import { useMemo } from 'react'
import { useOrganization } from '../../../../../account.ts'
import { dueState, dueWords, todayIn, useTimeZone } from '../../../../../components/day-words.ts'
import { useTableDisplay } from '../../../../../lists/table-display.ts'
import { useTaskActs } from './task-acts.ts'
import type { Task } from './task-lists.ts'
import type { TaskSearch, TaskSort, TaskStatus } from './task-search.ts'
import { priorityBars, statusWords } from './task-words.ts'

const tones = {
  todo: 'neutral',
  doing: 'accent',
  waiting: 'warning',
  done: 'success',
} as const satisfies Record<TaskStatus, string>

/** A column; its name is what the list is sorted by in the address. */
type TaskTableColumn = DataColumn<Task> & { id: TaskSort | 'tick' }

/** The columns of the list of tasks, every one of which it can be sorted by. */
const columns: readonly TaskTableColumn[] = [
  {
    id: 'tick',
    title: 'Done',
    quiet: true,
    width: 44,
    fixed: true,
    phone: 'lead',
    cell: (task) => <DoneBox task={task} />,
  },
  {
    id: 'title',
    title: 'Task',
    width: 320,
    grows: true,
    sort: 'asc',
    fixed: true,
    phone: 'title',
    cell: ({ title, status }) => (
      <span className={`font-medium ${status === 'done' ? 'text-text-3' : ''}`}>{title}</span>
    ),
  },
  {
    id: 'status',
    title: 'Status',
    width: 110,
    sort: 'asc',
    cell: ({ status }) => <Status tone={tones[status]}>{statusWords[status]}</Status>,
  },
  {
    id: 'tag',
    title: 'Tag',
    width: 130,
    sort: 'asc',
    phone: 'detail',
    cell: ({ tag }) => tag !== null && <Tag>{tag}</Tag>,
  },
  {
    id: 'priority',
    title: 'Priority',
    width: 110,
    sort: 'asc',
    cell: ({ priority }) => <PriorityBars priority={priorityBars[priority]} word />,
  },
  { id: 'due', title: 'Due', width: 110, sort: 'asc', phone: 'end', cell: (task) => <Due task={task} /> },
  {
    id: 'who',
    title: 'Who',
    width: 80,
    sort: 'asc',
    phone: 'detail-end',
    cell: ({ assigneeName, assigneeAvatarUrl }) =>
      assigneeName !== null && <Avatar size="sm" name={assigneeName} src={assigneeAvatarUrl} />,
  },
  {
    id: 'updated',
    title: 'Changed',
    width: 120,
    sort: 'desc',
    cell: ({ updatedAt }) => <Changed at={updatedAt} />,
  },
]

/** Not shown until somebody asks for it. */
const usuallyHidden = ['updated']

/** The columns, how the person wants them, and what they are sorted by. */
export function useTaskColumns(
  { sort = 'status', order }: Pick<TaskSearch, 'sort' | 'order'>,
  canWrite: boolean,
) {
  const display = useTableDisplay('taskTable', usuallyHidden)
  const shown = useMemo(() => (canWrite ? columns : columns.filter(({ id }) => id !== 'tick')), [canWrite])
  const usual = columns.find(({ id }) => id === sort)?.sort ?? 'asc'
  return { columns: shown, ...display, sort: { column: sort, direction: order ?? usual } }
}

/** A click on a head, as the address says it: the usual way is left out. */
export function sortingOf({ column, direction }: { column: string; direction: 'asc' | 'desc' }) {
  const found = columns.find(({ id }) => id === column)
  if (!found || found.id === 'tick') return {}
  return { sort: found.id, order: direction === found.sort ? undefined : direction }
}

export interface TaskTableMenuProps {
  search: TaskSearch
  onSort: (change: ReturnType<typeof sortingOf>) => void
}

/** How the list looks: rows, columns, and on a phone the order. */
export function TaskTableMenu({ search, onSort }: TaskTableMenuProps) {
  const table = useTaskColumns(search, true)
  return <DataTableMenu {...table} onSort={(sort) => onSort(sortingOf(sort))} />
}

function DoneBox({ task }: { task: Task }) {
  const { move } = useTaskActs()
  const isDone = task.status === 'done'
  return (
    <Checkbox
      round
      className="grid!"
      // The row is the stop of the keyboard; an arrow leads from it to its controls.
      tabIndex={-1}
      aria-label={isDone ? `Reopen ${task.title}` : `Complete ${task.title}`}
      checked={isDone}
      onChange={() => move(task, isDone ? 'todo' : 'done')}
    />
  )
}

function Due({ task: { dueOn, status } }: { task: Task }) {
  const today = todayIn(useOrganization().timeZone)
  if (dueOn === null) return null
  return (
    <DueDay state={status === 'done' ? 'later' : dueState(dueOn, today)}>{dueWords(dueOn, today)}</DueDay>
  )
}

function Changed({ at }: { at: string }) {
  return <Time value={at} format="smart" timeZone={useTimeZone()} />
}
