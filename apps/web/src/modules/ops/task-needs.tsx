import { Button } from '@hub/ui/button'
import { Empty } from '@hub/ui/empty'
import { Link } from '@tanstack/react-router'
import { CalendarClock, Check, MessageSquareText, Plus } from 'lucide-react'
import { useCan, useOrganization } from '../../account.ts'
import { dueWords } from '../../components/day-words.ts'
import { useTaskActs } from '../../routes/_app/o.$org/tasks/-tasks/task-acts.ts'
import type { Task } from '../../routes/_app/o.$org/tasks/-tasks/task-lists.ts'
import type { Needs } from '../web-module.ts'
import { useOwnTasks } from './own-tasks.ts'

const MOST_TASKS = 4

/** Tasks whose day is here. */
export function useTaskNeeds(today: string): Needs {
  const tasks = useOwnTasks(today)
  return {
    ...tasks,
    data: tasks.data && {
      rows: tasks.data.tasks
        .filter(({ dueOn }) => dueOn !== null && dueOn <= today)
        .slice(0, MOST_TASKS)
        .map((task) => needOf(task, today)),
      count: tasks.data.pressing,
      isNew: tasks.data.tasks.length === 0,
    },
  }
}

const needOf = (task: Task, today: string) => ({
  id: task.id,
  tone: task.dueOn !== null && task.dueOn < today ? ('danger' as const) : ('warning' as const),
  icon: CalendarClock,
  title: <TaskLink task={task} />,
  detail: dueSentence(task, today),
  act: <DoneButton task={task} />,
})

function TaskLink({ task }: { task: Task }) {
  const { slug } = useOrganization()
  return (
    <Link to="/o/$org/tasks" params={{ org: slug }} search={{ task: task.id }} className="text-text">
      {task.title}
    </Link>
  )
}

function DoneButton({ task }: { task: Task }) {
  const { move } = useTaskActs()
  const canWrite = useCan('ops.task.write')
  return (
    canWrite && (
      <Button aria-label={`Done: ${task.title}`} onClick={() => move(task, 'done')}>
        <Check />
        Done
      </Button>
    )
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

/** Where there has never been anything to do. */
export function FirstSteps() {
  const { slug } = useOrganization()
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
