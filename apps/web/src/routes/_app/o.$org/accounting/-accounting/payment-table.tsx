import { Status } from '@hub/ui/status'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@hub/ui/table'
import { Link } from '@tanstack/react-router'
import { useOrganization } from '../../../../../account.ts'
import { shortDay, todayIn } from '../../../../../components/day-words.ts'
import { compact } from '../../../../../search-params.ts'
import { amountWords, isSome } from './amounts.ts'
import type { PaymentSearch } from './invoice-search.ts'

/** A payment or a refund, as a list shows it. */
export interface MovedMoney {
  id: string
  contact: string
  paidOn: string
  reference: string
  account: string
  currency: string
  amount: string
  /** Nothing of a refund is. */
  left?: string
  undoneOn: string | null
}

/** What stands beside a payment that is not simply put to invoices. */
const stateOf = ({ undoneOn, left = '' }: MovedMoney): string | null => {
  if (undoneOn !== null) return 'Undone'
  return isSome(left) ? 'Not all used' : null
}

export interface PaymentTableProps {
  label: string
  /** Which of the two the address opens. */
  opens: 'payment' | 'refund'
  /** What the list is narrowed to stays so. */
  search: PaymentSearch
  payments: readonly MovedMoney[]
}

export function PaymentTable({ label, opens, search, payments }: PaymentTableProps) {
  const { slug, timeZone } = useOrganization()
  const today = todayIn(timeZone)
  return (
    <Table label={label}>
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
                search={{ ...compact(search), [opens]: payment.id }}
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
