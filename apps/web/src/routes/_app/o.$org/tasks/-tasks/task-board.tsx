import { Avatar } from '@hub/ui/avatar'
import { Button } from '@hub/ui/button'
import { DueDay } from '@hub/ui/due-day'
import { IconButton } from '@hub/ui/icon-button'
import { KanbanBoard, KanbanColumn } from '@hub/ui/kanban-column'
import { KanbanCard } from '@hub/ui/kanban-card'
import { Calendar, Plus } from 'lucide-react'
import { useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useHub, useOrganization } from '../../../../../account.ts'
import { useRowKeys } from '../../../../../components/row-keys.ts'
import { dueState, dueWords, todayIn } from '../../../../../components/day-words.ts'
import { useIntent } from '../../../../../components/intent.ts'
import { useTableScrolling } from '../../../../../lists/table-scrolling.ts'
import { useCardMoves } from './card-moves.ts'
import type { CardMoves } from './card-moves.ts'
import { prefetchTask } from './task-lists.ts'
import type { Task } from './task-lists.ts'
import type { TaskSearch } from './task-search.ts'
import { priorityBars, statusWords } from './task-words.ts'
import type { TaskColumn } from './tasks-content.tsx'

export interface TaskBoardProps {
  columns: TaskColumn[]
  /** The task in the drawer. */
  openId: string | undefined
  /** The task that was written down last. */
  createdId: string | undefined
  canWrite: boolean
  onOpen: (id: string) => void
  onNew: (status: NonNullable<TaskSearch['new']>) => void
}

/** The tasks as cards, one column a status, in the order that people gave them. */
export function TaskBoard({ columns, createdId, canWrite, onOpen, onNew }: TaskBoardProps) {
  const board = useRef<HTMLDivElement>(null)
  const onKeyDown = useRowKeys(board)
  const [focused, setFocused] = useState<string>()
  const moves = useCardMoves(board, columns)
  return (
    <div
      ref={board}
      onKeyDown={onKeyDown}
      onFocus={({ target }) => setFocused(target.closest<HTMLElement>('[data-row]')?.dataset['row'])}
      className="flex min-h-0 flex-1 flex-col"
    >
      <p role="status" className="sr-only">
        {moves.announcement}
      </p>
      <KanbanBoard label="Tasks by state">
        {columns.map((column) => (
          <TaskColumnView
            key={column.status}
            {...{ column, createdId, onOpen }}
            moves={canWrite ? moves : null}
            kept={moves.wanted ?? focused}
            action={canWrite && <AddButton status={column.status} onNew={onNew} />}
          />
        ))}
      </KanbanBoard>
    </div>
  )
}

interface TaskColumnViewProps extends Pick<TaskBoardProps, 'createdId' | 'onOpen'> {
  column: TaskColumn
  moves: CardMoves | null
  kept: string | undefined
  action: ReactNode
}

function TaskColumnView({ column, createdId, onOpen, moves, kept, action }: TaskColumnViewProps) {
  const { status, tasks, loadMore, isLoadingMore, moreProblem } = column
  const cards = tasks.map(({ id }) => id)
  const scrolling = useTableScrolling(`tasks.${status}`)
  return (
    <KanbanColumn
      data-row-group=""
      data-column={status}
      name={statusWords[status]}
      mark={status}
      count={loadMore ? `${tasks.length}+` : tasks.length}
      action={action}
      cards={cards}
      kept={kept}
      shown={createdId}
      scrolling={scrolling}
      dropAt={moves?.dropAt(status)}
      onEnd={loadMore && (() => !isLoadingMore && moreProblem === undefined && loadMore())}
      end={
        loadMore && (
          <>
            {moreProblem !== undefined && (
              <p role="alert" className="pb-1 text-13 text-danger-text">
                {moreProblem}
              </p>
            )}
            <Button size="sm" variant="ghost" block pending={isLoadingMore} onClick={loadMore}>
              Show more
            </Button>
          </>
        )
      }
    >
      {(id) => {
        const task = tasks.find((one) => one.id === id)
        return task && <TaskCard task={task} onOpen={onOpen} moves={moves} />
      }}
    </KanbanColumn>
  )
}

function AddButton({ status, onNew }: { status: Task['status']; onNew: TaskBoardProps['onNew'] }) {
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
  )
}
