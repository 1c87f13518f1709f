import { Button } from '@hub/ui/button'
import { useQuery } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { useHub, useOrganization } from '../../../../../account.ts'
import { longDay, todayIn } from '../../../../../components/day-words.ts'
import { lazyPart } from '../../../../../lazy-part.ts'
import { amountWords } from './amounts.ts'
import type { Accounting } from './book-page.tsx'
import { mostOf } from './credit-choice.ts'
import type { CreditChoice } from './credit-choice.ts'
import { numberWords } from './invoice-words.ts'
import type { WholeInvoice } from './invoice-words.ts'

const CreditDialog = lazyPart(async () => (await import('./credit-dialog.tsx')).CreditDialog)

type Payment = Accounting['paymentsIn']['get']

const MOST = 100

/** Puts what is left of a payment to an open invoice of its customer. Nothing where none is open. */
export function SpendPayment({ payment }: { payment: Payment }) {
  const { trpc } = useHub()
  const { id: paymentId, contactId, contact, currency, left } = payment
  const unpaid = useQuery(
    trpc.modules.accounting.invoices.list.queryOptions({
      contactId,
      status: 'unpaid',
      currency,
      sort: 'due',
      limit: MOST,
    }),
  )
  const choices = (unpaid.data?.items ?? []).map((invoice) => ({
    paymentId,
    invoiceId: invoice.id,
    number: numberWords(invoice),
    label: `${numberWords(invoice)}, ${amountWords(invoice.open)} open`,
    most: mostOf(left, invoice.open),
  }))
  return (
    <UseCredit
      words="Use for an invoice"
      title="Use what is left for an invoice"
      description={`${amountWords(left)} ${currency} of this payment by ${contact} is not used yet.`}
      label="Invoice"
      currency={currency}
      choices={choices}
    />
  )
}

/** Puts what is left of payments of its customer to an invoice. Nothing where none is left. */
export function PayByCredit({ invoice }: { invoice: WholeInvoice }) {
  const { trpc } = useHub()
  const { timeZone } = useOrganization()
  const { id: invoiceId, contactId, contact, currency, open } = invoice
  const payments = useQuery(
    trpc.modules.accounting.paymentsIn.list.queryOptions({
      contactId,
      currency,
      unallocated: true,
      limit: MOST,
    }),
  )
  const choices = (payments.data?.items ?? []).map(({ id, paidOn, left }) => ({
    paymentId: id,
    invoiceId,
    number: numberWords(invoice),
    label: `${longDay(paidOn, todayIn(timeZone))}, ${amountWords(left)} left`,
    most: mostOf(left, open),
  }))
  return (
    <UseCredit
      words="Use credit"
      title={`Use credit for ${numberWords(invoice)}`}
      description={`${contact} paid more than was open. ${amountWords(open)} ${currency} of this invoice is open.`}
      label="Payment"
      currency={currency}
      choices={choices}
    />
  )
}

interface UseCreditProps {
  /** On the button. */
  words: string
  title: string
  description: string
  label: string
  currency: string
  choices: readonly CreditChoice[]
}

function UseCredit({ words, ...dialog }: UseCreditProps) {
  const [isOpen, setOpen] = useState(false)
  if (dialog.choices.length === 0) return null
  return (
    <>
      <Button onClick={() => setOpen(true)}>{words}</Button>
      <Suspense>{isOpen && <CreditDialog {...dialog} onClose={() => setOpen(false)} />}</Suspense>
    </>
  )
}
