import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Drawer, Properties, Property } from '@hub/ui/drawer'
import { Empty } from '@hub/ui/empty'
import { Skeleton, SkeletonGate, SkeletonRows } from '@hub/ui/skeleton'
import { Status } from '@hub/ui/status'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@hub/ui/table'
import { showToast } from '@hub/ui/toast'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { createFileRoute, Link } from '@tanstack/react-router'
import { Undo2 } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useCan, useHub, useOrganization } from '../../../../account.ts'
import { longDay, shortDay, todayIn } from '../../../../components/day-words.ts'
import { FailureState } from '../../../../components/failure-state.tsx'
import { LoadMore } from '../../../../components/load-more.tsx'
import { Loaded } from '../../../../components/loaded.tsx'
import { TypedSearch } from '../../../../components/typed-search.tsx'
import { lazyPart } from '../../../../lazy-part.ts'
import { paging } from '../../../../paging.ts'
import { compact } from '../../../../search-params.ts'
import { amountWords } from './-accounting/amounts.ts'
import { BigAmount } from './-accounting/big-amount.tsx'
import { BookPage } from './-accounting/book-page.tsx'
import { ListTools, searched } from './-accounting/list-tools.tsx'
import type { Accounting } from './-accounting/book-page.tsx'
import { readPaymentSearch } from './-accounting/invoice-search.ts'
import { SpendPayment } from './-accounting/use-credit.tsx'

const DayDialog = lazyPart(async () => (await import('./-accounting/day-dialog.tsx')).DayDialog)

type Payment = Accounting['paymentsIn']['list']['items'][number]

export const Route = createFileRoute('/_app/o/$org/accounting/payments')({
  staticData: { title: 'Payments' },
  validateSearch: readPaymentSearch,
  loader: ({ context: { hub, organization } }) => {
    if (!organization.permissions.includes('accounting.sale.read')) return
    void hub.queryClient.prefetchQuery(hub.trpc.modules.accounting.book.get.queryOptions())
  },
  component: Payments,
})

const PAGE = 30

function Payments() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  const { q } = search
  return (
    <>
      <BookPage title="Payments" description="What customers paid, and which invoices it went to.">
        {() => (
          <>
            <ListTools narrowed={[searched(q)]}>
              <TypedSearch
                label="Search payments"
                value={q ?? ''}
                onChange={(next) => void navigate({ search: compact({ ...search, q: next }), replace: true })}
              />
            </ListTools>
            <Found q={q} />
          </>
        )}
      </BookPage>
      <PaymentDrawer
        id={search.payment}
        onClose={() => void navigate({ search: compact({ ...search, payment: undefined }) })}
      />
    </>
  )
}

function Found({ q }: { q: string | undefined }) {
  const { trpc } = useHub()
  const payments = useInfiniteQuery(
    trpc.modules.accounting.paymentsIn.list.infiniteQueryOptions(
      { limit: PAGE, ...(q !== undefined && { search: q }) },
      { ...paging, placeholderData: (before) => before },
    ),
  )
  return (
    <Card flush>
      <Loaded query={payments} failed="The payments could not be loaded" skeleton={<SkeletonRows rows={8} />}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          if (items.length > 0) return <PaymentTable payments={items} />
          return q === undefined ? (
            <Empty title="No payments yet">
              Open an invoice and record its payment, or match a line of the bank.
            </Empty>
          ) : (
            <Empty title="None of these" picture="search">
              Search for something else.
            </Empty>
          )
        }}
      </Loaded>
      <LoadMore query={payments} />
    </Card>
  )
}

const isSome = (amount: string) => /[1-9]/.test(amount)

/** What stands beside a payment that is not simply put to invoices. */
const stateOf = ({ undoneOn, left }: Payment): string | null => {
  if (undoneOn !== null) return 'Undone'
  return isSome(left) ? 'Not all used' : null
}

function PaymentTable({ payments }: { payments: readonly Payment[] }) {
  const { slug, timeZone } = useOrganization()
  const today = todayIn(timeZone)
  return (
    <Table label="Payments">
      <TableHead>
        <Th>Day</Th>
        <Th>Customer</Th>
        <Th>Account</Th>
        <Th>State</Th>
        <Th numeric>Amount</Th>
      </TableHead>
      <TableBody>
        {payments.map((payment) => (
          <TableRow key={payment.id}>
            <Td phone="detail" className="whitespace-nowrap">
              {shortDay(payment.paidOn, today)}
            </Td>
            <Td className="w-full max-tablet:row-start-1 tablet:max-w-0">
              <Link
                to="/o/$org/accounting/payments"
                params={{ org: slug }}
                search={{ payment: payment.id }}
                className="block wrap-anywhere tablet:truncate"
              >
                {payment.contact}
              </Link>
              <span className="text-12 text-text-3 wrap-anywhere empty:hidden">{payment.reference}</span>
            </Td>
            <Td phone="hidden" className="whitespace-nowrap">
              {payment.account}
            </Td>
            <Td phone="detail-end">{stateOf(payment) && <Status>{stateOf(payment)}</Status>}</Td>
            <Td numeric phone="end">
              {amountWords(payment.amount)} {payment.currency}
            </Td>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

function PaymentDrawer({ id, onClose }: { id: string | undefined; onClose: () => void }) {
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
            {isSome(payment.left) && <SpendPayment payment={payment} />}
            <Button variant="danger-quiet" className="ml-auto" onClick={() => setUndoing(true)}>
              <Undo2 aria-hidden="true" />
              Undo payment
            </Button>
          </>
        ) : undefined
      }
    >
      {query.isError && !payment ? (
        <FailureState error={query.error} onRetry={() => void query.refetch()} retrying={query.isFetching} />
      ) : (
        <SkeletonGate pending={id !== undefined && !payment} skeleton={<Skeleton className="h-40 w-full" />}>
          {() => payment && <PaymentFacts payment={payment} />}
        </SkeletonGate>
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

const methodWords = { bank: 'Bank transfer', card: 'Card', cash: 'Cash', other: 'Something else' }

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
