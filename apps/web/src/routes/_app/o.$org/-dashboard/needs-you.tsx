import type { AppRouter } from '@hub/api'
import { Button } from '@hub/ui/button'
import { Card, CardList } from '@hub/ui/card'
import { Empty } from '@hub/ui/empty'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Link } from '@tanstack/react-router'
import type { inferRouterOutputs } from '@trpc/server'
import { CalendarClock, Check, Hand, MessageSquareText, Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { useCan, useOrganization } from '../../../../account.ts'
import { Loaded } from '../../../../components/loaded.tsx'
import { useTaskActs } from '../tasks/-tasks/task-acts.ts'
import { useLastLength } from '../../../../components/last-length.ts'
import { dueWords } from '../../../../components/day-words.ts'
import type { Task } from '../tasks/-tasks/task-lists.ts'

type Approval = inferRouterOutputs<AppRouter>['approvals']['list']['items'][number]

export interface Needs {
  approvals: Approval[]
  /** Overdue or due today. */
  tasks: Task[]
  /** How many there are in all; only the most urgent are read. */
  count: number
  /** There has never been anything to do here. */
  isNew: boolean
}

export interface NeedsYouProps {
  query: { data: Needs | undefined; error: unknown; isFetching: boolean; refetch: () => unknown }
  today: string
}

const MOST_TASKS = 4

/** What waits for this person: requests to approve, and tasks whose day is here. */
export function NeedsYou({ query, today }: NeedsYouProps) {
  const { slug } = useOrganization()
  const shown = query.data && query.data.approvals.length + Math.min(query.data.tasks.length, MOST_TASKS)
  const rows = useLastLength(`hub.needs.${slug}`, shown)
  return (
    <Card flush title="What needs you">
      <Loaded
        query={query}
        failed="What needs you could not be loaded"
        skeleton={<SkeletonRows rows={rows} />}
      >
        {({ approvals, tasks, isNew }) => {
          if (isNew) return <FirstSteps />
          if (approvals.length + tasks.length === 0) return <AllDone />
          return (
            <CardList label="What needs you">
              {approvals.map((approval) => (
                <ApprovalNeed key={approval.id} approval={approval} />
              ))}
              {tasks.slice(0, MOST_TASKS).map((task) => (
                <TaskNeed key={task.id} task={task} today={today} />
              ))}
            </CardList>
          )
        }}
      </Loaded>
    </Card>
  )
}

function ApprovalNeed({ approval }: { approval: Approval }) {
  const { slug } = useOrganization()
  const what = approval.preview
    .slice(0, 2)
    .map(({ value }) => value)
    .join(', ')
  return (
    <Need
      tone="bg-accent-tint text-accent-text"
      icon={<Hand aria-hidden="true" />}
      title={`${approval.title}?`}
      detail={what === '' ? `Asked by ${approval.askerName}` : what}
      act={
        <Button
          render={<Link to="/o/$org/approvals/$approval" params={{ org: slug, approval: approval.id }} />}
        >
          Look at it
        </Button>
      }
    />
  )
}

function TaskNeed({ task, today }: { task: Task; today: string }) {
  const { slug } = useOrganization()
  const { move } = useTaskActs()
  const canWrite = useCan('ops.task.write')
  const isOverdue = task.dueOn !== null && task.dueOn < today
  return (
    <Need
      tone={isOverdue ? 'bg-danger-tint text-danger-text' : 'bg-warning-tint text-warning-text'}
      icon={<CalendarClock aria-hidden="true" />}
      title={
        <Link to="/o/$org/tasks" params={{ org: slug }} search={{ task: task.id }} className="text-text">
          {task.title}
        </Link>
      }
      detail={dueSentence(task, today)}
      act={
        canWrite && (
          <Button aria-label={`Done: ${task.title}`} onClick={() => move(task, 'done')}>
            <Check />
            Done
          </Button>
        )
      }
    />
  )
}

function dueSentence({ dueOn, dueTime, assigneeName }: Task, today: string): string {
  const day = dueOn === null ? '' : dueWords(dueOn, today)
  const due = dueOn !== null && dueOn < today ? `Was due ${lower(day)}` : `Due ${lower(day)}`
  const at = dueTime === null ? due : `${due} at ${dueTime}`
  return assigneeName === null ? `${at}. Nobody has it yet.` : `${at}.`
}

const lower = (words: string): string =>
  /^\p{L}/u.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words

interface NeedProps {
  tone: string
  icon: ReactNode
  title: ReactNode
  detail: string
  act: ReactNode
}

function Need({ tone, icon, title, detail, act }: NeedProps) {
  return (
    <li className="grid grid-cols-[28px_minmax(0,1fr)_auto] items-center gap-x-3 px-(--card-pad) py-2.5 max-tablet:grid-cols-[28px_minmax(0,1fr)]">
      <span className={`grid size-7 place-items-center rounded-sm ${tone}`}>{icon}</span>
      <span className="min-w-0">
        <span className="block font-medium tablet:truncate">{title}</span>
        <span className="block text-13 text-text-2 tablet:truncate">{detail}</span>
      </span>
      <span className="max-tablet:col-start-2 max-tablet:mt-2 max-tablet:empty:hidden">{act}</span>
    </li>
  )
}

function AllDone() {
  return (
    <p className="flex items-center gap-2.5 px-(--card-pad) pt-1 pb-5 text-text-2">
      <Check aria-hidden="true" className="text-success-text" />
      Nothing waits for you. The rest of the day is yours.
    </p>
  )
}

function FirstSteps() {
  const { slug } = useOrganization()
  const canWrite = useCan('ops.task.write')
  if (!canWrite) return <AllDone />
  return (
    <Empty
      picture="board"
      title="A good place to begin"
      actions={
        <>
          <Button
            className="max-tablet:h-auto! max-tablet:min-h-(--control) max-tablet:py-1.5! max-tablet:whitespace-normal!"
            render={
              <Link
                to="/o/$org/assistant"
                params={{ org: slug }}
                search={{ draft: 'Create a task: call the supplier tomorrow at 9' }}
              />
            }
          >
            <MessageSquareText />
            Ask the assistant to create your first task
          </Button>
          <Button render={<Link to="/o/$org/tasks" params={{ org: slug }} search={{ new: 'todo' }} />}>
            <Plus />
            Write it yourself
          </Button>
        </>
      }
    >
      Write down one thing to do. The assistant shows you what it would write, and you decide.
    </Empty>
  )
}
