import { printedDay, printedNumber } from '../documents/print/printed.ts'
import { isNegative, isNothing, sizeOf } from '../telling.ts'
import type { CustomerStatement, StatementMove, StatementRow, StatementSection } from './schema.ts'

const moves: Readonly<Record<StatementMove, string>> = {
  invoice: 'Invoice',
  credit_note: 'Credit note',
  payment: 'Payment',
  payment_undone: 'Payment taken back',
  refund: 'Paid back',
  refund_undone: 'Refund taken back',
}

/** "Invoice INV-2026-0041". */
export const moveWords = ({ kind, number }: Pick<StatementRow, 'kind' | 'number'>): string =>
  `${moves[kind]} ${number}`

/** "1 January 2026 to 27 November 2026". */
export const statementDays = ({ from, to }: Pick<CustomerStatement, 'from' | 'to'>): string =>
  `${printedDay(from)} to ${printedDay(to)}`

/** What is to be done about it: "389.85 EUR is to be paid, 200.00 EUR of it overdue". */
export function closingWords({ closing, overdue, currency }: StatementSection): string {
  if (isNothing(closing)) return `Nothing is to be paid in ${currency}.`
  const size = `${printedNumber(sizeOf(closing))} ${currency}`
  if (isNegative(closing)) return `${size} stands to your credit.`
  const late = isNothing(overdue) ? '' : `; ${printedNumber(overdue)} ${currency} of invoices is overdue`
  return `${size} is to be paid${late}.`
}
