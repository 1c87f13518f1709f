import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Page } from '../../../shared/list.ts'
import { requireBook } from '../book/queries.ts'
import { findContact } from '../contacts/service.ts'
import { todayOf } from '../documents/queries.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { amountText, minorOf } from '../ledger/amounts.ts'
import { usualAccount } from './money.ts'
import { movedPage, selectMoved } from './moved.ts'
import type { MovedRow } from './moved.ts'
import type { Wish } from './plan.ts'
import { allocatePayment, recordPayment } from './record.ts'
import type {
  AllocatePaymentIn,
  AllocationWish,
  GetPaymentIn,
  ListPaymentsIn,
  PaymentIn,
  RecordPaymentIn,
  TakeOffPaymentIn,
  UndoPaymentIn,
  WholePaymentIn,
} from './schema.ts'
import { liveRefunds, paidInvoices } from './rows.ts'
import { takeOffPayment } from './take-off.ts'
import { undoPayment } from './undo.ts'

const toPayment = ({ amountMinor, allocatedMinor, ...row }: MovedRow): PaymentIn => ({
  ...row,
  amount: amountText(amountMinor, row.currency),
  left: amountText(row.undoneOn === null ? amountMinor - allocatedMinor : 0, row.currency),
})

export async function listPaymentsIn(ctx: OrgContext, input: ListPaymentsIn): Promise<Page<PaymentIn>> {
  const found = selectMoved(ctx.db, 'in').$if(input.unallocated === true, (query) =>
    query.where(sql<boolean>`p.undone_on is null and p.allocated_minor < p.amount_minor`),
  )
  const { items, nextCursor } = await movedPage(ctx, found, {
    list: 'modules.accounting.paymentsIn.list',
    input,
  })
  return { items: items.map(toPayment), nextCursor }
}

export async function getPaymentIn({ db }: OrgContext, { id }: GetPaymentIn): Promise<WholePaymentIn> {
  const payment = await findPaymentIn(db, id)
  const amountOf = <T>({ amountMinor, ...rest }: T & { amountMinor: number | string }) => ({
    ...rest,
    amount: amountText(amountMinor, payment.currency),
  })
  return {
    ...payment,
    invoices: (await paidInvoices(db, id)).map(amountOf),
    refunds: (await liveRefunds(db, id)).map(amountOf),
  }
}

async function findPaymentIn(db: OrgDb, id: string): Promise<PaymentIn> {
  const row = await selectMoved(db, 'in').where('p.id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  return toPayment(row)
}

/** Records what a customer paid. What is left out follows from the first invoice that it is put to. */
export async function recordPaymentIn(ctx: OrgContext, input: RecordPaymentIn): Promise<PaymentIn> {
  const { invoiceId, allocations, method, reference, rate = null } = input
  // The invoice may be named both ways; it is paid once.
  const isNamed = invoiceId === undefined || allocations.some((one) => one.invoiceId === invoiceId)
  const given = isNamed ? allocations : [{ invoiceId }, ...allocations]
  return ctx.write(async (tx) => {
    const first = await firstInvoice(tx, given[0])
    if (input.contactId !== undefined) await findContact(tx, input.contactId)
    const { baseCurrency } = await requireBook(tx)
    const contactId = input.contactId ?? first?.contactId
    if (contactId === undefined) throw fieldFault('contactId', 'Say who paid, or which invoice.')
    const currency = input.currency ?? first?.currency ?? baseCurrency
    const amount = amountOf(input, { currency, open: first?.open })
    const { paidOn = todayOf(ctx), accountId = await usualAccount(tx, { method, currency }) } = input
    const { id } = await recordPayment(ctx, tx, {
      direction: 'in',
      contactId,
      paidOn,
      method,
      reference,
      accountId,
      currency,
      rate,
      amount,
      allocations: wishesOf(given, currency),
    })
    return findPaymentIn(tx, id)
  })
}

/** What was said, or all that is open of the one invoice. */
function amountOf(
  { amount, invoiceId }: RecordPaymentIn,
  { currency, open }: { currency: string; open: bigint | undefined },
): bigint {
  if (amount === undefined && invoiceId !== undefined && open !== undefined) {
    if (open > 0n) return open
    throw fieldFault('invoiceId', 'Nothing of this invoice is open.')
  }
  if (amount === undefined) throw fieldFault('amount', 'Say how much was paid.')
  const minor = minorOf(amount, { currency, path: 'amount' })
  if (minor <= 0n) throw fieldFault('amount', 'Give an amount above 0.')
  return minor
}

/** Puts what is left of a payment to invoices of its customer. */
export async function allocatePaymentIn(ctx: OrgContext, input: AllocatePaymentIn): Promise<PaymentIn> {
  return ctx.write(async (tx) => {
    const { currency } = await findPaymentIn(tx, input.id)
    const wishes = wishesOf(input.allocations, currency)
    await allocatePayment(ctx, tx, { id: input.id, on: todayOf(ctx), wishes })
    return findPaymentIn(tx, input.id)
  })
}

/** Takes a payment off one of the invoices it was put to. */
export async function takeOffPaymentIn(ctx: OrgContext, input: TakeOffPaymentIn): Promise<PaymentIn> {
  return ctx.write(async (tx) => {
    await findPaymentIn(tx, input.id)
    await takeOffPayment(ctx, tx, input)
    return findPaymentIn(tx, input.id)
  })
}

export async function undoPaymentIn(ctx: OrgContext, { id, on }: UndoPaymentIn): Promise<PaymentIn> {
  return ctx.write(async (tx) => {
    const { paidOn } = await findPaymentIn(tx, id)
    const today = todayOf(ctx)
    await undoPayment(ctx, tx, { id, on: on ?? (today > paidOn ? today : paidOn) })
    return findPaymentIn(tx, id)
  })
}

/** Throws a NOT_FOUND that names the first wish. */
async function firstInvoice(db: OrgDb, wish: AllocationWish | undefined) {
  if (wish === undefined) return undefined
  const invoice = await db
    .selectFrom('accountingDocument')
    .select(['contactId', 'currency', 'totalMinor', 'settledMinor'])
    .where('id', '=', wish.invoiceId)
    .executeTakeFirst()
  if (invoice) return { ...invoice, open: BigInt(invoice.totalMinor - invoice.settledMinor) }
  const message = 'There is no such invoice.'
  throw new AppError('NOT_FOUND', { message, issues: [{ path: 'allocations.0.invoiceId', message }] })
}

const wishesOf = (allocations: readonly AllocationWish[], currency: string): Wish[] =>
  allocations.map(({ invoiceId, amount }, at) => ({
    invoiceId,
    amount: amount === undefined ? null : minorOf(amount, { currency, path: `allocations.${at}.amount` }),
  }))
