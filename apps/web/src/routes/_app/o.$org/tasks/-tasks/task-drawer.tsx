import { Button } from '@hub/ui/button'
import { CopyId } from '@hub/ui/copy-button'
import { Drawer } from '@hub/ui/drawer'
import { Skeleton, Waiting } from '@hub/ui/skeleton'
import { Time } from '@hub/ui/time'
import { useQuery } from '@tanstack/react-query'
import { Check, RotateCcw, Trash2 } from 'lucide-react'
import { Suspense } from 'react'
import { useHub } from '../../../../../account.ts'
import { useTimeZone } from '../../../../../components/day-words.ts'
import { RecordFilesSkeleton } from '../../../../../components/files/record-files-skeleton.tsx'
import { Loaded } from '../../../../../components/loaded.tsx'
import { lazyPart } from '../../../../../lazy-part.ts'
import { TaskComments } from './task-comments.tsx'
import { listedItem } from '../../../../../lists/cache.ts'
import { taskKind } from './task-kind.ts'
import { TaskFieldsEditor } from './task-fields-editor.tsx'
import { useTaskActs } from './task-acts.ts'
import type { Task } from './task-lists.ts'
import { statusWords } from './task-words.ts'

const AlsoHere = lazyPart(async () => (await import('../../../../../components/also-here.tsx')).AlsoHere)

const TaskFiles = lazyPart(async () => {
  const [{ RecordFiles }, { taskFiles }] = await Promise.all([
    import('../../../../../components/files/record-files.tsx'),
    import('@hub/api/schemas/modules/ops/tasks'),
  ])
  return ({ taskId, canWrite }: { taskId: string; canWrite: boolean }) => (
    <RecordFiles entity="ops_task" entityId={taskId} {...taskFiles} canWrite={canWrite} />
  )
})

export interface TaskDrawerProps {
  /** The task that is open, from the address. */
  id: string | undefined
  canWrite: boolean
  onClose: () => void
}

/** One task beside the page: its fields, comments and what can be done with it. */
export function TaskDrawer({ id, canWrite, onClose }: TaskDrawerProps) {
  const hub = useHub()
  const query = useQuery(
    hub.trpc.modules.ops.tasks.get.queryOptions(
      { id: id ?? '' },
      // The list has it already, and the drawer need not wait for the same again.
      { enabled: id !== undefined, placeholderData: () => listedItem(taskKind, hub, id) },
    ),
  )
  const task = id === undefined ? undefined : query.data
  return (
    <Drawer
      open={id !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={task ? <TaskName task={task} /> : 'Task'}
      footer={
        task && canWrite && task.removedAt === null ? (
          <TaskActions task={task} onRemoved={onClose} />
        ) : undefined
      }
    >
      {id !== undefined && (
        <Loaded query={query} failed="The task could not be loaded" skeleton={<DrawerSkeleton />}>
          {(whole) => (
            <TaskDetails key={whole.id} task={whole} canWrite={canWrite && whole.removedAt === null} />
          )}
        </Loaded>
      )}
    </Drawer>
  )
}

/** By eye the title stands below, where it is written; a screen reader names the drawer by it. */
function TaskName({ task }: { task: Task }) {
  return (
    <>
      <span className="sr-only">{task.title}, </span>
      {statusWords[task.status]}
    </>
  )
}

function TaskDetails({ task, canWrite }: { task: Task; canWrite: boolean }) {
  const timeZone = useTimeZone()
  return (
    <div className="flex flex-col gap-6">
      <Suspense>
        <AlsoHere entity="ops_task" entityId={task.id} />
      </Suspense>
      <TaskFieldsEditor task={task} canWrite={canWrite} />
      <Suspense
        fallback={
          <Waiting>
            <RecordFilesSkeleton canWrite={canWrite} />
          </Waiting>
        }
      >
        <TaskFiles taskId={task.id} canWrite={canWrite} />
      </Suspense>
      <TaskComments taskId={task.id} taskTitle={task.title} canWrite={canWrite} />
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line pt-3 text-12 text-text-3">
        <span>
          Created <Time value={task.createdAt} timeZone={timeZone} />
        </span>
        <span>
          Changed <Time value={task.updatedAt} timeZone={timeZone} />
        </span>
        <CopyId id={task.id} label="Copy task id" />
      </p>
    </div>
  )
}

function TaskActions({ task, onRemoved }: { task: Task; onRemoved: () => void }) {
  const { move, remove } = useTaskActs()
  const isDone = task.status === 'done'
  return (
    <>
      <Button variant={isDone ? 'secondary' : 'primary'} onClick={() => move(task, isDone ? 'todo' : 'done')}>
        {isDone ? <RotateCcw aria-hidden="true" /> : <Check aria-hidden="true" />}
        {isDone ? 'Reopen' : 'Complete'}
      </Button>
      <Button
        variant="danger-quiet"
        className="ml-auto"
        onClick={() => {
          onRemoved()
          remove(task)
        }}
      >
        <Trash2 aria-hidden="true" />
        Remove
      </Button>
    </>
  )
}

function DrawerSkeleton() {
  return (
    <div className="flex flex-col gap-4">
      <Skeleton className="h-5 w-4/5" />
      {[1, 2, 3, 4, 5].map((row) => (
        <div key={row} className="flex gap-6">
          <Skeleton className="h-3 w-16" />
          <Skeleton className="h-3 w-32" />
        </div>
      ))}
      <Skeleton className="h-20 w-full" />
    </div>
  )
}
