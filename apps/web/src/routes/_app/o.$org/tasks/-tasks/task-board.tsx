import { Avatar } from '@hub/ui/avatar'
import { Button } from '@hub/ui/button'
import { DueDay } from '@hub/ui/due-day'
import { IconButton } from '@hub/ui/icon-button'
import { KanbanBoard, KanbanColumn } from '@hub/ui/kanban-column'
import { KanbanCard } from '@hub/ui/kanban-card'
import { Calendar, Plus } from 'lucide-react'
import { useRef } from 'react'
import { useHub, useOrganization } from '../../../../../account.ts'
import { useRowKeys } from '../../../../../components/row-keys.ts'
import { dueState, dueWords, todayIn } from '../../../../../components/day-words.ts'
import { useIntent } from '../../../../../components/intent.ts'
import { useCardMoves } from './card-moves.ts'
import type { CardMoves } from './card-moves.ts'
import { prefetchTask } from './task-lists.ts'
import type { Task } from './task-lists.ts'
import type { TaskSearch } from './task-search.ts'
import { priorityBars, statusWords } from './task-words.ts'
import type { TaskColumn } from './tasks-content.tsx'

export interface TaskViewProps {
  columns: TaskColumn[]
  /** The task in the drawer. */
  openId: string | undefined
  canWrite: boolean
  onOpen: (id: string) => void
  onNew: (status: NonNullable<TaskSearch['new']>) => void
}

/** The tasks as cards, one column a status. */
export function TaskBoard({ columns, canWrite, onOpen, onNew }: TaskViewProps) {
  const board = useRef<HTMLDivElement>(null)
  const onKeyDown = useRowKeys(board)
  const moves = useCardMoves(board)
  return (
    <div ref={board} onKeyDown={onKeyDown} className="flex min-h-0 flex-1 flex-col">
      <p role="status" className="sr-only">
        {moves.announcement}
      </p>
      <KanbanBoard label="Tasks by state">
        {columns.map((column) => (
          <KanbanColumn
            key={column.status}
            data-row-group=""
            name={statusWords[column.status]}
            mark={column.status}
            count={column.loadMore ? `${column.tasks.length}+` : column.tasks.length}
            over={moves.isOver(column.status)}
            {...(canWrite && moves.columnProps(column.status))}
            action={canWrite && <AddButton status={column.status} onNew={onNew} />}
          >
            {column.tasks.map((task) => (
              <TaskCard key={task.id} task={task} onOpen={onOpen} moves={canWrite ? moves : null} />
            ))}
            {column.loadMore && (
              <li>
                <Button
                  size="sm"
                  variant="ghost"
                  block
                  pending={column.isLoadingMore}
                  onClick={column.loadMore}
                >
                  Show more
                </Button>
              </li>
            )}
          </KanbanColumn>
        ))}
      </KanbanBoard>
    </div>
  )
}

function AddButton({ status, onNew }: { status: Task['status']; onNew: TaskViewProps['onNew'] }) {
  if (status === 'done') return null
  return (
    <IconButton
      size="sm"
      label={`New task in ${statusWords[status]}`}
      tooltip={false}
      onClick={() => onNew(status)}
    >
      <Plus />
    </IconButton>
  )
}

interface TaskCardProps {
  task: Task
  onOpen: (id: string) => void
  /** null when the person may not move it. */
  moves: CardMoves | null
}

function TaskCard({ task, onOpen, moves }: TaskCardProps) {
  const { timeZone } = useOrganization()
  const today = todayIn(timeZone)
  const hub = useHub()
  const intent = useIntent(() => prefetchTask(hub, task.id))
  const isDone = task.status === 'done'
  return (
    <li>
      <KanbanCard
        {...intent}
        data-row={task.id}
        title={task.title}
        tags={task.tag === null ? [] : [task.tag]}
        priority={priorityBars[task.priority]}
        due={
          task.dueOn !== null && (
            <DueDay
              state={isDone ? 'later' : dueState(task.dueOn, today)}
              icon={<Calendar aria-hidden="true" />}
            >
              {dueWords(task.dueOn, today)}
            </DueDay>
          )
        }
        comments={task.commentCount}
        person={
          task.assigneeName === null ? undefined : (
            <Avatar size="sm" name={task.assigneeName} src={task.assigneeAvatarUrl} />
          )
        }
        done={isDone}
        onOpen={() => onOpen(task.id)}
        {...moves?.cardProps(task)}
      />
    </li>
  )
}
