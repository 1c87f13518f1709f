import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import { AppError } from '../../../shared/errors.ts'
import type { PaymentDirection } from '../documents/tables.ts'

/** A payment or a refund, held until the transaction ends. Throws a NOT_FOUND, or a CONFLICT for one that was undone. */
export async function lockPayment(tx: OrgDb, id: string, direction: PaymentDirection = 'in') {
  const row = await tx
    .selectFrom('accountingPayment')
    .select(['contactId', 'currency', 'paidOn', 'entryId', 'undoneOn', 'version'])
    .select(['amountMinor', 'baseMinor', 'allocatedMinor', 'releasedMinor'])
    .where('id', '=', id)
    .where('direction', '=', direction)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  const { amountMinor, baseMinor, allocatedMinor, releasedMinor, undoneOn, ...payment } = row
  const what = direction === 'in' ? 'payment' : 'refund'
  if (undoneOn !== null) throw new AppError('CONFLICT', { message: `This ${what} was undone already.` })
  return {
    ...payment,
    amount: BigInt(amountMinor),
    base: BigInt(baseMinor),
    allocated: BigInt(allocatedMinor),
    released: BigInt(releasedMinor),
  }
}

/** What was put to something and not taken off again. */
const selectLive = (db: OrgDb) =>
  db
    .selectFrom('accountingAllocation as a')
    .where('a.undoesId', 'is', null)
    .where(sql<boolean>`not exists (select from accounting_allocation u where u.undoes_id = a.id)`)

/** What of a payment was put to invoices and not taken off again. */
export const liveAllocations = (db: OrgDb, paymentId: string) =>
  selectLive(db)
    .select(['a.id', 'a.allocatedOn', 'a.amountMinor', 'a.documentBaseMinor', 'a.sourceBaseMinor'])
    .select((eb) => eb.ref('a.documentId').$notNull().as('documentId'))
    .where('a.paymentId', '=', paymentId)
    .where('a.documentId', 'is not', null)
    .orderBy('a.documentId')
    .execute()

/** What of payments stands on an invoice, the last put first. */
export const liveOnInvoice = (db: OrgDb, invoiceId: string) =>
  selectLive(db)
    .select(['a.id', 'a.allocatedOn', 'a.amountMinor', 'a.documentBaseMinor', 'a.sourceBaseMinor'])
    .select((eb) => eb.ref('a.paymentId').$notNull().as('paymentId'))
    .where('a.documentId', '=', invoiceId)
    .where('a.paymentId', 'is not', null)
    .orderBy('a.allocatedOn', 'desc')
    .orderBy('a.id', 'desc')
    .execute()

export type LivePayment = Awaited<ReturnType<typeof liveOnInvoice>>[number]

/** The refunds that a payment went back in, with how much of it each has. */
export const liveRefunds = (db: OrgDb, paymentId: string) =>
  selectLive(db)
    .select(['a.allocatedOn as on', 'a.amountMinor'])
    .select((eb) => eb.ref('a.refundId').$notNull().as('refundId'))
    .where('a.paymentId', '=', paymentId)
    .where('a.refundId', 'is not', null)
    .orderBy('a.allocatedOn')
    .orderBy('a.id')
    .execute()

/** The payments that a refund took its money from, in the order in which everybody holds them. */
export const refundedFrom = (db: OrgDb, refundId: string) =>
  selectLive(db)
    .select(['a.id', 'a.amountMinor', 'a.documentBaseMinor', 'a.sourceBaseMinor'])
    .select((eb) => eb.ref('a.paymentId').$notNull().as('paymentId'))
    .where('a.refundId', '=', refundId)
    .orderBy('a.paymentId')
    .execute()

export type LiveAllocation = Awaited<ReturnType<typeof liveAllocations>>[number]

/** The invoices that a payment stands on, with how much of it each has. */
export const paidInvoices = (db: OrgDb, paymentId: string) =>
  db
    .selectFrom('accountingAllocation as a')
    .innerJoin('accountingDocument as d', 'd.id', 'a.documentId')
    .select(['d.id as invoiceId', sql<string>`coalesce(d.number, '')`.as('number')])
    .select([
      sql<string>`max(a.allocated_on)::text`.as('on'),
      sql<string>`sum(a.amount_minor)::text`.as('amountMinor'),
    ])
    .where('a.paymentId', '=', paymentId)
    .groupBy(['d.id', 'd.number'])
    .having(sql<boolean>`sum(a.amount_minor) <> 0`)
    .orderBy('d.number')
    .execute()

/** The last day on which something of a payment was put to an invoice or taken off again; null where nothing was. */
export async function lastAllocatedOn(db: OrgDb, paymentId: string): Promise<string | null> {
  const { last } = await db
    .selectFrom('accountingAllocation')
    .select(sql<string | null>`max(allocated_on)::text`.as('last'))
    .where('paymentId', '=', paymentId)
    .executeTakeFirstOrThrow()
  return last
}
