import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { RawBuilder } from 'kysely'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { AppError } from '../../../shared/errors.ts'
import { dayIn } from '../../../shared/time.ts'
import { companyOf } from '../company/queries.ts'
import { decimalText } from '../decimal-text.ts'
import { amountText } from '../ledger/amounts.ts'
import type {
  Invoice,
  InvoiceDetails,
  InvoiceParties,
  SavedInvoice,
  StatusFilter,
  WholeInvoice,
} from './schema.ts'
import { statusInSql } from './status.ts'
import type { Party, Seller } from './tables.ts'

/** Who asks, and which day it is where the organization is. */
export type Reader = Pick<OrgContext, 'org' | 'now'> & { db: OrgDb }

export const todayOf = ({ org, now }: Pick<OrgContext, 'org' | 'now'>): string => dayIn(org.timeZone, now())

export function selectInvoices(reader: Reader) {
  return reader.db
    .selectFrom('accountingDocument as d')
    .leftJoin('accountingContact as c', 'c.id', 'd.contactId')
    .select(['d.id', 'd.kind', 'd.number', 'd.contactId', 'd.issuedOn', 'd.dueOn', 'd.currency'])
    .select(['d.totalMinor', 'd.settledMinor', 'd.sentAt', 'd.version'])
    .select([
      statusInSql(todayOf(reader)).as('status'),
      sql<string>`coalesce(d.buyer ->> 'name', c.name, '')`.as('contact'),
    ])
}

/** Whether a document `d` is one of those that a list is narrowed to. A credit note is paid by nobody. */
export function isInStatus(reader: Reader, status: StatusFilter): RawBuilder<boolean> {
  const own = statusInSql(todayOf(reader))
  return status === 'unpaid'
    ? sql<boolean>`d.kind = 'invoice' and ${own} in ('open', 'part_paid', 'overdue')`
    : sql<boolean>`${own} = ${status}`
}

export type InvoiceRow = Awaited<ReturnType<ReturnType<typeof selectInvoices>['executeTakeFirstOrThrow']>>

export function toInvoice({ totalMinor, settledMinor, ...row }: InvoiceRow): Invoice {
  const isOpen = row.status !== 'draft' && row.status !== 'void'
  return {
    ...row,
    total: amountText(totalMinor, row.currency),
    open: amountText(isOpen ? totalMinor - settledMinor : 0, row.currency),
  }
}

