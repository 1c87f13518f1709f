import { Status } from '@hub/ui/status'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@hub/ui/table'
import { Link } from '@tanstack/react-router'
import { useOrganization } from '../../../../../account.ts'
import { shortDay, todayIn } from '../../../../../components/day-words.ts'
import { amountWords } from './amounts.ts'
import { numberWords, stateWords, statusTones } from './invoice-words.ts'
import type { Invoice } from './invoice-words.ts'

/** Invoices and credit notes; each leads to itself. */
export function InvoiceTable({ invoices }: { invoices: readonly Invoice[] }) {
  const { slug, timeZone } = useOrganization()
  const today = todayIn(timeZone)
  return (
    <Table label="Invoices">
      <TableHead>
        <Th>Number</Th>
        <Th>Customer</Th>
        <Th>Day</Th>
        <Th>Due</Th>
        <Th>State</Th>
        <Th numeric>Total</Th>
        <Th numeric>Open</Th>
      </TableHead>
      <TableBody>
        {invoices.map((invoice) => (
          <TableRow key={invoice.id}>
            <Td phone="detail" className="whitespace-nowrap">
              <Link to="/o/$org/accounting/invoices/$invoice" params={{ org: slug, invoice: invoice.id }}>
                {numberWords(invoice)}
              </Link>
            </Td>
            <Td className="w-full max-tablet:row-start-1 tablet:max-w-0">
              <span className="block wrap-anywhere tablet:truncate">{invoice.contact}</span>
            </Td>
            <Td phone="hidden" className="whitespace-nowrap">
              {shortDay(invoice.issuedOn, today)}
            </Td>
            <Td phone="detail" className="whitespace-nowrap">
              {shortDay(invoice.dueOn, today)}
            </Td>
            <Td phone="detail-end">
              <Status tone={statusTones[invoice.status]}>{stateWords(invoice)}</Status>
            </Td>
            <Td numeric phone="hidden">
              {amountWords(invoice.total)}
            </Td>
            <Td numeric phone="end" className="font-medium">
              <Open invoice={invoice} />
            </Td>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

/** What is open with its currency. Nobody owes a draft; on a phone, where no total stands beside, it says what it would come to. */
function Open({ invoice: { status, open, total, currency } }: { invoice: Invoice }) {
  if (status !== 'draft') return `${amountWords(open)} ${currency}`
  return (
    <>
      <span className="max-tablet:hidden">–</span>
      <span className="tablet:hidden">
        {amountWords(total)} {currency}
      </span>
    </>
  )
}
