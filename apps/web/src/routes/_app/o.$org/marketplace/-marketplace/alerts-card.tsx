import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { SkeletonRows } from '@hub/ui/skeleton'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { clsx } from 'clsx'
import { ArrowDown, ArrowUp, Plus, SquareCheck, X } from 'lucide-react'
import { useRef } from 'react'
import type { ReactNode } from 'react'
import { useCan, useHub, useOrganization } from '../../../../../account.ts'
import { dayWords, useTimeZone } from '../../../../../components/day-words.ts'
import { LoadMore } from '../../../../../components/load-more.tsx'
import { Loaded } from '../../../../../components/loaded.tsx'
import { useFocusKept } from '../../../../../components/use-focus-kept.ts'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import { paging } from '../../../../../paging.ts'
import { alertsOf } from './price-reads.ts'
import type { Alert } from './price-types.ts'
import { alertPrices, alertTitle, differenceOf } from './price-words.ts'

/** What people were told of lately: of one product, or of all. */
export function AlertsCard({ productId }: { productId?: string }) {
  const { trpc } = useHub()
  const alerts = useInfiniteQuery(
    trpc.modules.marketplace.alerts.list.infiniteQueryOptions(alertsOf(productId), paging),
  )
  return (
    <Card flush title="Recent alerts">
      <Loaded query={alerts} failed="The alerts could not be loaded" skeleton={<SkeletonRows rows={2} />}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          if (items.length === 0)
            return <p className="px-(--card-pad) pb-4 text-13 text-text-2">Nothing to tell yet.</p>
          return (
            <div className="px-(--card-pad) pb-4">
              <ol aria-label="Recent alerts">
                {items.map((alert) => (
                  <AlertStep key={alert.id} alert={alert} />
                ))}
              </ol>
            </div>
          )
        }}
      </Loaded>
      <LoadMore query={alerts} />
    </Card>
  )
}

/** Only what still holds asks for an act; prices that moved did so, and that is that. */
const isOver = ({ kind, settledAt }: Alert): boolean => kind !== 'move' && settledAt !== null

/** One under the other, joined by a line as in a Timeline, without the icons of steps that come with that. */
function AlertStep({ alert }: { alert: Alert }) {
  const { slug } = useOrganization()
  const timeZone = useTimeZone()
  const { productId, listingId, raisedAt } = alert
  const prices = alertPrices(alert)
  const day = dayWords(raisedAt, timeZone)
  const act = useRef<HTMLDivElement>(null)
  useFocusKept(act, alert.taskId)
  return (
    <li className="relative flex gap-3 pb-3.5 before:absolute before:top-[22px] before:bottom-0.5 before:left-[9.5px] before:w-px before:bg-line-strong last:pb-0 last:before:hidden">
      <span
        className={clsx(
          'grid size-5 flex-none place-items-center rounded-full [&_.lucide]:size-3 [&_.lucide]:stroke-2',
          isOver(alert) ? 'bg-neutral-tint text-text-3' : 'bg-warning-tint text-warning-text',
        )}
      >
        {iconOf(alert)}
      </span>
      <div className="min-w-0 flex-1 text-13">
        <Link
          to="/o/$org/marketplace/$product"
          params={{ org: slug, product: productId }}
          search={{ listing: listingId }}
          className="font-medium text-text wrap-anywhere"
        >
          {alertTitle(alert)}
        </Link>
        <p className="text-text-2">
          {`${prices === '' ? '' : `${prices}, `}${day}${isOver(alert) ? ', no longer so' : ''}`}
        </p>
        <div ref={act} className="pt-2 empty:hidden">
          <TaskOf alert={alert} />
        </div>
      </div>
    </li>
  )
}

function iconOf(alert: Alert): ReactNode {
  if (alert.kind === 'stock') return <X aria-hidden="true" />
  return differenceOf(alert.price, alert.from)?.way === 'above' ? (
    <ArrowUp aria-hidden="true" />
  ) : (
    <ArrowDown aria-hidden="true" />
  )
}

/** An alert becomes a task on the board, which is opened from here afterwards. */
function TaskOf({ alert }: { alert: Alert }) {
  const { slug } = useOrganization()
  const canWrite = useCan('marketplace.price.write')
  const canMakeTasks = useCan('ops.task.write')
  const canSeeTasks = useCan('ops.task.read')
  const { taskId } = alert
  if (taskId !== null)
    return (
      canSeeTasks && (
        <Button
          size="sm"
          render={<Link to="/o/$org/tasks" params={{ org: slug }} search={{ task: taskId }} />}
        >
          <SquareCheck aria-hidden="true" />
          Open the task
        </Button>
      )
    )
  return canWrite && canMakeTasks && !isOver(alert) && <MakeTask alert={alert} />
}

function MakeTask({ alert }: { alert: Alert }) {
  const { client, trpc, queryClient } = useHub()
  const { alerts } = trpc.modules.marketplace
  const make = useMutation({
    mutationFn: () =>
      client.modules.marketplace.alerts.makeTask.mutate({ id: alert.id, idempotencyKey: newKey() }),
    onSuccess: async () => {
      showToast('The task is on the board.')
      await queryClient.invalidateQueries(alerts.pathFilter())
    },
    onError: (error) => showErrorToast(toFailure(error).message),
  })
  return (
    <Button
      size="sm"
      aria-label={`Make a task: ${alertTitle(alert)}`}
      pending={make.isPending}
      pendingLabel="Making"
      onClick={() => make.mutate()}
    >
      <Plus aria-hidden="true" />
      Make a task
    </Button>
  )
}
