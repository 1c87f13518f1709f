import { Avatar } from '@hub/ui/avatar'
import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Checkbox } from '@hub/ui/checkbox'
import { PriorityBars } from '@hub/ui/priority-bars'
import { Table, TableBody, TableGroup, TableHead, TableRow, Td, Th } from '@hub/ui/table'
import { Tag } from '@hub/ui/tag'
import { Fragment, useRef } from 'react'
import type { KeyboardEvent } from 'react'
import { useOrganization } from '../../../../../account.ts'
import { useRowKeys } from '../../../../../components/row-keys.ts'
import { dueWords, todayIn } from '../../../../../components/day-words.ts'
import { useTaskActs } from './task-acts.ts'
import type { TaskViewProps } from './task-board.tsx'
import type { Task } from './task-lists.ts'
import { priorityBars, statusWords } from './task-words.ts'

const COLUMNS = 6

/** The tasks as rows, under the name of their status. */
export function TaskTable({ columns, openId, canWrite, onOpen }: TaskViewProps) {
  const list = useRef<HTMLDivElement>(null)
  const onKeyDown = useRowKeys(list)
  return (
    <div ref={list} onKeyDown={onKeyDown}>
      <Card flush className="overflow-hidden">
        <Table label="Tasks by state">
          <TableHead>
            <Th className="w-12">
              <span className="sr-only">Done</span>
            </Th>
            <Th>Task</Th>
            <Th>Tag</Th>
            <Th>Priority</Th>
            <Th>Due</Th>
            <Th>Who</Th>
          </TableHead>
          <TableBody>
            {columns
              .filter(({ tasks }) => tasks.length > 0)
              .map(({ status, tasks, loadMore, isLoadingMore }) => (
                <Fragment key={status}>
                  <TableGroup columns={COLUMNS} count={loadMore ? undefined : tasks.length}>
                    {statusWords[status]}
                  </TableGroup>
                  {tasks.map((task) => (
                    <TaskRow
                      key={task.id}
                      task={task}
                      isOpen={task.id === openId}
                      canWrite={canWrite}
                      onOpen={onOpen}
                    />
                  ))}
                  {loadMore && (
                    <tr role="row" className="max-tablet:block">
                      <td
                        role="cell"
                        colSpan={COLUMNS}
                        className="border-b border-line p-2 text-center max-tablet:block"
                      >
                        <Button size="sm" variant="ghost" pending={isLoadingMore} onClick={loadMore}>
                          Show more
                        </Button>
                      </td>
                    </tr>
                  )}
                </Fragment>
              ))}
          </TableBody>
        </Table>
      </Card>
    </div>
  )
}

interface TaskRowProps {
  task: Task
  isOpen: boolean
  canWrite: boolean
  onOpen: (id: string) => void
}

function TaskRow({ task, isOpen, canWrite, onOpen }: TaskRowProps) {
  const { move } = useTaskActs()
  const today = todayIn(useOrganization().timeZone)
  const isDone = task.status === 'done'
  const isLate = !isDone && task.dueOn !== null && task.dueOn <= today
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.target !== event.currentTarget) return
    event.preventDefault()
    onOpen(task.id)
  }
  return (
    <TableRow
      data-row={task.id}
      tabIndex={0}
      selected={isOpen}
      onKeyDown={onKeyDown}
      onClick={() => onOpen(task.id)}
      className="cursor-pointer max-tablet:grid-cols-[auto_minmax(0,1fr)_auto]!"
    >
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
      <Td className={`font-medium wrap-anywhere max-tablet:col-start-2! ${isDone ? 'text-text-3' : ''}`}>
        {task.title}
      </Td>
      <Td phone="detail" className="max-tablet:col-start-2!">
        {task.tag !== null && <Tag>{task.tag}</Tag>}
      </Td>
      <Td phone="hidden">
        <PriorityBars priority={priorityBars[task.priority]} word />
      </Td>
      <Td
        phone="end"
        className={`text-13 whitespace-nowrap tabular-nums max-tablet:col-start-3! ${isLate ? 'font-medium text-danger-text' : ''}`}
      >
        {task.dueOn !== null && dueWords(task.dueOn, today)}
      </Td>
      <Td phone="detail-end" className="max-tablet:col-start-3!">
        {task.assigneeName !== null && (
          <Avatar size="sm" name={task.assigneeName} seed={task.assigneeId ?? undefined} />
        )}
      </Td>
    </TableRow>
  )
}
