import type { OrgContext } from '../../../platform/calls/context.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { savedInvoice } from '../documents/queries.ts'
import type { SavedInvoice, VoidInvoice } from '../documents/schema.ts'
import { amountText } from '../ledger/amounts.ts'
import { creditableInvoice } from './invoice.ts'
import type { CreditableInvoice } from './invoice.ts'
import { creditLines, quantityLeft, restOf } from './parts.ts'
import type { CreditLine } from './parts.ts'
import { recordCredit, requireUnpaid } from './record.ts'
import type { CreditInvoice, CreditPreview, PreviewCredit } from './schema.ts'
import { creditTotals, requireWithin } from './totals.ts'

/** Posts a credit note over part of an invoice. What was paid for that part stays with the customer as credit. */
export async function creditInvoice(ctx: OrgContext, input: CreditInvoice): Promise<SavedInvoice> {
  const { id, on, reason } = input
  return ctx.write(async (tx) => {
    await recordCredit(ctx, tx, { id, on, reason, linesOf: (invoice) => askedOf(invoice, input) })
    return savedInvoice({ ...ctx, db: tx }, id)
  })
}

/**
 * Takes a posted invoice back: a credit note over all that is left of it is posted and put to it. Both stay, with their
 * numbers. An invoice that was paid in part keeps its money: the payment is taken off first.
 */
export async function voidInvoice(ctx: OrgContext, { id, on, reason }: VoidInvoice): Promise<SavedInvoice> {
  return ctx.write(async (tx) => {
    await recordCredit(ctx, tx, {
      id,
      on,
      reason,
      sourceKey: `void:${id}`,
      linesOf: (invoice) => {
        requireUnpaid(invoice)
        return restOf(invoice)
      },
    })
    return savedInvoice({ ...ctx, db: tx }, id)
  })
}

/** What of each line is left to credit, what a credit note would come to, and what the customer would have left of what they paid. */
export async function previewCredit({ db }: OrgContext, input: PreviewCredit): Promise<CreditPreview> {
  const invoice = await creditableInvoice(db, input.id)
  const { currency, credited, settled } = invoice
  const wishes = input.lines.map((line, at) => ({
    line,
    quantity: input.quantities[at] || undefined,
    amount: input.amounts[at] || undefined,
  }))
  const chosen = creditLines(invoice, wishes, (at) => `lines.${at}.`)
  const totals = creditTotals(invoice, chosen)
  if (chosen.length > 0) requireWithin(invoice, totals)
  const over = settled + totals.total - invoice.total
  const paid = settled - credited.total
  const amount = (minor: bigint) => amountText(minor, currency)
  return {
    currency,
    net: amount(totals.net),
    tax: amount(totals.tax),
    total: amount(totals.total),
    left: amount(invoice.total - credited.total - totals.total),
    lines: invoice.lines.map((line) => ({
      line: line.n,
      quantity: quantityLeft(line),
      amount: amount(line.amount - line.credited),
    })),
    free: amount(over <= 0n ? 0n : over < paid ? over : paid),
  }
}

type Asked = Pick<CreditInvoice, 'line' | 'quantity' | 'amount' | 'lines'>

/** One line, or several; where neither is said, it is the only one. */
function askedOf(invoice: CreditableInvoice, { line, quantity, amount, lines }: Asked): CreditLine[] {
  if (lines !== undefined && lines.length > 0) {
    if (line !== undefined || quantity !== undefined || amount !== undefined)
      throw fieldFault('lines', 'Name one line, or several in their list, not both.')
    return creditLines(invoice, lines, (at) => `lines.${at}.`)
  }
  const [only] = invoice.lines
  const isOnly = invoice.lines.length === 1
  const n = line ?? (isOnly ? only?.n : undefined)
  if (n === undefined)
    throw fieldFault('line', `Say which line of ${invoice.number}: 1 to ${invoice.lines.length}.`)
  return creditLines(invoice, [{ line: n, quantity, amount }], () => '')
}
