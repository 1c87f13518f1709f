import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Empty } from '@hub/ui/empty'
import { ActiveFilter } from '@hub/ui/filter-chip'
import { SkeletonRows } from '@hub/ui/skeleton'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { createFileRoute, Link, useNavigate } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useCan, useHub, useOrganization } from '../../../../../account.ts'
import { ChoiceFilter } from '../../../../../components/choice-filter.tsx'
import { LoadMore } from '../../../../../components/load-more.tsx'
import { Loaded } from '../../../../../components/loaded.tsx'
import { TypedSearch } from '../../../../../components/typed-search.tsx'
import { lazyPart } from '../../../../../lazy-part.ts'
import { paging } from '../../../../../paging.ts'
import { compact } from '../../../../../search-params.ts'
import { useShortcut } from '../../../../../shell/shortcut.ts'
import { BookPage } from '../-accounting/book-page.tsx'
import { invoicesIn, invoiceStates, invoiceViews, readInvoiceSearch } from '../-accounting/invoice-search.ts'
import type { InvoiceSearch } from '../-accounting/invoice-search.ts'
import { InvoiceTable } from '../-accounting/invoice-table.tsx'
import { statusWords } from '../-accounting/invoice-words.ts'
import { ListTools, searched } from '../-accounting/list-tools.tsx'

export const Route = createFileRoute('/_app/o/$org/accounting/invoices/')({
  staticData: { title: 'Invoices' },
  validateSearch: readInvoiceSearch,
  loader: ({ context: { hub, organization } }) => {
    if (!organization.permissions.includes('accounting.sale.read')) return
    void hub.queryClient.prefetchQuery(hub.trpc.modules.accounting.book.get.queryOptions())
  },
  component: Invoices,
})

const RemindDialog = lazyPart(async () => (await import('../-accounting/remind-dialog.tsx')).RemindDialog)

const states = invoiceStates.map((value) => ({ value, label: statusWords[value] }))

function Invoices() {
  const search = Route.useSearch()
  const { slug } = useOrganization()
  const navigate = useNavigate()
  const { trpc } = useHub()
  const canWrite = useCan('accounting.sale.write')
  const contact = useQuery(
    trpc.modules.accounting.contacts.get.queryOptions(
      { id: search.contact ?? '' },
      { enabled: search.contact !== undefined },
    ),
  )
  const set = (change: { [Key in keyof InvoiceSearch]?: InvoiceSearch[Key] | undefined }) =>
    void navigate({ to: '.', search: (before) => compact({ ...before, ...change }), replace: true })
  const params = { org: slug, invoice: 'new' }
  useShortcut('n', () => canWrite && void navigate({ to: '/o/$org/accounting/invoices/$invoice', params }))
  return (
    <BookPage
      title="Invoices"
      description="What customers were billed, and what of it is still to be paid."
      actions={canWrite && <NewInvoice />}
    >
      {() => (
        <>
          <ListTools
            views={invoiceViews}
            narrowed={[
              searched(search.q),
              search.status && statusWords[search.status].toLowerCase(),
              search.contact && (contact.data?.name ?? 'one customer'),
            ]}
          >
            <TypedSearch label="Search invoices" value={search.q ?? ''} onChange={(q) => set({ q })} />
            <ChoiceFilter
              name="State"
              choices={states}
              value={search.status}
              onChange={(status) => set({ status })}
            />
            {search.contact !== undefined && (
              <ActiveFilter
                label={contact.data?.name ?? 'One customer'}
                onRemove={() => set({ contact: undefined })}
              />
            )}
          </ListTools>
          {search.status === 'overdue' && <Remind />}
          <Found search={search} canWrite={canWrite} />
        </>
      )}
    </BookPage>
  )
}

/** Of all that is overdue, whoever it is. */
function Remind() {
  const canSend = useCan('accounting.sale.send')
  const [isOpen, setOpen] = useState(false)
  if (!canSend) return null
  return (
    <p className="mb-4">
      <Button onClick={() => setOpen(true)}>Remind customers</Button>
      <Suspense>{isOpen && <RemindDialog onClose={() => setOpen(false)} />}</Suspense>
    </p>
  )
}

function NewInvoice() {
  const { slug } = useOrganization()
  return (
    <Button
      variant="primary"
      render={<Link to="/o/$org/accounting/invoices/$invoice" params={{ org: slug, invoice: 'new' }} />}
    >
      <Plus aria-hidden="true" />
      New invoice
    </Button>
  )
}

function Found({ search, canWrite }: { search: InvoiceSearch; canWrite: boolean }) {
  const { trpc } = useHub()
  const invoices = useInfiniteQuery(
    trpc.modules.accounting.invoices.list.infiniteQueryOptions(invoicesIn(search), {
      ...paging,
      placeholderData: (before) => before,
    }),
  )
  const isFiltered = Object.values(search).some((value) => value !== undefined)
  return (
    <Card flush>
      <Loaded query={invoices} failed="The invoices could not be loaded" skeleton={<SkeletonRows rows={8} />}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          if (items.length > 0) return <InvoiceTable invoices={items} />
          return isFiltered ? (
            <Empty title="None of these" picture="search">
              Search for something else, or take a filter away.
            </Empty>
          ) : (
            <Empty title="No invoices yet" actions={canWrite && <NewInvoice />}>
              Write the first one in about a minute. Nothing is booked or sent until you say so.
            </Empty>
          )
        }}
      </Loaded>
      <LoadMore query={invoices} />
    </Card>
  )
}
