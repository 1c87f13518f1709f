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
            render={
              <Link
                to="/o/$org/assistant"
                params={{ org: slug }}
                search={{ draft: 'Create a task: call the supplier tomorrow at 9' }}
              />
            }
          >
            <MessageSquareText />
            Ask the assistant to write it
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
