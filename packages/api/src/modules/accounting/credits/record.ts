import { sql, uuidv7 } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { calendarDay } from '../../../shared/day-text.ts'
import { AppError } from '../../../shared/errors.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { requireBook } from '../book/queries.ts'
import { todayOf } from '../documents/queries.ts'
import { numberText } from '../journals/number-text.ts'
import { amountText } from '../ledger/amounts.ts'
import { postEntries } from '../ledger/posting.ts'
import { tellPaid } from '../payments/settle.ts'
import { creditEntry } from './entry.ts'
import { creditableInvoice } from './invoice.ts'
import type { CreditableInvoice } from './invoice.ts'
import type { CreditLine } from './parts.ts'
import { insertCredit } from './rows.ts'
import { exchangeOf, lockPaymentsOn, planCredit, settleCredit } from './settle.ts'
import { creditTotals, requireWithin } from './totals.ts'

export interface Crediting {
  id: string
  on: string | undefined
  reason: string | undefined
  /** Names what happened where it happens once; a credit note of its own each time where it is left out. */
  sourceKey?: string
  /** What is to be credited of the invoice as it is while it is held. */
  linesOf: (invoice: CreditableInvoice) => CreditLine[]
}

/**
 * Posts a credit note over lines of an invoice and puts it to that invoice. Money that was paid for them comes off it and
 * stays with the customer. The one call to the ledger of its transaction.
 */
export async function recordCredit(
  ctx: OrgContext,
  tx: OrgWriteTx,
  { id, reason, linesOf, ...crediting }: Crediting,
): Promise<void> {
  const held = await lockPaymentsOn(tx, id)
  const invoice = await creditableInvoice(tx, id, { isHeld: true })
  const lines = linesOf(invoice)
  const totals = creditTotals(invoice, lines)
  requireWithin(invoice, totals)
  const on = await dayOf(ctx, tx, { invoice, on: crediting.on })
  const { baseCurrency } = await requireBook(tx)
  const creditId = uuidv7()
  const { base, lines: entryLines } = await creditEntry(tx, invoice, { lines, totals })
  const settlement = await planCredit(tx, invoice, { amount: totals.total, base, held })
  const isAll = invoice.credited.total + totals.total === invoice.total
  const [entry] = await postEntries(ctx, tx, [
    {
      series: 'CN',
      date: on,
      dayField: 'on',
      scope: 'sale',
      sourceKey: crediting.sourceKey ?? `credit:${creditId}`,
      lines: entryLines,
      memo: `Takes back ${isAll ? '' : 'part of '}${invoice.number}${reason === undefined ? '' : `: ${reason}`}`,
    },
    ...(await exchangeOf(tx, { invoice, creditId, on, baseCurrency, settlement })),
  ])
  if (!entry) throw new Error('An entry was posted that nobody can name.')
  const number = numberText({ series: 'CN', ...entry })
  await insertCredit(tx, {
    ctx,
    credit: { invoice, lines, totals, base, creditId, number, entryId: entry.id, on, reason: reason ?? '' },
  })
  await settleCredit(tx, { ctx, invoice, creditId, on, baseCurrency, settlement })
  if (isAll) await markVoid(ctx, tx, id)
  else if (invoice.settled < invoice.total && invoice.settled + totals.total >= invoice.total)
    tellPaid(tx, { ...invoice, totalMinor: invoice.total })
  tell(tx, { invoice, number, total: totals.total, isAll })
}

interface Told {
  invoice: CreditableInvoice
  number: string
  total: bigint
  isAll: boolean
}

/** Taken back whole, whether at once or in parts, is void. */
function tell(tx: OrgWriteTx, { invoice, number: creditNote, total, isAll }: Told): void {
  const { id, number, contactId, currency } = invoice
  const payload = { invoiceId: id, number, creditNote, contactId }
  const aggregate = `invoice:${id}`
  const isPart = total !== invoice.total
  if (isPart) {
    tx.audit('accounting.invoice.credited', { invoice: id }, { number: creditNote })
    const topic = 'accounting.invoice.credited'
    tx.emit({ topic, aggregate, payload: { ...payload, currency, total: amountText(total, currency) } })
  }
  if (!isAll) return
  tx.audit('accounting.invoice.voided', { invoice: id }, { number: creditNote })
  tx.emit({ topic: 'accounting.invoice.voided', aggregate, payload })
}

async function markVoid(ctx: OrgContext, tx: OrgWriteTx, id: string): Promise<void> {
  await tx
    .updateTable('accountingDocument')
    .set({ state: 'void', updatedAt: ctx.now(), version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute()
}

const later = (one: string, other: string) => (one > other ? one : other)

/** How the invoice stood on a day before that stays as it was. */
async function dayOf(
  ctx: OrgContext,
  tx: OrgDb,
  { invoice, on }: { invoice: CreditableInvoice; on: string | undefined },
): Promise<string> {
  const last = await tx
    .selectFrom('accountingAllocation')
    .select(['allocatedOn', 'undoesId'])
    .where('documentId', '=', invoice.id)
    .orderBy('allocatedOn', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  const isLater = last !== undefined && last.allocatedOn > invoice.issuedOn
  const from = isLater ? last.allocatedOn : invoice.issuedOn
  if (on === undefined) return later(todayOf(ctx), from)
  if (on >= from) return on
  const moved = last?.undoesId === null ? 'something was put to it' : 'a payment was taken off it'
  const why = isLater ? `${moved} on that day` : 'the invoice is of that day'
  throw fieldFault('on', `Choose ${calendarDay(from)} or a later day: ${why}.`)
}

/** Money stands on it: whoever takes all of it back decides about that first. */
export function requireUnpaid({ number, currency, settled, credited }: CreditableInvoice): void {
  const paid = settled - credited.total
  if (paid <= 0n) return
  throw new AppError('CONFLICT', {
    message: `${amountText(paid, currency)} ${currency} of ${number} is paid. Take that payment off it first: the money stays as credit.`,
  })
}