/** Throws a NOT_FOUND. */
export async function findInvoice(reader: Reader, id: string): Promise<Invoice> {
  const row = await selectInvoices(reader).where('d.id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  return toInvoice(row)
}

/** What became of a document, for whoever changed it. Throws a NOT_FOUND. */
export async function savedInvoice(reader: Reader, id: string): Promise<SavedInvoice> {
  const { number, status, currency, total, open, version } = await findInvoice(reader, id)
  return { id, number, status, currency, total, open, version }
}

/** A document with all that is printed of it; a draft with what would be. Throws a NOT_FOUND. */
export async function wholeInvoice(reader: Reader, id: string): Promise<WholeInvoice> {
  return { ...(await invoiceDetails(reader, id)), ...(await partiesOf(reader, id)) }
}

/** Who wrote it and for whom, as they were when it was posted; of a draft as they are now. Throws a NOT_FOUND. */
export async function partiesOf(reader: Reader, id: string): Promise<InvoiceParties> {
  const row = await reader.db
    .selectFrom('accountingDocument as d')
    .leftJoin('accountingDocument as o', 'o.id', 'd.correctsId')
    .select(['d.seller', 'd.buyer', 'd.contactId', 'o.number as corrects'])
    .where('d.id', '=', id)
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  return {
    seller: row.seller ?? (await sellerOf(reader)),
    buyer: row.buyer ?? (await buyerOf(reader.db, row.contactId)),
    corrects: row.corrects,
  }
}

/** Throws a NOT_FOUND. */
export async function invoiceDetails(reader: Reader, id: string): Promise<InvoiceDetails> {
  const { db } = reader
  const row = await selectInvoices(reader)
    .select(['d.correctsId', 'd.deliveredOn', 'd.rate', 'd.pricesIncludeTax', 'd.discountPercent'])
    .select([
      'd.reference',
      'd.message',
      'd.netMinor',
      'd.taxMinor',
      'd.roundingMinor',
      'd.entryId',
      'd.postedAt',
    ])
    .where('d.id', '=', id)
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  const { netMinor, taxMinor, roundingMinor, discountPercent, rate, ...rest } = row
  const { deliveredOn, correctsId, entryId, postedAt, reference, message, pricesIncludeTax, ...short } = rest
  const amount = (minor: number | bigint) => amountText(minor, row.currency)
  const lines = await linesOf(db, id)
  const written = lines.reduce((sum, line) => sum + line.amountMinor, 0)
  const printed = pricesIncludeTax ? netMinor + taxMinor + roundingMinor : netMinor
  return {
    ...toInvoice(short),
    deliveredOn,
    correctsId,
    entryId,
    postedAt,
    reference,
    message,
    pricesIncludeTax,
    rate: decimalText(rate),
    discountPercent: decimalText(discountPercent),
    lines: lines.map(({ amountMinor, netMinor: _net, ...line }) => ({
      ...line,
      amount: amount(amountMinor),
    })),
    taxes: await taxesOf(db, id, amount),
    net: amount(netMinor),
    tax: amount(taxMinor),
    rounding: amount(roundingMinor),
    discount: amount(written - printed),
    settlements: await settlementsOf(db, id, amount),
  }
}

export async function linesOf(db: OrgDb, id: string) {
  const rows = await db
    .selectFrom('accountingDocumentLine as l')
    .innerJoin('accountingTaxCode as t', 't.id', 'l.taxCodeId')
    .select(['l.description', 'l.quantity', 'l.unitCode', 'l.unitPrice', 'l.discountPercent'])
    .select(['l.amountMinor', 'l.netMinor', 'l.taxCodeId', 'l.accountId'])
    .select(['t.name as tax', 't.percent as taxPercent'])
    .where('l.documentId', '=', id)
    .orderBy('l.n')
    .execute()
  return rows.map((line) => ({
    ...line,
    quantity: decimalText(line.quantity),
    unitPrice: decimalText(line.unitPrice),
    discountPercent: decimalText(line.discountPercent),
    taxPercent: decimalText(line.taxPercent),
  }))
}

type AmountOf = (minor: number | bigint) => string

async function taxesOf(db: OrgDb, id: string, amount: AmountOf): Promise<InvoiceDetails['taxes']> {
  const rows = await db
    .selectFrom('accountingDocumentTax as x')
    .innerJoin('accountingTaxCode as t', 't.id', 'x.taxCodeId')
    .select(['t.name', 'x.category', 'x.percent', 'x.taxableMinor', 'x.taxMinor', 't.reason'])
    .where('x.documentId', '=', id)
    .orderBy('x.percent', 'desc')
    .orderBy('x.taxCodeId')
    .execute()
  return rows.map(({ taxableMinor, taxMinor, percent, ...row }) => ({
    ...row,
    percent: decimalText(percent),
    taxable: amount(taxableMinor),
    tax: amount(taxMinor),
  }))
}

/** What was put to it and not taken off again, by the day on which it was; of one payment on one day it is one. */
async function settlementsOf(
  db: OrgDb,
  id: string,
  amount: AmountOf,
): Promise<InvoiceDetails['settlements']> {
  const rows = await db
    .selectFrom('accountingAllocation as a')
    .select(['a.paymentId', 'a.creditId', 'a.allocatedOn as on'])
    .select(sql<string>`sum(a.amount_minor)::text`.as('amountMinor'))
    .where('a.documentId', '=', id)
    .where('a.undoesId', 'is', null)
    .where(sql<boolean>`not exists (select from accounting_allocation u where u.undoes_id = a.id)`)
    .groupBy(['a.paymentId', 'a.creditId', 'a.allocatedOn'])
    .orderBy('a.allocatedOn')
    .orderBy(sql`min(a.id::text)`)
    .execute()
  return rows.map(({ amountMinor, ...row }) => ({ ...row, amount: amount(BigInt(amountMinor)) }))
}

/** The business as it is printed. */
export async function sellerOf(reader: Reader): Promise<Seller> {
  const { legalName, termsDays: _terms, version: _version, ...facts } = await companyOf(reader)
  return { name: legalName, ...facts }
}

export async function buyerOf(db: OrgDb, contactId: string): Promise<Party> {
  return db
    .selectFrom('accountingContact')
    .select(['name', 'street', 'postcode', 'city', 'country', 'taxId', 'email'])
    .where('id', '=', contactId)
    .executeTakeFirstOrThrow()
}
