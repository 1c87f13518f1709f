import { Card, CardList, CardRow } from '@hub/ui/card'
import { Checkbox } from '@hub/ui/checkbox'
import { DueDay } from '@hub/ui/due-day'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Link } from '@tanstack/react-router'
import { useCan, useOrganization } from '../../account.ts'
import { Loaded } from '../../components/loaded.tsx'
import { useTaskActs } from '../../routes/_app/o.$org/tasks/-tasks/task-acts.ts'
import type { DashboardCardProps } from '../web-module.ts'
import { dueState, dueWords } from '../../components/day-words.ts'
import type { Task } from '../../routes/_app/o.$org/tasks/-tasks/task-lists.ts'
import { useOwnTasks } from './own-tasks.ts'

const SHOWN = 6

/** The person's open tasks; ticking one off shows at once and can be undone. */
export function MyTasks({ today }: DashboardCardProps) {
  const { slug } = useOrganization()
  const tasks = useOwnTasks(today)
  return (
    <Card
      flush
      title="My tasks"
      note={tasks.data && countWords(tasks.data)}
      action={
        <Link to="/o/$org/tasks" params={{ org: slug }} className="text-13 text-text-2">
          Open board
        </Link>
      }
    >
      <Loaded query={tasks} failed="Your tasks could not be loaded" skeleton={<SkeletonRows rows={4} />}>
        {({ tasks: items }) =>
          items.length === 0 ? (
            <p className="px-(--card-pad) pt-1 pb-5 text-text-2">
              No open tasks. New ones appear here, the most urgent first.
            </p>
          ) : (
            <CardList label="My open tasks">
              {items.slice(0, SHOWN).map((task) => (
                <TaskRow key={task.id} task={task} today={today} />
              ))}
            </CardList>
          )
        }
      </Loaded>
    </Card>
  )
}

/** "4 open, 3 unassigned": what is listed here and is not the person's own is counted by itself. */
function countWords({ mine, nobodys }: { mine: number; nobodys: number }): string | undefined {
  if (mine + nobodys === 0) return undefined
  const own = `${mine.toLocaleString('en')} open`
  return nobodys === 0 ? own : `${own}, ${nobodys.toLocaleString('en')} unassigned`
}

function TaskRow({ task, today }: { task: Task; today: string }) {
  const { slug } = useOrganization()
  const { move } = useTaskActs()
  const canWrite = useCan('ops.task.write')
  return (
    <CardRow>
      <Checkbox
        round
        aria-label={`Done: ${task.title}`}
        checked={false}
        disabled={!canWrite}
        onChange={() => move(task, 'done')}
      />
      <div className="min-w-0 flex-1 items-baseline gap-2.5 tablet:flex">
        <Link
          to="/o/$org/tasks"
          params={{ org: slug }}
          search={{ task: task.id }}
          className="block min-w-0 flex-1 truncate text-text"
        >
          {task.title}
        </Link>
        {task.assigneeId === null && <span className="block flex-none text-13 text-text-3">Nobody yet</span>}
      </div>
      {task.dueOn !== null && (
        <span className="flex-none text-13 text-text-3">
          <DueDay state={dueState(task.dueOn, today)}>{dueWords(task.dueOn, today)}</DueDay>
        </span>
      )}
    </CardRow>
  )
}
