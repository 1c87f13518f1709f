import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Empty } from '@hub/ui/empty'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Status } from '@hub/ui/status'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@hub/ui/table'
import { Time } from '@hub/ui/time'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useCan, useHub } from '../../../../../../account.ts'
import { useTimeZone } from '../../../../../../components/day-words.ts'
import { deliveryTones, deliveryWords } from '../../../../../../components/endpoint-words.ts'
import type { Endpoint, EndpointDelivery } from '../../../../../../components/endpoint-words.ts'
import { LoadMore } from '../../../../../../components/load-more.tsx'
import { Loaded } from '../../../../../../components/loaded.tsx'
import { toFailure } from '../../../../../../failure.ts'
import { newKey } from '../../../../../../idempotency.ts'
import { paging } from '../../../../../../paging.ts'
import { useTRPC } from '../../../../../../trpc.ts'
import { DeliveryDialog } from './delivery-dialog.tsx'

const ASK_AGAIN_MS = 2_000

/** What was sent to an endpoint, newest first. */
export function DeliveryCard({ endpoint: { id, dead, state } }: { endpoint: Endpoint }) {
  const canWrite = useCan('endpoint.write')
  const [shown, setShown] = useState<string | null>(null)
  const deliveries = useInfiniteQuery(
    useTRPC().endpoints.deliveries.list.infiniteQueryOptions(
      { endpointId: id },
      {
        ...paging,
        refetchInterval: ({ state: { data } }) =>
          data?.pages.some(({ items }) => items.some(({ status }) => status === 'waiting'))
            ? ASK_AGAIN_MS
            : false,
      },
    ),
  )
  return (
    <Card
      flush
      title="Deliveries"
      action={canWrite && dead > 0 && state === 'on' && <SendAllAgain endpointId={id} />}
    >
      <Loaded
        query={deliveries}
        failed="The deliveries could not be loaded"
        skeleton={<SkeletonRows rows={5} />}
      >
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          return items.length === 0 ? (
            <Empty title="Nothing was sent yet">Send a test to see whether it arrives.</Empty>
          ) : (
            <DeliveryTable deliveries={items} onShow={setShown} />
          )
        }}
      </Loaded>
      <LoadMore query={deliveries} />
      {shown !== null && (
        <DeliveryDialog id={shown} canSend={state === 'on'} onClose={() => setShown(null)} />
      )}
    </Card>
  )
}

interface DeliveryTableProps {
  deliveries: readonly EndpointDelivery[]
  onShow: (id: string) => void
}

function DeliveryTable({ deliveries, onShow }: DeliveryTableProps) {
  const timeZone = useTimeZone()
  return (
    <Table label="Deliveries">
      <TableHead>
        <Th>Event</Th>
        <Th>State</Th>
        <Th numeric>When</Th>
        <Th numeric>
          <span className="sr-only">What was sent</span>
        </Th>
      </TableHead>
      <TableBody>
        {deliveries.map(({ id, topic, status, error, createdAt, isTest }) => (
          <TableRow key={id}>
            <Td className="w-full">
              <span className="block font-mono text-12 tracking-normal wrap-anywhere">
                {isTest ? 'Test' : topic}
              </span>
              {error !== null && <span className="block text-12 text-text-2 wrap-anywhere">{error}</span>}
            </Td>
            <Td phone="end">
              <Status tone={deliveryTones[status]}>{deliveryWords[status]}</Status>
            </Td>
            <Td numeric phone="detail" className="whitespace-nowrap text-text-3">
              <Time value={createdAt} format="smart" timeZone={timeZone} />
            </Td>
            <Td numeric phone="detail-end">
              <Button
                size="sm"
                variant="ghost"
                aria-label={`Show what was sent: ${isTest ? 'Test' : topic}`}
                onClick={() => onShow(id)}
              >
                Show
              </Button>
            </Td>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

/** Up to 500 of those that were given up. */
function SendAllAgain({ endpointId }: { endpointId: string }) {
  const { client, queryClient, trpc } = useHub()
  const sendAll = useMutation({
    mutationFn: () =>
      client.endpoints.deliveries.redeliverAll.mutate({ endpointId, idempotencyKey: newKey() }),
    onSuccess: ({ count }) =>
      showToast(count === 1 ? '1 delivery goes out again.' : `${count} deliveries go out again.`),
    onError: (error) => showErrorToast(toFailure(error).message),
    onSettled: () => queryClient.invalidateQueries(trpc.endpoints.pathFilter()),
  })
  return (
    <Button size="sm" pending={sendAll.isPending} pendingLabel="Sending" onClick={() => sendAll.mutate()}>
      Send all again
    </Button>
  )
}
