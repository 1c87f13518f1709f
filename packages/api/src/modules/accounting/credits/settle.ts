import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { AppError } from '../../../shared/errors.ts'
import type { NewEntry } from '../ledger/posting.ts'
import { share } from '../payments/plan.ts'
import { liveOnInvoice, lockPayment } from '../payments/rows.ts'
import type { LivePayment } from '../payments/rows.ts'
import { allocate, exchangeDifference, mirrored, unsettle } from '../payments/settle.ts'
import type { CreditableInvoice } from './invoice.ts'

type Payment = Awaited<ReturnType<typeof lockPayment>>

/** Payments that stand on an invoice, held in the order in which everybody holds them: before the invoice. */
export async function lockPaymentsOn(tx: OrgDb, invoiceId: string): Promise<ReadonlyMap<string, Payment>> {
  const ids = new Set((await liveOnInvoice(tx, invoiceId)).map(({ paymentId }) => paymentId))
  const held = new Map<string, Payment>()
  for (const id of [...ids].toSorted()) held.set(id, await lockPayment(tx, id))
  return held
}

/** Money that a credit note makes free: taken off the invoice, and what of it stays put to it. */
interface Freed {
  paymentId: string
  payment: Payment
  live: LivePayment[]
  kept: { amount: bigint; documentBase: bigint; sourceBase: bigint }
}

/** How a credit note is put to its invoice, and what it makes free of what was paid already. */
export interface Settlement {
  amount: bigint
  documentBase: bigint
  sourceBase: bigint
  freed: Freed[]
}

/** What was put to the invoice last comes off first, so far as the invoice would be paid and credited twice. */
export async function planCredit(
  tx: OrgDb,
  invoice: CreditableInvoice,
  { amount, base, held }: { amount: bigint; base: bigint; held: ReadonlyMap<string, Payment> },
): Promise<Settlement> {
  const live = await liveOnInvoice(tx, invoice.id)
  const { off, kept, last } = comingOff(live, invoice.settled + amount - invoice.total)
  const rows = [...off.values()].flat()
  const of = { amount: invoice.total, base: invoice.base }
  const taken = invoice.settled - sumOf(rows, 'amountMinor')
  const released = invoice.released - sumOf(rows, 'documentBaseMinor')
  // What it is worth itself, so that no unit remains between them; the last to pay the invoice takes the rest of it.
  const rest = invoice.base - released
  const documentBase = taken + amount === invoice.total || base > rest ? rest : base
  const after = { ...of, taken: taken + amount, released: released + documentBase }
  const freed = [...off].map(([paymentId, puts]): Freed => {
    const payment = held.get(paymentId)
    // Recorded after the payments were looked for, and before the invoice was held.
    if (!payment)
      throw new AppError('CONFLICT', {
        message: 'Somebody else paid this invoice just now. Look at it again.',
      })
    if (paymentId !== last || kept === 0n) return { paymentId, payment, live: puts, kept: none }
    const sourceBase = share(kept, leftOf(payment, puts))
    return {
      paymentId,
      payment,
      live: puts,
      kept: { amount: kept, documentBase: share(kept, after), sourceBase },
    }
  })
  return { amount, documentBase, sourceBase: base, freed }
}

/** A payment once so much of it came off. */
const leftOf = ({ amount, base, allocated, released }: Payment, off: readonly LivePayment[]) => ({
  amount,
  base,
  taken: allocated - sumOf(off, 'amountMinor'),
  released: released - sumOf(off, 'sourceBaseMinor'),
})

/** Rows that come off, by their payment, and how much of the last one stays. */
function comingOff(live: readonly LivePayment[], tooMuch: bigint) {
  const off = new Map<string, LivePayment[]>()
  let [over, kept, last] = [tooMuch, 0n, '']
  for (const row of live) {
    if (over <= 0n) break
    const amount = BigInt(row.amountMinor)
    off.set(row.paymentId, [...(off.get(row.paymentId) ?? []), row])
    last = row.paymentId
    kept = amount > over ? amount - over : 0n
    over -= amount
  }
  return { off, kept, last }
}

const none = { amount: 0n, documentBase: 0n, sourceBase: 0n }

const sumOf = (
  rows: readonly LivePayment[],
  part: 'amountMinor' | 'documentBaseMinor' | 'sourceBaseMinor',
): bigint => rows.reduce((sum, row) => sum + BigInt(row[part]), 0n)

interface Crediting {
  ctx: OrgContext
  invoice: CreditableInvoice
  creditId: string
  on: string
  baseCurrency: string
  settlement: Settlement
}

/** What the rates made of money that comes off, and of units that remain over between the invoice and its credit notes. */
export async function exchangeOf(
  tx: OrgDb,
  { invoice, creditId, on, baseCurrency, settlement }: Omit<Crediting, 'ctx'>,
): Promise<NewEntry[]> {
  const { contactId, currency } = invoice
  const shared = { contactId, currency, baseCurrency, on }
  const entries = await exchangeDifference(tx, {
    ...shared,
    sourceKey: `credit:${creditId}:exchange`,
    planned: [settlement],
  })
  for (const { paymentId, live, kept } of settlement.freed)
    entries.push(
      ...(await exchangeDifference(tx, {
        ...shared,
        sourceKey: `exchange:${paymentId}:credit:${creditId}`,
        isUndone: true,
        planned: [...mirrored(live), kept],
      })),
    )
  return entries.map((entry) => ({ ...entry, dayField: 'on' }))
}

/** Puts the credit note to the invoice; money that is too much then stays with the customer. */
export async function settleCredit(tx: OrgWriteTx, crediting: Crediting): Promise<void> {
  const { ctx, invoice, creditId, on, settlement } = crediting
  for (const { paymentId, live } of settlement.freed)
    await unsettle(tx, { ctx, paymentId, on, live: live.map((row) => ({ ...row, documentId: invoice.id })) })
  const place = { ctx, on, documentId: invoice.id }
  const { amount, documentBase, sourceBase } = settlement
  await allocate(tx, { ...place, creditId, amount, documentBase, sourceBase })
  for (const { paymentId, payment, live, kept } of settlement.freed) {
    if (kept.amount > 0n) await allocate(tx, { ...place, paymentId, ...kept })
    await tx
      .updateTable('accountingPayment')
      .set({
        allocatedMinor: Number(payment.allocated - sumOf(live, 'amountMinor') + kept.amount),
        releasedMinor: Number(payment.released - sumOf(live, 'sourceBaseMinor') + kept.sourceBase),
        version: sql<number>`version + 1`,
      })
      .where('id', '=', paymentId)
      .execute()
    tx.audit('accounting.payment.takenOff', { payment: paymentId, invoice: invoice.id })
  }
}
