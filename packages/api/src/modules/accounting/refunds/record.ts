import { uuidv7 } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { calendarDay } from '../../../shared/day-text.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { accountsByRole } from '../accounts/roles.ts'
import { requireBook } from '../book/queries.ts'
import { findContact } from '../contacts/service.ts'
import type { PaymentMethod } from '../documents/tables.ts'
import { amountText } from '../ledger/amounts.ts'
import { postEntries } from '../ledger/posting.ts'
import type { NewEntry } from '../ledger/posting.ts'
import { moneyInBooks, requireMoneyAccount } from '../payments/money.ts'
import { exchangeDifference } from '../payments/settle.ts'
import { cameOn, freeFrom, leftIn, lockSources, moveUsed, partsOf } from './sources.ts'
import type { Owed, Part } from './sources.ts'

export interface NewRefund extends Owed {
  paidOn: string
  /** What the day is called where somebody chose it. */
  dayField: 'paidOn' | 'on'
  /** Nobody chose the day: it moves to the one on which the money was taken off something, if that is later. */
  mayBeLater?: boolean
  method: PaymentMethod
  reference: string
  /** Where the money was: an account of the subtype bank or cash. */
  accountId: string
  /** Books' currency for one of this; null in the books' own. */
  rate: string | null
  /** Minor units, above 0; null for all that is left. */
  amount: bigint | null
}

/** The same once it is known how much it is. */
interface Paid extends Omit<NewRefund, 'amount'> {
  id: string
  amount: bigint
  base: bigint
  parts: readonly Part[]
}

/**
 * Money of a customer goes back to them: it is taken from payments that were not put to invoices, and never more than that. The
 * one call to the ledger of its transaction.
 */
export async function payBack(ctx: OrgContext, tx: OrgWriteTx, refund: NewRefund): Promise<string> {
  const { baseCurrency } = await requireBook(tx)
  const paid = await planned(tx, refund, baseCurrency)
  const { id, contactId, currency, amount, paidOn, dayField, parts } = paid
  const entry = await entryOf(tx, paid)
  const on = { contactId, currency, baseCurrency, on: paidOn, planned: parts }
  const exchange = await exchangeDifference(tx, { ...on, sourceKey: `refund:${id}:exchange` })
  const entries = [entry, ...exchange].map((one) => ({ ...one, dayField }))
  const [posted] = await postEntries(ctx, tx, entries)
  await insertRefund(ctx, tx, { ...paid, entryId: posted?.id ?? '' })
  await moveUsed(
    tx,
    parts.map(({ source, ...part }) => ({ ...part, paymentId: source.id })),
  )
  tx.audit('accounting.refund.recorded', { refund: id })
  tx.emit({
    topic: 'accounting.refund.recorded',
    aggregate: `refund:${id}`,
    payload: { refundId: id, contactId, currency, amount: amountText(amount, currency), paidOn },
  })
  return id
}

/** Holds the payments it is taken from. */
async function planned(tx: OrgWriteTx, refund: NewRefund, baseCurrency: string): Promise<Paid> {
  const { currency, paidOn, dayField, paymentId, mayBeLater = false } = refund
  const sources = await lockSources(tx, refund)
  const amount = refund.amount ?? leftIn(sources)
  if (sources.length === 0)
    throw fieldFault(
      paymentId === undefined ? 'contactId' : 'paymentId',
      `Nothing is left to pay back${paymentId === undefined ? ` in ${currency}` : ' of this payment'}.`,
    )
  const base = moneyInBooks({ ...refund, amount }, baseCurrency)
  const parts = partsOf(sources, { amount, base, currency })
  const from = await freeFrom(tx, parts)
  const first = mayBeLater ? cameOn(parts) : from
  if (paidOn < first)
    throw fieldFault(dayField, `Choose ${calendarDay(first)} or a later day: the money is free since then.`)
  return { ...refund, id: uuidv7(), amount, base, parts, paidOn: paidOn < from ? from : paidOn }
}

/** The money from its account, and the customer who has so much less with us. */
async function entryOf(
  tx: OrgWriteTx,
  { id, contactId, currency, amount, base, paidOn, reference, accountId }: Paid,
): Promise<NewEntry> {
  const { name } = await findContact(tx, contactId)
  const { receivable } = await accountsByRole(tx, ['receivable'])
  await requireMoneyAccount(tx, { accountId, currency })
  return {
    series: 'PAY',
    date: paidOn,
    scope: 'bank',
    sourceKey: `refund:${id}`,
    memo: `Paid back to ${name}${reference === '' ? '' : `: ${reference}`}`,
    lines: [
      { accountId: receivable, currency, amount, base, contactId },
      { accountId, currency, amount: -amount, base: -base },
    ],
  }
}

async function insertRefund(
  ctx: OrgContext,
  tx: OrgWriteTx,
  {
    parts,
    entryId,
    paymentId: _one,
    dayField: _field,
    mayBeLater: _later,
    amount,
    base,
    rate,
    ...facts
  }: Paid & { entryId: string },
): Promise<void> {
  const own = { orgId: ctx.org.orgId, createdById: ctx.actor.userId, createdAt: ctx.now() }
  await tx
    .insertInto('accountingPayment')
    .values({
      ...facts,
      ...own,
      direction: 'out',
      entryId,
      rate: rate ?? '1',
      amountMinor: amount.toString(),
      baseMinor: base.toString(),
      // All of it is of payments, from the beginning.
      allocatedMinor: Number(amount),
      releasedMinor: Number(base),
    })
    .execute()
  await tx
    .insertInto('accountingAllocation')
    .values(
      parts.map(({ source, ...part }) => ({
        ...own,
        id: uuidv7(),
        documentId: null,
        refundId: facts.id,
        paymentId: source.id,
        allocatedOn: facts.paidOn,
        amountMinor: part.amount.toString(),
        documentBaseMinor: part.documentBase.toString(),
        sourceBaseMinor: part.sourceBase.toString(),
      })),
    )
    .execute()
}
