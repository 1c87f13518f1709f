import { Button } from '@hub/ui/button'
import { Empty } from '@hub/ui/empty'
import { Link } from '@tanstack/react-router'
import { MessageSquareText, Plus } from 'lucide-react'
import { useOrganization } from '../../account.ts'
import type { FirstStepsProps } from '../web-module.ts'
import { useOwnTasks } from './own-tasks.ts'

/** For who has no open task, nor has anybody left one. */
export function FirstSteps({ today, children }: FirstStepsProps) {
  const { slug } = useOrganization()
  const { data } = useOwnTasks(today)
  if (data?.tasks.length !== 0) return children
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
