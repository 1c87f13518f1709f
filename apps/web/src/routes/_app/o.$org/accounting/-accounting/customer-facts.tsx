import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useHub, useOrganization } from '../../../../../account.ts'
import { amountWords, isSome } from './amounts.ts'

/** What is known of the customer while an invoice is written: the days to pay, what is still open and what is paid beside it. */
export function CustomerFacts({ id }: { id: string }) {
  const { trpc } = useHub()
  const contact = useQuery(trpc.modules.accounting.contacts.get.queryOptions({ id }))
  const owed = useQuery(trpc.modules.accounting.reports.receivables.queryOptions({ contactId: id }))
  const late = useQuery(
    trpc.modules.accounting.invoices.list.queryOptions({
      contactId: id,
      status: 'overdue',
      sort: 'due',
      limit: 1,
    }),
  )
  if (!contact.data || !owed.data) return <p className="min-h-5 text-13 text-text-3">…</p>
  const { currency, totals } = owed.data
  const first = late.data?.items[0]
  const terms = contact.data.termsDays
  return (
    <p className="flex min-h-5 flex-wrap gap-x-5 gap-y-1 text-13 text-text-2">
      {terms !== null && (
        <span>
          <b className="font-medium text-text">{termsWords(terms)}</b>
        </span>
      )}
      {isSome(totals.open) ? (
        <span>
          Owes{' '}
          <b className="font-medium text-text">
            {amountWords(totals.open)} {currency}
          </b>
          {first && (
            <>
              , late since <LateInvoice id={first.id} number={first.number ?? ''} />
            </>
          )}
        </span>
      ) : (
        <span>Owes nothing</span>
      )}
      {isSome(totals.credit) && (
        <span>
          Credit{' '}
          <b className="font-medium text-text">
            {amountWords(totals.credit)} {currency}
          </b>
        </span>
      )}
      {contact.data.email === '' && <span>No mail address yet</span>}
    </p>
  )
}

function LateInvoice({ id, number }: { id: string; number: string }) {
  const { slug } = useOrganization()
  return (
    <Link to="/o/$org/accounting/invoices/$invoice" params={{ org: slug, invoice: id }}>
      {number}
    </Link>
  )
}

function termsWords(days: number): string {
  if (days === 0) return 'To pay at once'
  return days === 1 ? '1 day to pay' : `${days} days to pay`
}
