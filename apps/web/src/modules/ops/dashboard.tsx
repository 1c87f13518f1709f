import { Button } from '@hub/ui/button'
import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useCan, useOrganization } from '../../account.ts'
import { paging } from '../../paging.ts'
import type { DashboardParts } from '../web-module.ts'
import { ownTaskInputs } from './early.ts'
import { FirstSteps } from './first-steps.tsx'
import { MyTasks } from './my-tasks.tsx'

export const dashboard: DashboardParts = {
  name: 'ops',
  prefetch: ({ queryClient, trpc }, can) => {
    if (!can('ops.task.read')) return
    for (const input of ownTaskInputs)
      void queryClient.prefetchInfiniteQuery(trpc.modules.ops.tasks.list.infiniteQueryOptions(input, paging))
  },
  cards: [{ id: 'ops.tasks', title: 'My tasks', size: 'narrow', permission: 'ops.task.read', Card: MyTasks }],
  firstSteps: { permission: 'ops.task.write', Steps: FirstSteps },
  Act: NewTask,
}

function NewTask() {
  const { slug } = useOrganization()
  const canWrite = useCan('ops.task.write')
  return (
    canWrite && (
      <Button render={<Link to="/o/$org/tasks" params={{ org: slug }} search={{ new: 'todo' }} />}>
        <Plus />
        New task
      </Button>
    )
  )
}
