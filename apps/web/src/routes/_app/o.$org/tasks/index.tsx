import { Page } from '@hub/ui/app-shell'
import { Button } from '@hub/ui/button'
import { Kbd } from '@hub/ui/kbd'
import { PageHeader } from '@hub/ui/page-header'
import { Segments } from '@hub/ui/segments'
import { loadSelectMenu } from '@hub/ui/select'
import { createFileRoute } from '@tanstack/react-router'
import { Columns3, List, NotebookPen, Plus } from 'lucide-react'
import { Suspense, useState } from 'react'
import { lazyPart } from '../../../../lazy-part.ts'
import { useCan } from '../../../../account.ts'
import { useIdlePrefetch } from '../../../../shell/idle-prefetch.ts'
import { useShortcut } from '../../../../shell/shortcut.ts'
import { todayIn } from '../../../../components/day-words.ts'
import { TaskBoard } from './-tasks/task-board.tsx'
import { TaskFilters } from './-tasks/task-filters.tsx'
import { columnInput, listInput, prefetchPages, prefetchTask } from './-tasks/task-lists.ts'
import { readTaskSearch, statuses } from './-tasks/task-search.ts'
import type { TaskSearch } from './-tasks/task-search.ts'
import { TaskTable } from './-tasks/task-table.tsx'
import { TaskColumns, TaskList } from './-tasks/tasks-content.tsx'

// A task is opened after the list is there, unless its address was.
const loadTaskDrawer = () => import('./-tasks/task-drawer.tsx')
const TaskDrawer = lazyPart(async () => (await loadTaskDrawer()).TaskDrawer)

// It is used without a connection too, so what checks the form comes with it.
const loadNewTaskDialog = async () => {
  const [dialog] = await Promise.all([
    import('./-tasks/new-task-dialog.tsx'),
    import('@hub/api/schemas/modules/ops/tasks'),
    import('@hookform/resolvers/zod'),
  ])
  return dialog
}
const NewTaskDialog = lazyPart(async () => (await loadNewTaskDialog()).NewTaskDialog)
const FromNotes = lazyPart(async () => (await import('./-tasks/from-notes.tsx')).FromNotes)

export const Route = createFileRoute('/_app/o/$org/tasks/')({
  staticData: { title: 'Tasks' },
  validateSearch: readTaskSearch,
  loaderDeps: ({ search: { q, status, priority, who, tag, due, view, sort, order, task } }) => ({
    filter: { q, status, priority, who, tag, due },
    list: view === 'list' ? { ...(sort && { sort }), ...(order && { order }) } : undefined,
    task,
  }),
  loader: ({ context: { hub, organization }, deps: { filter, list, task } }) => {
    if (!organization.permissions.includes('ops.task.read')) return
    const today = todayIn(organization.timeZone)
    if (task !== undefined) prefetchTask(hub, task)
    // Started here, shown by the page: the frame of the page need not wait for the tasks.
    if (list) void prefetchPages(hub, listInput({ ...filter, ...list }, today))
    else for (const status of statuses) void prefetchPages(hub, columnInput(status, filter, today))
  },
  component: TasksPage,
})

const views = [
  { value: 'board', label: 'Board', icon: <Columns3 aria-hidden="true" /> },
  { value: 'list', label: 'List', icon: <List aria-hidden="true" /> },
] as const

const noFilter = {
  q: undefined,
  status: undefined,
  priority: undefined,
  who: undefined,
  tag: undefined,
  due: undefined,
}

function TasksPage() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  const canWrite = useCan('ops.task.write')
  const set = (change: Partial<Record<keyof TaskSearch, TaskSearch[keyof TaskSearch] | undefined>>) =>
    navigate({
      search: (before) => ({ ...before, ...readTaskSearch({ ...before, ...change }) }),
      replace: !('task' in change),
      resetScroll: false,
    })
  useIdlePrefetch(loadNewTaskDialog)
  useIdlePrefetch(loadTaskDrawer)
  useIdlePrefetch(loadSelectMenu)
  useShortcut('n', () => canWrite && void set({ new: 'todo' }))
  const [created, setCreated] = useState<string>()
  const content = {
    search,
    onClear: () => void set(noFilter),
    onNew: canWrite ? () => void set({ new: 'todo' }) : undefined,
  }
  const view = {
    openId: search.task,
    createdId: created,
    canWrite,
    onOpen: (id: string) => void set({ task: id }),
  }
  return (
    <Page wide fill>
      <PageHeader
        title="Tasks"
        actions={
          <>
            <Segments
              label="View"
              options={views}
              value={search.view ?? 'board'}
              onValueChange={(view) => void set({ view: view === 'list' ? 'list' : undefined })}
            />
            {canWrite && (
              <Button onClick={() => void set({ notes: true })}>
                <NotebookPen aria-hidden="true" />
                <span className="max-tablet:sr-only">From notes</span>
              </Button>
            )}
            {canWrite && (
              <Button variant="primary" onClick={() => void set({ new: 'todo' })}>
                <Plus aria-hidden="true" />
                New task
                <Kbd>N</Kbd>
              </Button>
            )}
          </>
        }
      />
      <TaskFilters search={search} onChange={(change) => void set(change)} />
      {search.view === 'list' ? (
        <TaskList {...content}>
          {(list) => <TaskTable {...view} {...list} search={search} onSort={(change) => void set(change)} />}
        </TaskList>
      ) : (
        <TaskColumns {...content}>
          {(columns) => (
            <TaskBoard {...view} columns={columns} onNew={(status) => void set({ new: status })} />
          )}
        </TaskColumns>
      )}
      <Suspense>
        <TaskDrawer id={search.task} canWrite={canWrite} onClose={() => void set({ task: undefined })} />
      </Suspense>
      {search.new !== undefined && canWrite && (
        <Suspense>
          <NewTaskDialog
            status={search.new}
            onClose={() => void set({ new: undefined })}
            onCreated={setCreated}
            onOpen={(id) => void set({ task: id })}
          />
        </Suspense>
      )}
      <Suspense>
        {search.notes === true && canWrite && <FromNotes onClose={() => void set({ notes: undefined })} />}
      </Suspense>
    </Page>
  )
}
