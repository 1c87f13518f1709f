import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Menu, MenuItem } from '@hub/ui/menu'
import { IconButton } from '@hub/ui/icon-button'
import { Status } from '@hub/ui/status'
import { Time } from '@hub/ui/time'
import { showToast } from '@hub/ui/toast'
import { Link } from '@tanstack/react-router'
import { Ellipsis, Send } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useCan, useHub, useOrganization } from '../../../../../account.ts'
import { longDay, todayIn, useTimeZone } from '../../../../../components/day-words.ts'
import { lazyPart } from '../../../../../lazy-part.ts'
import { isSome } from './amounts.ts'
import { BigAmount } from './big-amount.tsx'
import { paperOf } from './form-paper.ts'
import { InvoicePaper } from './invoice-paper.tsx'
import { InvoicePdf } from './invoice-pdf.tsx'
import { numberWords, stateWords, statusTones } from './invoice-words.ts'
import type { WholeInvoice } from './invoice-words.ts'
import { Reminded } from './reminded.tsx'
import { Settlements } from './settlements.tsx'
import { UnprintedNote, unprintedOn } from './unprinted-note.tsx'
import { PayByCredit } from './use-credit.tsx'

const PaymentDialog = lazyPart(async () => (await import('./payment-dialog.tsx')).PaymentDialog)
const DayDialog = lazyPart(async () => (await import('./day-dialog.tsx')).DayDialog)

const CreditPart = lazyPart(async () => (await import('./credit-part.tsx')).CreditPart)
const RemindDialog = lazyPart(async () => (await import('./remind-dialog.tsx')).RemindDialog)
const SendInvoice = lazyPart(async () => (await import('./send-invoice.tsx')).SendInvoice)

export interface InvoiceViewProps {
  invoice: WholeInvoice
  baseCurrency: string
}

/** Nobody pays what is void, or a credit note. */
const isToPay = ({ kind, status }: WholeInvoice) => kind === 'invoice' && status !== 'void'

/** A posted invoice: the paper, what was paid of it, and what can be done now. */
export function InvoiceView({ invoice, baseCurrency }: InvoiceViewProps) {
  const paper = paperOf(invoice)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,340px)] items-start gap-6 max-wide:grid-cols-1">
      <div className="flex min-w-0 flex-col gap-3">
        <UnprintedNote letters={unprintedOn(paper)} />
        <InvoicePaper paper={paper} />
      </div>
      <div data-print="no" className="flex flex-col gap-4 max-wide:order-first">
        <Card>
          <div className="flex items-start justify-between gap-3">
            <BigAmount amount={isToPay(invoice) ? invoice.open : invoice.total}>
              {invoice.currency} {isToPay(invoice) ? 'open' : 'in total'}
            </BigAmount>
            <Status tone={statusTones[invoice.status]} className="mt-1.5 flex-none">
              {stateWords(invoice)}
            </Status>
          </div>
          <DueWords invoice={invoice} />
          <Acts invoice={invoice} baseCurrency={baseCurrency} />
        </Card>
        <Settlements invoice={invoice} />
        <Trail invoice={invoice} />
      </div>
    </div>
  )
}

function DueWords({ invoice }: { invoice: WholeInvoice }) {
  const { timeZone } = useOrganization()
  const { status, dueOn } = invoice
  if (!isToPay(invoice) || status === 'paid') return null
  return <p className="mt-1 text-13 text-text-2">Due {longDay(dueOn, todayIn(timeZone))}</p>
}

function Acts({ invoice, baseCurrency }: InvoiceViewProps) {
  const canWrite = useCan('accounting.sale.write')
  const [open, setOpen] = useState<'pay' | 'send' | null>(null)
  const close = () => setOpen(null)
  const canSend = useCan('accounting.sale.send') && invoice.status !== 'void'
  const canPay = canWrite && isToPay(invoice) && isSome(invoice.open)
  const canVoid = canWrite && isToPay(invoice)
  return (
    <div className="mt-4 flex flex-wrap gap-2">
      {canPay && (
        <Button variant="primary" onClick={() => setOpen('pay')}>
          Record payment
        </Button>
      )}
      {canPay && <PayByCredit invoice={invoice} />}
      {canSend && (
        <Button onClick={() => setOpen('send')}>
          <Send aria-hidden="true" />
          Send
        </Button>
      )}
      <Remind invoice={invoice} />
      <InvoicePdf id={invoice.id} />
      {canVoid && <TakeBack invoice={invoice} />}
      <Suspense>
        {open === 'pay' && <PaymentDialog {...{ invoice, baseCurrency }} onClose={close} />}
        {open === 'send' && <SendInvoice invoice={invoice} onClose={close} />}
      </Suspense>
    </div>
  )
}

