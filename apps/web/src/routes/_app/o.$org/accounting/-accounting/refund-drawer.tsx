import { Button } from '@hub/ui/button'
import { Drawer, Properties, Property } from '@hub/ui/drawer'
import { Skeleton } from '@hub/ui/skeleton'
import { showToast } from '@hub/ui/toast'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Undo2 } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useCan, useHub, useOrganization } from '../../../../../account.ts'
import { longDay, todayIn } from '../../../../../components/day-words.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import { lazyPart } from '../../../../../lazy-part.ts'
import { amountWords } from './amounts.ts'
import { BigAmount } from './big-amount.tsx'
import type { Accounting } from './book-page.tsx'
import { methodWords } from './payment-words.ts'

const DayDialog = lazyPart(async () => (await import('./day-dialog.tsx')).DayDialog)

type Refund = Accounting['refunds']['get']

/** One refund beside the list: to whom, and of which payments it was. */
export function RefundDrawer({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const { trpc } = useHub()
  const canWrite = useCan('accounting.sale.write')
  const [isUndoing, setUndoing] = useState(false)
  const query = useQuery(
    trpc.modules.accounting.refunds.get.queryOptions({ id: id ?? '' }, { enabled: id !== undefined }),
  )
  const refund = query.data
  return (
    <Drawer
      open={id !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title="Refund"
      footer={
        canWrite && refund?.undoneOn === null ? (
          <Button variant="danger-quiet" className="ml-auto" onClick={() => setUndoing(true)}>
            <Undo2 aria-hidden="true" />
            Undo refund
          </Button>
        ) : undefined
      }
    >
      {id !== undefined && (
        <Loaded
          query={query}
          failed="The refund could not be loaded"
          skeleton={<Skeleton className="h-40 w-full" />}
        >
          {(whole) => <RefundFacts refund={whole} />}
        </Loaded>
      )}
      <Suspense>
        {isUndoing && refund && <UndoDialog refund={refund} onClose={() => setUndoing(false)} />}
      </Suspense>
    </Drawer>
  )
}

function UndoDialog({ refund, onClose }: { refund: Refund; onClose: () => void }) {
  const hub = useHub()
  return (
    <DayDialog
      title="Undo this refund?"
      description="A second entry takes it back, and the customer has the money as credit again. Both stay in the books."
      submitLabel="Undo refund"
      pendingLabel="Undoing"
      label="Day of the second entry"
      from={refund.paidOn}
      act={async (on, idempotencyKey) => {
        await hub.client.modules.accounting.refunds.undo.mutate({ id: refund.id, on, idempotencyKey })
        void hub.queryClient.invalidateQueries(hub.trpc.modules.accounting.pathFilter())
        showToast(`Undid the refund to ${refund.contact}.`)
      }}
      onClose={onClose}
    />
  )
}

function RefundFacts({ refund }: { refund: Refund }) {
  const { slug, timeZone } = useOrganization()
  const today = todayIn(timeZone)
  const canRead = useCan('accounting.book.read')
  return (
    <div className="flex flex-col gap-4">
      <BigAmount amount={refund.amount}>{refund.currency}</BigAmount>
      <Properties>
        <Property name="Customer">{refund.contact}</Property>
        <Property name="Number">{refund.number}</Property>
        <Property name="Day">{longDay(refund.paidOn, today)}</Property>
        <Property name="How">{methodWords[refund.method]}</Property>
        <Property name="Account">{refund.account}</Property>
        {refund.reference !== '' && <Property name="Reference">{refund.reference}</Property>}
        {refund.payments.length > 0 && (
          <Property name="Of the payment">
            <ul>
              {refund.payments.map(({ paymentId, number, amount }) => (
                <li key={paymentId}>
                  <Link
                    to="/o/$org/accounting/payments"
                    params={{ org: slug }}
                    search={{ payment: paymentId }}
                  >
                    {number}
                  </Link>
                  , {amountWords(amount)} {refund.currency}
                </li>
              ))}
            </ul>
          </Property>
        )}
        {refund.undoneOn !== null && <Property name="Undone">{longDay(refund.undoneOn, today)}</Property>}
        {canRead && (
          <Property name="In the books">
            <Link to="/o/$org/accounting/journal" params={{ org: slug }} search={{ entry: refund.entryId }}>
              Its entry
            </Link>
          </Property>
        )}
      </Properties>
    </div>
  )
}
