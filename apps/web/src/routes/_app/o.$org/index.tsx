import type { OrgPermission } from '@hub/api'
import { Button } from '@hub/ui/button'
import { Page } from '@hub/ui/app-shell'
import { PageHeader } from '@hub/ui/page-header'
import { useQuery } from '@tanstack/react-query'
import { createFileRoute, Link } from '@tanstack/react-router'
import { MessageSquareText, Plus } from 'lucide-react'
import { useCan, useMe, useOrganization } from '../../../account.ts'
import { prefetchBalance } from '../../../components/credit-reads.ts'
import { isReturn, Later } from '../../../components/later.tsx'
import { todayIn, useTimeZone, weekday } from '../../../components/day-words.ts'
import { ownTaskInputs } from '../../../modules/ops/early.ts'
import { paging } from '../../../paging.ts'
import { waitingInput } from '../../../shell/shell-reads.ts'
import { useTRPC } from '../../../trpc.ts'
import { CreditCard } from './-dashboard/credit-card.tsx'
import { activityInput, pendingInput } from './-dashboard/dashboard-reads.ts'
import { readDashboardSearch } from './-dashboard/dashboard-search.ts'
import { greeting, needWords } from './-dashboard/greeting.ts'
import { MyTasks } from './-dashboard/my-tasks.tsx'
import { NeedsYou } from './-dashboard/needs-you.tsx'
import { useOwnTasks } from './-dashboard/own-tasks.ts'
import type { OwnTasks } from './-dashboard/own-tasks.ts'
import { RecentActivity } from './-dashboard/recent-activity.tsx'
import { SpendingCard } from './-dashboard/spending-card.tsx'

export const Route = createFileRoute('/_app/o/$org/')({
  staticData: { title: 'Dashboard' },
  validateSearch: readDashboardSearch,
  loader: ({ context: { hub, organization } }) => {
    const { queryClient, trpc } = hub
    const can = (permission: OrgPermission) => organization.permissions.includes(permission)
    void queryClient.prefetchQuery(trpc.audit.activity.queryOptions(activityInput))
    if (can('approval.decide')) void queryClient.prefetchQuery(trpc.approvals.list.queryOptions(pendingInput))
    if (can('ops.task.read')) {
      for (const input of ownTaskInputs) {
        void queryClient.prefetchInfiniteQuery(
          trpc.modules.ops.tasks.list.infiniteQueryOptions(input, paging),
        )
      }
    }
    prefetchBalance(hub, can)
  },
  component: Dashboard,
})

function Dashboard() {
  const { user } = useMe()
  const { slug, timeZone: ownZone } = useOrganization()
  const timeZone = useTimeZone()
  const { by = 'module' } = Route.useSearch()
  const navigate = Route.useNavigate()
  const canWrite = useCan('ops.task.write')
  const canAsk = useCan('assistant.use')
  // Due days and spending are counted where the organization is; the greeting is the person's.
  const today = todayIn(ownZone)
  const tasks = useOwnTasks(today)
  // A page that is come back to is at once as high as it was, or could not be scrolled to the same place.
  const waits = !isReturn()
  const column = `flex min-w-0 flex-col gap-(--gap) max-side:contents ${waits ? 'side:settles' : ''}`
  const needs = useNeeds(tasks, today)
  const count = needs.data?.count
  return (
    <Page>
      <PageHeader
        large
        title={greeting(user.name, { timeZone, now: new Date() })}
        description={
          <>
            {weekday(todayIn(timeZone))}.{' '}
            {/* Its line on a phone from the beginning, so that nothing below moves when it is known. */}
            <span className="max-tablet:block max-tablet:min-h-[1lh]">
              {count !== undefined && needWords(count)}
            </span>
          </>
        }
        actions={
          <>
            {canWrite && (
              <Button render={<Link to="/o/$org/tasks" params={{ org: slug }} search={{ new: 'todo' }} />}>
                <Plus />
                New task
              </Button>
            )}
            {canAsk && (
              <Button variant="primary" render={<Link to="/o/$org/assistant" params={{ org: slug }} />}>
                <MessageSquareText />
                Ask the assistant
              </Button>
            )}
          </>
        }
      />
      {/* In one column the cards stand by urgency, not by the side they come from. */}
      <div
        className={`grid grid-cols-1 items-start gap-(--gap) side:grid-cols-[minmax(0,1fr)_336px] ${waits ? 'max-side:settles-one-column' : ''}`}
      >
        <div className={column}>
          <div data-first>
            <NeedsYou query={needs} today={today} />
          </div>
          <Later>
            <div data-rest className="min-w-0 max-side:order-3">
              <SpendingCard
                by={by}
                onByChange={(next) =>
                  void navigate({ search: next === 'door' ? { by: next } : {}, replace: true })
                }
              />
            </div>
          </Later>
          <div data-rest className="min-w-0">
            <MyTasks tasks={tasks} today={today} />
          </div>
        </div>
        <div className={column}>
          <div data-rest className="min-w-0 max-side:order-2">
            <CreditCard today={today} />
          </div>
          <Later>
            <div data-rest className="min-w-0 max-side:order-4">
              <RecentActivity />
            </div>
          </Later>
        </div>
      </div>
    </Page>
  )
}

/** Requests to approve, and tasks whose day is here. */
function useNeeds(tasks: OwnTasks, today: string) {
  const canDecide = useCan('approval.decide')
  const approvals = useQuery(
    useTRPC().approvals.list.queryOptions(pendingInput, { enabled: canDecide, refetchInterval: 60_000 }),
  )
  // The mark beside the page of requests counts them all.
  const counted = useQuery(useTRPC().approvals.list.queryOptions(waitingInput, { enabled: canDecide }))
  const waiting = canDecide ? approvals.data?.items : []
  return {
    data:
      waiting && tasks.data
        ? {
            approvals: waiting,
            tasks: tasks.data.tasks.filter(({ dueOn }) => dueOn !== null && dueOn <= today),
            count: Math.max(waiting.length, counted.data?.items.length ?? 0) + tasks.data.pressing,
            isNew: waiting.length + tasks.data.tasks.length === 0,
          }
        : undefined,
    error: tasks.error ?? approvals.error,
    isFetching: tasks.isFetching || approvals.isFetching,
    refetch: () => Promise.all([tasks.refetch(), approvals.refetch()]),
  }
}
