import type { AppRouter } from '@hub/api'
import { Button } from '@hub/ui/button'
import { CodeBlock } from '@hub/ui/code-block'
import { Dialog } from '@hub/ui/dialog'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Time } from '@hub/ui/time'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import { useCan, useHub } from '../../../../../../account.ts'
import { useTimeZone } from '../../../../../../components/day-words.ts'
import { deliveryWords } from '../../../../../../components/endpoint-words.ts'
import { Loaded } from '../../../../../../components/loaded.tsx'
import { toFailure } from '../../../../../../failure.ts'
import { newKey } from '../../../../../../idempotency.ts'
import { useTRPC } from '../../../../../../trpc.ts'

type Delivery = inferRouterOutputs<AppRouter>['endpoints']['deliveries']['get']

interface DeliveryDialogProps {
  id: string
  /** The endpoint is on. */
  canSend: boolean
  onClose: () => void
}

/** One delivery: what was sent, and what was answered at each try. */
export function DeliveryDialog({ id, canSend, onClose }: DeliveryDialogProps) {
  const canWrite = useCan('endpoint.write')
  const { client, queryClient, trpc } = useHub()
  const delivery = useQuery(useTRPC().endpoints.deliveries.get.queryOptions({ id }))
  const again = useMutation({
    mutationFn: () => client.endpoints.deliveries.redeliver.mutate({ id, idempotencyKey: newKey() }),
    onSuccess: () => {
      showToast('It goes out again.')
      onClose()
    },
    onError: (error) => showErrorToast(toFailure(error).message),
    onSettled: () => queryClient.invalidateQueries(trpc.endpoints.pathFilter()),
  })
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(open) => !open && onClose()}
      title={delivery.data?.topic ?? 'Delivery'}
      description={
        delivery.data && `${deliveryWords[delivery.data.status]}. Its webhook-id is ${delivery.data.eventId}.`
      }
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          {canWrite && canSend && (
            <Button
              variant="primary"
              pending={again.isPending}
              pendingLabel="Sending"
              onClick={() => again.mutate()}
            >
              Send again
            </Button>
          )}
        </>
      }
    >
      <Loaded query={delivery} failed="The delivery could not be loaded" skeleton={<SkeletonRows rows={4} />}>
        {(loaded) => <Sent delivery={loaded} />}
      </Loaded>
    </Dialog>
  )
}

const indented = (body: string): string => JSON.stringify(JSON.parse(body), null, 2)

function Sent({ delivery: { body, tries, status, dueAt } }: { delivery: Delivery }) {
  const timeZone = useTimeZone()
  return (
    <div className="flex flex-col gap-4">
      {body === null ? (
        <p>What it says shows to people who may see that part of the hub. You may not.</p>
      ) : (
        <CodeBlock name="Request" code={indented(body)} />
      )}
      <ol aria-label="Tries" className="flex flex-col gap-3">
        {tries.map(({ at, ms, status: answered, answer, error }) => (
          <li key={at} className="flex flex-col gap-1">
            <span className="text-13 text-text">
              <Time value={at} format="full" timeZone={timeZone} />:{' '}
              {error ?? `Arrived, answered ${answered}.`}{' '}
              <span className="whitespace-nowrap text-text-3">{ms} ms</span>
            </span>
            {answer !== null && answer !== '' && <CodeBlock name="Answer" code={answer} />}
          </li>
        ))}
      </ol>
      {status === 'waiting' && (
        <p className="text-13">
          The next try is at <Time value={dueAt} format="full" timeZone={timeZone} plain />.
        </p>
      )}
    </div>
  )
}
