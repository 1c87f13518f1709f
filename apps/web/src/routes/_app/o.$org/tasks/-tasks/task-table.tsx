import { Button } from '@hub/ui/button'
import { DataTable } from '@hub/ui/data-table'
import type { TableHandle } from '@hub/ui/data-table'
import { TableTotals } from '@hub/ui/data-table-foot'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent, RefObject } from 'react'
import { useHub, useOrganization } from '../../../../../account.ts'
import { todayIn } from '../../../../../components/day-words.ts'
import { useFocusLost } from '../../../../../components/use-focus-kept.ts'
import { usePhone } from '../../../../../components/use-phone.ts'
import { useIntentOn } from '../../../../../lists/intent-on.ts'
import { useSelection } from '../../../../../lists/selection.ts'
import type { Selection } from '../../../../../lists/selection.ts'
import { useTableKeys } from '../../../../../lists/table-keys.ts'
import { useTableScrolling } from '../../../../../lists/table-scrolling.ts'
import { BulkBar } from './bulk-bar.tsx'
import { sortingOf, useTaskColumns } from './task-columns.tsx'
import { filterInput, prefetchTask } from './task-lists.ts'
import type { Task } from './task-lists.ts'
import type { TaskSearch } from './task-search.ts'
import type { TaskColumn } from './tasks-content.tsx'

export interface TaskTableProps extends Omit<TaskColumn, 'status'> {
  search: TaskSearch
  /** The task in the drawer. */
  openId: string | undefined
  /** The task that was written down last. */
  createdId: string | undefined
  canWrite: boolean
  onOpen: (id: string) => void
  onSort: (change: ReturnType<typeof sortingOf>) => void
}

const idOf = ({ id }: Task): string => id
const titleOf = ({ title }: Task): string => title

/** The tasks as rows. Several can be chosen and changed together. */
export function TaskTable(props: TaskTableProps) {
  const { tasks, search, openId, createdId, canWrite, onOpen, onSort } = props
  const table = useRef<TableHandle>(null)
  const hub = useHub()
  const selection = useSelection(useMemo(() => tasks.map(idOf), [tasks]))
  useTableKeys(table, canWrite ? selection : null)
  const view = useTaskColumns(search, canWrite)
  const scrolling = useTableScrolling('tasks')
  const hover = useIntentOn((task: Task) => prefetchTask(hub, task.id))
  const [wantsToSelect, setWantsToSelect] = useState(false)
  // A finger has no Shift: once it chooses, every touch does.
  const isSelecting = usePhone() && canWrite && (wantsToSelect || selection.ids.length > 0)
  useEffect(() => {
    if (createdId !== undefined) table.current?.show(createdId)
  }, [createdId, tasks])
  useBulkEnd(table, tasks, selection)
  const leave = () => {
    setWantsToSelect(false)
    if (selection.last !== null) table.current?.focus(selection.last)
    selection.set([])
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // An open drawer is on top of the list and closes first.
    if (event.key === 'Escape' && selection.ids.length > 0 && openId === undefined) leave()
  }
  return (
    <div onKeyDown={onKeyDown} className="flex min-h-[280px] flex-1 flex-col">
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
      <DataTable
        ref={table}
        label="Tasks"
        {...view}
        scrolling={scrolling}
        rows={tasks}
        rowId={idOf}
        rowName={titleOf}
        onSort={(sort) => onSort(sortingOf(sort))}
        selection={canWrite ? selection : undefined}
        isSelecting={isSelecting}
        onOpen={onOpen}
        openId={openId}
        onHover={hover}
        more={
          props.loadMore && {
            load: props.loadMore,
            isLoading: props.isLoadingMore,
            problem: props.moreProblem,
          }
        }
        bar={
          selection.ids.length > 0 && (
            <BulkBar
              selection={selection}
              tasks={tasks.filter(({ id }) => selection.has(id))}
              onLeave={leave}
            />
          )
        }
        totals={<Totals search={search} read={props.loadMore ? undefined : tasks.length} />}
      />
    </div>
  )
}

/** An act on all that was chosen takes its bar away; the work goes on at the row chosen last, or at the one in its place. */
function useBulkEnd(
  table: RefObject<TableHandle | null>,
  tasks: readonly Task[],
  selection: Selection,
): void {
  const last = useRef(0)
  useEffect(() => {
    const at = tasks.findIndex(({ id }) => id === selection.last)
    if (selection.ids.length > 0 && at !== -1) last.current = at
  }, [tasks, selection])
  useFocusLost(selection.ids.length === 0, () => {
    const next = tasks.find(({ id }) => id === selection.last) ?? tasks[last.current] ?? tasks.at(-1)
    if (next) table.current?.focus(next.id)
  })
}

/** How many tasks fit the filters; the hub is asked while not all of them were read. */
function Totals({ search, read }: { search: TaskSearch; read: number | undefined }) {
  const { trpc } = useHub()
  const today = todayIn(useOrganization().timeZone)
  const query = useQuery(
    trpc.modules.ops.tasks.count.queryOptions(filterInput(search, today), {
      enabled: read === undefined,
      placeholderData: (before) => before,
    }),
  )
  const count = read ?? query.data?.count
  return <TableTotals label={count === undefined ? 'Counting' : countWords(count)} />
}

const countWords = (count: number): string => (count === 1 ? '1 task' : `${count.toLocaleString('en')} tasks`)
