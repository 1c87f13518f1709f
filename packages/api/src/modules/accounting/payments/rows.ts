import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import { AppError } from '../../../shared/errors.ts'

/** A payment, held until the transaction ends. Throws a NOT_FOUND, or a CONFLICT for one that was undone. */
export async function lockPayment(tx: OrgDb, id: string) {
  const row = await tx
    .selectFrom('accountingPayment')
    .select(['contactId', 'currency', 'paidOn', 'entryId', 'undoneOn', 'version'])
    .select(['amountMinor', 'baseMinor', 'allocatedMinor', 'releasedMinor'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  const { amountMinor, baseMinor, allocatedMinor, releasedMinor, undoneOn, ...payment } = row
  if (undoneOn !== null) throw new AppError('CONFLICT', { message: 'This payment was undone already.' })
  return {
    ...payment,
    amount: BigInt(amountMinor),
    base: BigInt(baseMinor),
    allocated: BigInt(allocatedMinor),
    released: BigInt(releasedMinor),
  }
}

/** What of a payment was put to invoices and not taken off again. */
export const liveAllocations = (db: OrgDb, paymentId: string) =>
  db
    .selectFrom('accountingAllocation as a')
    .select(['a.id', 'a.documentId', 'a.allocatedOn'])
    .select(['a.amountMinor', 'a.documentBaseMinor', 'a.sourceBaseMinor'])
    .where('a.paymentId', '=', paymentId)
    .where('a.undoesId', 'is', null)
    .where(sql<boolean>`not exists (select from accounting_allocation u where u.undoes_id = a.id)`)
    .orderBy('a.documentId')
    .execute()

export type LiveAllocation = Awaited<ReturnType<typeof liveAllocations>>[number]

/** The invoices that a payment stands on, with how much of it each has. */
export const paidInvoices = (db: OrgDb, paymentId: string) =>
  db
    .selectFrom('accountingAllocation as a')
    .innerJoin('accountingDocument as d', 'd.id', 'a.documentId')
    .select(['a.documentId as invoiceId', sql<string>`coalesce(d.number, '')`.as('number')])
    .select([
      sql<string>`max(a.allocated_on)::text`.as('on'),
      sql<string>`sum(a.amount_minor)::text`.as('amountMinor'),
    ])
    .where('a.paymentId', '=', paymentId)
    .groupBy(['a.documentId', 'd.number'])
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
