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
import { amountWords, isSome } from './amounts.ts'
import { BigAmount } from './big-amount.tsx'
import type { Accounting } from './book-page.tsx'
import { PayBack } from './pay-back.tsx'
import { methodWords } from './payment-words.ts'
import { SpendPayment } from './use-credit.tsx'

const DayDialog = lazyPart(async () => (await import('./day-dialog.tsx')).DayDialog)

type Payment = Accounting['paymentsIn']['get']

/** One payment beside the list: what became of it, and what is left. */
export function PaymentDrawer({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const { trpc } = useHub()
  const canWrite = useCan('accounting.sale.write')
  const [isUndoing, setUndoing] = useState(false)
  const query = useQuery(
    trpc.modules.accounting.paymentsIn.get.queryOptions({ id: id ?? '' }, { enabled: id !== undefined }),
  )
  const payment = query.data
  return (
    <Drawer
      open={id !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title="Payment"
      footer={
        canWrite && payment?.undoneOn === null ? (
          <>
            {isSome(payment.left) && (
              <>
                <SpendPayment payment={payment} />
                <PayBack credit={{ ...payment, paymentId: payment.id, from: payment.paidOn }} />
              </>
            )}
            {payment.refunds.length === 0 && (
              <Button variant="danger-quiet" className="ml-auto" onClick={() => setUndoing(true)}>
                <Undo2 aria-hidden="true" />
                Undo payment
              </Button>
            )}
          </>
        ) : undefined
      }
    >
      {id !== undefined && (
        <Loaded
          query={query}
          failed="The payment could not be loaded"
          skeleton={<Skeleton className="h-40 w-full" />}
        >
          {(whole) => <PaymentFacts payment={whole} />}
        </Loaded>
      )}
      <Suspense>
        {isUndoing && payment && <UndoDialog payment={payment} onClose={() => setUndoing(false)} />}
      </Suspense>
    </Drawer>
  )
}

function UndoDialog({ payment, onClose }: { payment: Payment; onClose: () => void }) {
  const hub = useHub()
  return (
    <DayDialog
      title="Undo this payment?"
      description="A second entry takes it back, and what it paid is open again. Both stay in the books."
      submitLabel="Undo payment"
      pendingLabel="Undoing"
      label="Day of the second entry"
      from={payment.paidOn}
      act={async (on, idempotencyKey) => {
        await hub.client.modules.accounting.paymentsIn.undo.mutate({ id: payment.id, on, idempotencyKey })
        void hub.queryClient.invalidateQueries(hub.trpc.modules.accounting.pathFilter())
        showToast(`Undid the payment by ${payment.contact}.`)
      }}
      onClose={onClose}
    />
  )
}

function PaymentFacts({ payment }: { payment: Accounting['paymentsIn']['get'] }) {
  const { slug, timeZone } = useOrganization()
  const today = todayIn(timeZone)
  const canRead = useCan('accounting.book.read')
  return (
    <div className="flex flex-col gap-4">
      <BigAmount amount={payment.amount}>{payment.currency}</BigAmount>
      <Properties>
        <Property name="Customer">
          <Link
            to="/o/$org/accounting/invoices"
            params={{ org: slug }}
            search={{ contact: payment.contactId }}
          >
            {payment.contact}
          </Link>
        </Property>
        <Property name="Number">{payment.number}</Property>
        <Property name="Day">{longDay(payment.paidOn, today)}</Property>
        <Property name="How">{methodWords[payment.method]}</Property>
        <Property name="Account">{payment.account}</Property>
        {payment.reference !== '' && <Property name="Reference">{payment.reference}</Property>}
        {payment.invoices.length > 0 && (
          <Property name="Went to">
            <ul>
              {payment.invoices.map(({ invoiceId, number, amount }) => (
                <li key={invoiceId}>
                  <Link to="/o/$org/accounting/invoices/$invoice" params={{ org: slug, invoice: invoiceId }}>
                    {number}
                  </Link>
                  , {amountWords(amount)} {payment.currency}
                </li>
              ))}
            </ul>
          </Property>
        )}
        {payment.refunds.length > 0 && <PaidBack payment={payment} />}
        <Property name="Not used yet">
          {amountWords(payment.left)} {payment.currency}
        </Property>
        {payment.undoneOn !== null && <Property name="Undone">{longDay(payment.undoneOn, today)}</Property>}
        {canRead && (
          <Property name="In the books">
            <Link to="/o/$org/accounting/journal" params={{ org: slug }} search={{ entry: payment.entryId }}>
              Its entry
            </Link>
          </Property>
        )}
      </Properties>
    </div>
  )
}

function PaidBack({ payment: { refunds, currency } }: { payment: Payment }) {
  const { slug, timeZone } = useOrganization()
  return (
    <Property name="Paid back">
      <ul>
        {refunds.map(({ refundId, on, amount }) => (
          <li key={refundId}>
            <Link to="/o/$org/accounting/payments" params={{ org: slug }} search={{ refund: refundId }}>
              {longDay(on, todayIn(timeZone))}
            </Link>
            , {amountWords(amount)} {currency}
          </li>
        ))}
      </ul>
    </Property>
  )
}
