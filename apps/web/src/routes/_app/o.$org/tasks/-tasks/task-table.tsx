import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Checkbox } from '@hub/ui/checkbox'
import { Table, TableBody, TableGroup, TableHead, Th } from '@hub/ui/table'
import { Fragment, useRef, useState } from 'react'
import type { KeyboardEvent, RefObject } from 'react'
import { useRowKeys } from '../../../../../components/row-keys.ts'
import { useSelection } from '../../../../../lists/selection.ts'
import type { Selection } from '../../../../../lists/selection.ts'
import { usePhone } from '../../../../../components/use-phone.ts'
import { useShortcut } from '../../../../../shell/shortcut.ts'
import { BulkBar } from './bulk-bar.tsx'
import { columnWords, optionalColumns, useTableDisplay } from './table-display.ts'
import type { TaskViewProps } from './task-board.tsx'
import { TaskRow } from './task-row.tsx'
import { statusWords } from './task-words.ts'
import type { TaskColumn } from './tasks-content.tsx'

/** The tasks as rows, under the name of their status. Several can be chosen and changed together. */
export function TaskTable({ columns, openId, canWrite, onOpen }: TaskViewProps) {
  const list = useRef<HTMLDivElement>(null)
  const moveFocus = useRowKeys(list)
  const tasks = columns.flatMap((column) => column.tasks)
  const selection = useSelection(tasks.map(({ id }) => id))
  useSelectKey(list, canWrite ? selection : null)
  const [{ density, hidden }] = useTableDisplay()
  const shown = optionalColumns.filter((column) => !hidden.includes(column))
  const width = 2 + shown.length + (canWrite ? 1 : 0)
  const [wantsToSelect, setWantsToSelect] = useState(false)
  // A finger has no Shift: once it chooses, every touch does.
  const isSelecting = usePhone() && canWrite && (wantsToSelect || selection.ids.length > 0)
  const leave = () => {
    setWantsToSelect(false)
    const row = list.current?.querySelector<HTMLElement>(`[data-row="${selection.last}"]`)
    selection.set([])
    row?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // An open drawer is on top of the list and closes first.
    if (event.key === 'Escape' && selection.ids.length > 0 && openId === undefined) leave()
    else moveFocus(event)
  }
  return (
    <>
      {canWrite && (
        <Button
          size="sm"
          variant="ghost"
          className="mb-1 ml-auto tablet:hidden"
          aria-pressed={isSelecting}
          onClick={isSelecting ? leave : () => setWantsToSelect(true)}
        >
          {isSelecting ? 'Stop selecting' : 'Select'}
        </Button>
      )}
      <div ref={list} onKeyDown={onKeyDown} data-density={density}>
        <Card flush className="overflow-hidden">
          <Table label="Tasks by state">
            <TableHead>
              {canWrite && <SelectAll all={tasks.map(({ id }) => id)} selection={selection} />}
              <Th className="w-12">
                <span className="sr-only">Done</span>
              </Th>
              <Th>Task</Th>
              {shown.map((column) => (
                <Th key={column}>{columnWords[column]}</Th>
              ))}
            </TableHead>
            <TableBody>
              {columns
                .filter((column) => column.tasks.length > 0)
                .map((column) => (
                  <Fragment key={column.status}>
                    <TableGroup columns={width} count={column.loadMore ? undefined : column.tasks.length}>
                      {statusWords[column.status]}
                    </TableGroup>
                    {column.tasks.map((task) => (
                      <TaskRow
                        key={task.id}
                        task={task}
                        isOpen={task.id === openId}
                        canWrite={canWrite}
                        columns={shown}
                        isSelected={selection.has(task.id)}
                        isSelecting={isSelecting}
                        onSelect={selection.toggle}
                        onOpen={onOpen}
                      />
                    ))}
                    <MoreRow column={column} width={width} />
                  </Fragment>
                ))}
            </TableBody>
          </Table>
        </Card>
      </div>
      {selection.ids.length > 0 && (
        <BulkBar selection={selection} tasks={tasks.filter(({ id }) => selection.has(id))} onLeave={leave} />
      )}
    </>
  )
}

/** X chooses the row in focus, Shift and X everything from the last one to it. */
function useSelectKey(list: RefObject<HTMLElement | null>, selection: Selection | null): void {
  useShortcut('x', ({ shiftKey }) => {
    const row = document.activeElement?.closest<HTMLElement>('[data-row]')
    const id = row && list.current?.contains(row) ? row.dataset['row'] : undefined
    if (id !== undefined) selection?.toggle(id, shiftKey)
  })
}

function SelectAll({ all, selection }: { all: readonly string[]; selection: Selection }) {
  const count = selection.ids.length
  return (
    <Th className="w-9">
      <Checkbox
        className="grid!"
        aria-label="Select all tasks"
        checked={count > 0 && count === all.length}
        indeterminate={count > 0 && count < all.length}
        onChange={() => selection.set(count === all.length ? [] : all)}
      />
    </Th>
  )
}

function MoreRow({ column, width }: { column: TaskColumn; width: number }) {
  if (!column.loadMore) return null
  return (
    <tr role="row" className="max-tablet:block">
      <td role="cell" colSpan={width} className="border-b border-line p-2 text-center max-tablet:block">
        <Button size="sm" variant="ghost" pending={column.isLoadingMore} onClick={column.loadMore}>
          Show more
        </Button>
      </td>
    </tr>
  )
}
