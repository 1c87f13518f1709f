import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Empty } from '@hub/ui/empty'
import { SkeletonRows } from '@hub/ui/skeleton'
import { useInfiniteQuery } from '@tanstack/react-query'
import { createFileRoute } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useCan, useHub } from '../../../../account.ts'
import { ChoiceFilter } from '../../../../components/choice-filter.tsx'
import { LoadMore } from '../../../../components/load-more.tsx'
import { Loaded } from '../../../../components/loaded.tsx'
import { TypedSearch } from '../../../../components/typed-search.tsx'
import { lazyPart } from '../../../../lazy-part.ts'
import { paging } from '../../../../paging.ts'
import { compact } from '../../../../search-params.ts'
import { useShortcut } from '../../../../shell/shortcut.ts'
import { BookPage } from './-accounting/book-page.tsx'
import { paymentKinds, paymentViews, readPaymentSearch } from './-accounting/invoice-search.ts'
import type { PaymentSearch } from './-accounting/invoice-search.ts'
import { ListTools, searched } from './-accounting/list-tools.tsx'
import { PaymentTable } from './-accounting/payment-table.tsx'

const PaymentDrawer = lazyPart(async () => (await import('./-accounting/payment-drawer.tsx')).PaymentDrawer)
const RefundDrawer = lazyPart(async () => (await import('./-accounting/refund-drawer.tsx')).RefundDrawer)
const ReceivedDialog = lazyPart(
  async () => (await import('./-accounting/received-dialog.tsx')).ReceivedDialog,
)
const SpentDialog = lazyPart(async () => (await import('./-accounting/spent-dialog.tsx')).SpentDialog)

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

type Change = { [Key in keyof PaymentSearch]?: PaymentSearch[Key] | undefined }

function Payments() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  const { q, kind } = search
  const canRecord = useCan('accounting.sale.write')
  const [recording, setRecording] = useState<Recording>(null)
  const set = (change: Change) =>
    void navigate({
      search: (before) => compact({ ...before, ...change }),
      replace: !('payment' in change || 'refund' in change),
    })
  useShortcut('n', () => canRecord && setRecording('in'))
  return (
    <>
      <BookPage
        title="Payments"
        description="What customers paid, which invoices it went to, and what went back to them."
        actions={<Acts onRecord={setRecording} />}
      >
        {({ baseCurrency }) => (
          <>
            <ListTools
              views={paymentViews}
              narrowed={[searched(q), paymentKinds.find(({ value }) => value === kind)?.label.toLowerCase()]}
            >
              <TypedSearch label="Search payments" value={q ?? ''} onChange={(next) => set({ q: next })} />
              <ChoiceFilter
                name="Which"
                choices={paymentKinds}
                value={kind}
                onChange={(next) => set({ kind: next })}
              />
            </ListTools>
            {kind === 'back' ? <Refunds search={search} /> : <Received search={search} />}
            <Suspense>
              {recording === 'in' && (
                <ReceivedDialog
                  baseCurrency={baseCurrency}
                  onClose={() => setRecording(null)}
                  onRecorded={(payment) => set({ payment })}
                />
              )}
              {recording === 'out' && (
                <SpentDialog baseCurrency={baseCurrency} onClose={() => setRecording(null)} />
              )}
            </Suspense>
          </>
        )}
      </BookPage>
      <Suspense>
        <PaymentDrawer id={search.payment} onClose={() => set({ payment: undefined })} />
        <RefundDrawer
          id={search.payment === undefined ? search.refund : undefined}
          onClose={() => set({ refund: undefined })}
        />
      </Suspense>
    </>
  )
}

/** Money that came in before its invoice, or went out without a bill. */
type Recording = 'in' | 'out' | null

function Acts({ onRecord }: { onRecord: (recording: Recording) => void }) {
  const canRecord = useCan('accounting.sale.write')
  const canPost = useCan('accounting.book.write')
  return (
    <>
      {canPost && <Button onClick={() => onRecord('out')}>Money paid</Button>}
      {canRecord && (
        <Button variant="primary" onClick={() => onRecord('in')}>
          <Plus aria-hidden="true" />
          Money received
        </Button>
      )}
    </>
  )
}

const NoneOfThese = () => (
  <Empty title="None of these" picture="search">
    Search for something else, or take the filter away.
  </Empty>
)

function Received({ search }: { search: PaymentSearch }) {
  const { q } = search
  const isLeft = search.kind === 'left'
  const { trpc } = useHub()
  const payments = useInfiniteQuery(
    trpc.modules.accounting.paymentsIn.list.infiniteQueryOptions(
      { limit: PAGE, ...(q !== undefined && { search: q }), ...(isLeft && { unallocated: true }) },
      { ...paging, placeholderData: (before) => before },
    ),
  )
  return (
    <Card flush>
      <Loaded query={payments} failed="The payments could not be loaded" skeleton={<SkeletonRows rows={8} />}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          if (items.length > 0)
            return <PaymentTable label="Payments" opens="payment" search={search} payments={items} />
          if (q !== undefined || isLeft) return <NoneOfThese />
          return (
            <Empty title="No payments yet">
              Open an invoice and record its payment, match a line of the bank, or record here what came
              before its invoice.
            </Empty>
          )
        }}
      </Loaded>
      <LoadMore query={payments} />
    </Card>
  )
}

function Refunds({ search }: { search: PaymentSearch }) {
  const { q } = search
  const { trpc } = useHub()
  const refunds = useInfiniteQuery(
    trpc.modules.accounting.refunds.list.infiniteQueryOptions(
      { limit: PAGE, ...(q !== undefined && { search: q }) },
      { ...paging, placeholderData: (before) => before },
    ),
  )
  return (
    <Card flush>
      <Loaded query={refunds} failed="The refunds could not be loaded" skeleton={<SkeletonRows rows={8} />}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          if (items.length > 0)
            return <PaymentTable label="Refunds" opens="refund" search={search} payments={items} />
          if (q !== undefined) return <NoneOfThese />
          return (
            <Empty title="Nothing was paid back yet">
              What a customer paid too much can be paid back from its payment, or from the customer.
            </Empty>
          )
        }}
      </Loaded>
      <LoadMore query={refunds} />
    </Card>
  )
}