function Remind({ invoice: { id, status } }: { invoice: WholeInvoice }) {
  const canSend = useCan('accounting.sale.send')
  const [isOpen, setOpen] = useState(false)
  if (!canSend || status !== 'overdue') return null
  return (
    <>
      <Button onClick={() => setOpen(true)}>Remind</Button>
      <Suspense>{isOpen && <RemindDialog invoiceId={id} onClose={() => setOpen(false)} />}</Suspense>
    </>
  )
}

/** By a credit note, in part or whole. */
function TakeBack({ invoice }: { invoice: WholeInvoice }) {
  const [open, setOpen] = useState<'credit' | 'void' | null>(null)
  const close = () => setOpen(null)
  return (
    <>
      <Menu
        trigger={
          <IconButton label="More acts">
            <Ellipsis />
          </IconButton>
        }
      >
        <MenuItem onClick={() => setOpen('credit')}>Credit part of it</MenuItem>
        <MenuItem danger onClick={() => setOpen('void')}>
          Void by a credit note
        </MenuItem>
      </Menu>
      <Suspense>
        {open === 'credit' && <CreditPart invoice={invoice} onClose={close} />}
        {open === 'void' && <VoidDialog invoice={invoice} onClose={close} />}
      </Suspense>
    </>
  )
}

function VoidDialog({ invoice, onClose }: { invoice: WholeInvoice; onClose: () => void }) {
  const hub = useHub()
  return (
    <DayDialog
      title={`Void ${numberWords(invoice)}?`}
      description={
        invoice.settlements.some(({ creditId }) => creditId !== null)
          ? 'A credit note over all that is left takes it back. All of them stay in the books.'
          : 'A credit note over all of it takes it back. Both stay in the books.'
      }
      submitLabel="Void invoice"
      pendingLabel="Voiding"
      label="Day of the credit note"
      from={invoice.issuedOn}
      act={async (on, idempotencyKey) => {
        await hub.client.modules.accounting.invoices.void.mutate({ id: invoice.id, on, idempotencyKey })
        void hub.queryClient.invalidateQueries(hub.trpc.modules.accounting.pathFilter())
        showToast(`Voided ${numberWords(invoice)} by a credit note.`)
      }}
      onClose={onClose}
    />
  )
}

const correctsWords = ({ corrects }: WholeInvoice): string =>
  corrects === null ? 'The invoice it takes back' : `Takes back from ${corrects}`

/** Where it stands in the books, and what became of it. */
function Trail({ invoice }: { invoice: WholeInvoice }) {
  const { slug } = useOrganization()
  const zone = useTimeZone()
  const canRead = useCan('accounting.book.read')
  const { postedAt, sentAt, entryId, correctsId } = invoice
  return (
    <Card title="In the books">
      <ul className="flex flex-col gap-1.5 text-13 text-text-2">
        {postedAt !== null && (
          <li>
            Posted <Time value={postedAt} timeZone={zone} />
          </li>
        )}
        {sentAt !== null && (
          <li>
            Sent <Time value={sentAt} timeZone={zone} />
          </li>
        )}
        <Reminded invoice={invoice} />
        {canRead && entryId !== null && (
          <li>
            <Link to="/o/$org/accounting/journal" params={{ org: slug }} search={{ entry: entryId }}>
              Its entry in the journal
            </Link>
          </li>
        )}
        {correctsId !== null && (
          <li>
            <Link to="/o/$org/accounting/invoices/$invoice" params={{ org: slug, invoice: correctsId }}>
              {correctsWords(invoice)}
            </Link>
          </li>
        )}
      </ul>
    </Card>
  )
}
