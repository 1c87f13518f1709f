import { Avatar } from '@hub/ui/avatar'
import { Checkbox } from '@hub/ui/checkbox'
import { DueDay } from '@hub/ui/due-day'
import { PriorityBars } from '@hub/ui/priority-bars'
import { TableRow, Td } from '@hub/ui/table'
import { Tag } from '@hub/ui/tag'
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react'
import { useHub, useOrganization } from '../../../../../account.ts'
import { dueState, dueWords, todayIn } from '../../../../../components/day-words.ts'
import { useIntent } from '../../../../../components/intent.ts'
import type { OptionalColumn } from './table-display.ts'
import { useTaskActs } from './task-acts.ts'
import { prefetchTask } from './task-lists.ts'
import type { Task } from './task-lists.ts'
import { priorityBars } from './task-words.ts'

export interface TaskRowProps {
  task: Task
  /** It stands in the drawer. */
  isOpen: boolean
  canWrite: boolean
  columns: readonly OptionalColumn[]
  isSelected: boolean
  /** On a phone: a touch chooses it and does not open it. */
  isSelecting: boolean
  /** Chooses it for an act on many; with `upToHere` everything since the last one. */
  onSelect: (id: string, upToHere: boolean) => void
  onOpen: (id: string) => void
}

/** One task of the list. Enter or a click opens it; Space, or a click with Shift or Ctrl, chooses it. */
export function TaskRow(props: TaskRowProps) {
  const { task, isOpen, canWrite, columns, isSelected, isSelecting, onSelect, onOpen } = props
  const hub = useHub()
  const intent = useIntent(() => prefetchTask(hub, task.id))
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.defaultPrevented) return
    if (event.key === 'Enter') onOpen(task.id)
    else if (event.key === ' ' && canWrite) onSelect(task.id, event.shiftKey)
    else return
    event.preventDefault()
  }
  const onClick = (event: MouseEvent) => {
    const isForMany = isSelecting || event.shiftKey || event.ctrlKey || event.metaKey
    if (canWrite && isForMany) onSelect(task.id, event.shiftKey)
    else onOpen(task.id)
  }
  return (
    <TableRow
      {...intent}
      data-row={task.id}
      tabIndex={0}
      selected={isOpen || isSelected}
      onKeyDown={onKeyDown}
      onClick={onClick}
      // A click with Shift would mark the text between two rows.
      onMouseDown={(event) => event.shiftKey && event.preventDefault()}
      className="group cursor-pointer max-tablet:grid-cols-[auto_minmax(0,1fr)_auto]!"
    >
      {canWrite && <SelectCell {...props} />}
      {!isSelecting && <DoneCell task={task} canWrite={canWrite} />}
      <Td
        className={`font-medium wrap-anywhere max-tablet:col-start-2! ${task.status === 'done' ? 'text-text-3' : ''}`}
      >
        {task.title}
      </Td>
      {columns.map((column) => (
        <OptionalCell key={column} column={column} task={task} />
      ))}
    </TableRow>
  )
}

function SelectCell({ task, isSelected, isSelecting, onSelect }: TaskRowProps) {
  return (
    <Td
      {...(!isSelecting && { phone: 'hidden' })}
      className={isSelecting ? 'max-tablet:col-start-1! max-tablet:row-span-2 max-tablet:pt-0.5!' : undefined}
      onClick={(event) => event.stopPropagation()}
    >
      <Checkbox
        className={`grid! ${isSelected ? '' : 'opacity-0 group-hover:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100'}`}
        aria-label={`Select ${task.title}`}
        // The row itself is the stop of the keyboard, and Space chooses it there.
        tabIndex={-1}
        checked={isSelected}
        onClick={(event) => onSelect(task.id, event.shiftKey)}
        onChange={() => undefined}
      />
    </Td>
  )
}

function DoneCell({ task, canWrite }: { task: Task; canWrite: boolean }) {
  const { move } = useTaskActs()
  const isDone = task.status === 'done'
  return (
    <Td className="max-tablet:row-span-2 max-tablet:pt-0.5!">
      <Checkbox
        round
        className="grid!"
        aria-label={isDone ? `Reopen ${task.title}` : `Complete ${task.title}`}
        checked={isDone}
        disabled={!canWrite}
        onClick={(event) => event.stopPropagation()}
        onChange={() => move(task, isDone ? 'todo' : 'done')}
      />
    </Td>
  )
}

function OptionalCell({ column, task }: { column: OptionalColumn; task: Task }): ReactNode {
  const today = todayIn(useOrganization().timeZone)
  switch (column) {
    case 'tag':
      return (
        <Td phone="detail" className="max-tablet:col-start-2!">
          {task.tag !== null && <Tag>{task.tag}</Tag>}
        </Td>
      )
    case 'priority':
      return (
        <Td phone="hidden">
          <PriorityBars priority={priorityBars[task.priority]} word />
        </Td>
      )
    case 'due':
      return (
        <Td phone="end" className="text-13 max-tablet:col-start-3!">
          {task.dueOn !== null && (
            <DueDay state={task.status === 'done' ? 'later' : dueState(task.dueOn, today)}>
              {dueWords(task.dueOn, today)}
            </DueDay>
          )}
        </Td>
      )
    case 'who':
      return (
        <Td phone="detail-end" className="max-tablet:col-start-3!">
          {task.assigneeName !== null && (
            <Avatar size="sm" name={task.assigneeName} src={task.assigneeAvatarUrl} />
          )}
        </Td>
      )
  }
}
