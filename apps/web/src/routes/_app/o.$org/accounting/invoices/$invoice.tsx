import { Skeleton } from '@hub/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { createFileRoute, Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useCan, useHub, useOrganization } from '../../../../../account.ts'
import { addDays, todayIn } from '../../../../../components/day-words.ts'
import { focusHeading } from '../../../../../components/focus-heading.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import { NoSuch } from '../../../../../components/no-such.tsx'
import { useFocusLost } from '../../../../../components/use-focus-kept.ts'
import { lazyPart } from '../../../../../lazy-part.ts'
import { BookPage } from '../-accounting/book-page.tsx'
import type { Book } from '../-accounting/book-page.tsx'
import { emptyInvoiceLine, formOf } from '../-accounting/invoice-form.ts'
import type { InvoiceForm } from '../-accounting/invoice-form.ts'
import type { InvoiceParts } from '../-accounting/invoice-parts.ts'
import { numberWords } from '../-accounting/invoice-words.ts'
import type { InvoiceDetails } from '../-accounting/invoice-words.ts'
import { useInvoiceParts } from '../-accounting/use-invoice-parts.ts'

const InvoiceEditor = lazyPart(async () => (await import('../-accounting/invoice-editor.tsx')).InvoiceEditor)
const InvoiceView = lazyPart(async () => (await import('../-accounting/invoice-view.tsx')).InvoiceView)

export const Route = createFileRoute('/_app/o/$org/accounting/invoices/$invoice')({
  staticData: { title: 'Invoice' },
  loader: ({ context: { hub, organization } }) => {
    if (!organization.permissions.includes('accounting.sale.read')) return
    void hub.queryClient.prefetchQuery(hub.trpc.modules.accounting.book.get.queryOptions())
  },
  component: InvoicePage,
})

/** "new" begins one; the address becomes its own once it is saved, and the fields stay as they are. */
function InvoicePage() {
  const { invoice: id } = Route.useParams()
  const [made, setMade] = useState<string | null>(null)
  const isNew = id === 'new' || id === made
  const { trpc } = useHub()
  const query = useQuery(trpc.modules.accounting.invoices.get.queryOptions({ id }, { enabled: !isNew }))
  // Posting takes the editor away with whatever was in hand.
  useFocusLost(isNew || query.data?.status === 'draft', () => {
    // After a question that closes with it has given the focus back to what is gone.
    requestAnimationFrame(focusHeading)
  })
  return (
    <BookPage
      hasOwnHead
      title={isNew ? 'New invoice' : query.data ? titleOf(query.data) : 'Invoice'}
      description={
        isNew || query.data?.status === 'draft'
          ? 'The number is given when you post it.'
          : query.data?.contact
      }
    >
      {(book) =>
        isNew ? (
          <Editing key="new" book={book} invoice={null} onMade={setMade} onPosted={() => setMade(null)} />
        ) : (
          <Loaded
            query={query}
            failed="The invoice could not be loaded"
            noSuch={<NoInvoice />}
            skeleton={<Skeleton className="h-96 w-full" />}
          >
            {(invoice) => <Opened book={book} invoice={invoice} />}
          </Loaded>
        )
      }
    </BookPage>
  )
}

function NoInvoice() {
  const { slug } = useOrganization()
  return (
    <NoSuch
      what="invoice"
      place="the invoices"
      level={2}
      link={<Link to="/o/$org/accounting/invoices" params={{ org: slug }} />}
    />
  )
}

const titleOf = (invoice: InvoiceDetails): string => {
  if (invoice.status === 'draft') return 'Draft of an invoice'
  return invoice.kind === 'invoice' ? numberWords(invoice) : `Credit note ${numberWords(invoice)}`
}

/** A draft stays in its editor while its own saves come back from the hub. */
function Opened({ book, invoice }: { book: Book; invoice: InvoiceDetails }) {
  const canWrite = useCan('accounting.sale.write')
  if (invoice.status === 'draft' && canWrite)
    return <Editing key={invoice.id} book={book} invoice={invoice} onMade={() => {}} onPosted={() => {}} />
  return <Viewing book={book} invoice={invoice} />
}

function Viewing({ book, invoice }: { book: Book; invoice: InvoiceDetails }) {
  const { trpc } = useHub()
  const parties = useQuery(trpc.modules.accounting.invoices.parties.queryOptions({ id: invoice.id }))
  return (
    <Loaded
      query={parties}
      failed="The invoice could not be loaded"
      skeleton={<Skeleton className="h-96 w-full" />}
    >
      {(both) => <InvoiceView invoice={{ ...invoice, ...both }} baseCurrency={book.baseCurrency} />}
    </Loaded>
  )
}

interface EditingProps {
  book: Book
  invoice: InvoiceDetails | null
  onMade: (id: string) => void
  onPosted: (id: string) => void
}

function Editing({ book, invoice, onMade, onPosted }: EditingProps) {
  const parts = useInvoiceParts(book.baseCurrency)
  const { slug, timeZone } = useOrganization()
  const navigate = useNavigate()
  const open = (id: string) =>
    void navigate({
      to: '/o/$org/accounting/invoices/$invoice',
      params: { org: slug, invoice: id },
      replace: true,
      ignoreBlocker: true,
    })
  const start = (all: InvoiceParts) =>
    invoice
      ? { form: withLine(formOf(invoice), all), draft: { id: invoice.id, version: invoice.version } }
      : { form: blankForm(all, todayIn(timeZone)), draft: null }
  return (
    <Loaded
      query={parts}
      failed="What invoices are written with could not be loaded"
      skeleton={<Skeleton className="h-96 w-full" />}
    >
      {(all) => (
        <InvoiceEditor
          parts={all}
          start={start(all)}
          onMade={(id) => {
            onMade(id)
            open(id)
          }}
          onPosted={(id) => {
            onPosted(id)
            open(id)
          }}
          onClose={() => void navigate({ to: '/o/$org/accounting/invoices', params: { org: slug } })}
        />
      )}
    </Loaded>
  )
}

const blankForm = ({ taxes, baseCurrency, company }: InvoiceParts, today: string): InvoiceForm => ({
  contact: null,
  issuedOn: today,
  dueOn: addDays(today, company.termsDays),
  currency: baseCurrency,
  rate: '',
  pricesIncludeTax: false,
  discountPercent: '0',
  reference: '',
  message: '',
  lines: [emptyInvoiceLine(taxes[0]?.id ?? '')],
})

/** A draft that was saved without lines gets one to write in. */
const withLine = (form: InvoiceForm, { taxes }: InvoiceParts): InvoiceForm =>
  form.lines.length > 0 ? form : { ...form, lines: [emptyInvoiceLine(taxes[0]?.id ?? '')] }
