import type { OrgDb } from '@hub/db'
import { scaled } from '../../../shared/money.ts'
import { AppError } from '../../../shared/errors.ts'
import type { TaxCategory } from '../taxes/schema.ts'
import { decimalText } from '../decimal-text.ts'

const QUANTITY_SCALE = 6
const zero = { net: 0n, tax: 0n, rounding: 0n, total: 0n }

export const quantityOf = (text: string): bigint => scaled(text, QUANTITY_SCALE) ?? 0n

/** A line of an invoice with what was credited of it so far. */
export interface CreditableLine {
  n: number
  description: string
  quantity: string
  unitCode: string
  unitPrice: string
  discountPercent: string
  amount: bigint
  taxCodeId: string
  accountId: string
  net: bigint
  credited: bigint
  creditedNet: bigint
  /** What of that was credited at the price of the line: so many of `quantity`, and what they came to. */
  byQuantity: { quantity: bigint; amount: bigint }
}

/** What one tax of an invoice was taken on, and what of both was credited so far. */
export interface CreditableTax {
  taxCodeId: string
  category: TaxCategory
  percent: string
  taxable: bigint
  tax: bigint
  credited: { taxable: bigint; tax: bigint }
}

export interface Sums {
  net: bigint
  tax: bigint
  rounding: bigint
  total: bigint
}

/** A posted invoice as credit notes see it. */
export interface CreditableInvoice extends Sums {
  id: string
  number: string
  entryId: string
  contactId: string
  issuedOn: string
  currency: string
  rate: string
  pricesIncludeTax: boolean
  settled: bigint
  base: bigint
  released: bigint
  lines: CreditableLine[]
  taxes: CreditableTax[]
  credited: Sums
  /** The entries of the credit notes so far. */
  creditEntryIds: string[]
}

/** The invoice, held until the transaction ends where it is to be credited. Throws a NOT_FOUND, or a CONFLICT in words. */
export async function creditableInvoice(
  db: OrgDb,
  id: string,
  { isHeld = false } = {},
): Promise<CreditableInvoice> {
  const row = await postedInvoice(db, id, isHeld)
  const credits = await db
    .selectFrom('accountingDocument')
    .select(['id', 'entryId', 'netMinor', 'taxMinor', 'roundingMinor', 'totalMinor'])
    .where('correctsId', '=', id)
    .where('kind', '=', 'credit_note')
    .where('postedAt', 'is not', null)
    .execute()
  const ids = credits.map((credit) => credit.id)
  const { netMinor, taxMinor, roundingMinor, totalMinor, settledMinor, baseMinor, releasedMinor, ...facts } =
    row
  return {
    ...facts,
    ...sumsOf({ netMinor, taxMinor, roundingMinor, totalMinor }),
    settled: BigInt(settledMinor),
    base: BigInt(baseMinor),
    released: BigInt(releasedMinor),
    lines: await creditableLines(db, id, ids),
    taxes: await creditableTaxes(db, id, ids),
    credited: credits.map(sumsOf).reduce(added, zero),
    creditEntryIds: credits.flatMap(({ entryId }) => entryId ?? []),
  }
}

async function postedInvoice(db: OrgDb, id: string, isHeld: boolean) {
  const row = await db
    .selectFrom('accountingDocument')
    .select(['id', 'kind', 'state', 'number', 'entryId', 'issuedOn', 'contactId', 'currency', 'rate'])
    .select(['pricesIncludeTax', 'netMinor', 'taxMinor', 'roundingMinor', 'totalMinor'])
    .select(['baseMinor', 'settledMinor', 'releasedMinor'])
    .where('id', '=', id)
    .$if(isHeld, (query) => query.forUpdate())
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  const { kind, state, number, entryId, ...facts } = row
  if (number === null || entryId === null)
    throw new AppError('CONFLICT', { message: 'This is a draft. Throw it away instead.' })
  if (state === 'void') throw new AppError('CONFLICT', { message: `${number} is void already.` })
  if (kind !== 'invoice')
    throw new AppError('CONFLICT', { message: `${number} is a credit note. Write a new invoice instead.` })
  return { ...facts, number, entryId }
}

type Minors = Record<'netMinor' | 'taxMinor' | 'roundingMinor' | 'totalMinor', number>

const sumsOf = ({ netMinor, taxMinor, roundingMinor, totalMinor }: Minors): Sums => ({
  net: BigInt(netMinor),
  tax: BigInt(taxMinor),
  rounding: BigInt(roundingMinor),
  total: BigInt(totalMinor),
})

const added = (one: Sums, other: Sums): Sums => ({
  net: one.net + other.net,
  tax: one.tax + other.tax,
  rounding: one.rounding + other.rounding,
  total: one.total + other.total,
})

/** A line of a credit note has the number of the line it takes back. */
async function creditableLines(
  db: OrgDb,
  id: string,
  creditIds: readonly string[],
): Promise<CreditableLine[]> {
  const rows = await db
    .selectFrom('accountingDocumentLine')
    .select(['documentId', 'n', 'description', 'quantity', 'unitCode', 'unitPrice', 'discountPercent'])
    .select(['amountMinor', 'netMinor', 'taxCodeId', 'accountId'])
    .where('documentId', 'in', [id, ...creditIds])
    .orderBy('n')
    .execute()
  const credits = rows.filter(({ documentId }) => documentId !== id)
  return rows
    .filter(({ documentId }) => documentId === id)
    .map(({ documentId: _document, amountMinor, netMinor, ...line }) => {
      const parts = credits.filter(({ n }) => n === line.n)
      const counted = parts.filter(
        ({ unitPrice, discountPercent }) =>
          unitPrice === line.unitPrice && discountPercent === line.discountPercent,
      )
      return {
        ...line,
        quantity: decimalText(line.quantity),
        unitPrice: decimalText(line.unitPrice),
        discountPercent: decimalText(line.discountPercent),
        amount: BigInt(amountMinor),
        net: BigInt(netMinor),
        credited: parts.reduce((sum, part) => sum + BigInt(part.amountMinor), 0n),
        creditedNet: parts.reduce((sum, part) => sum + BigInt(part.netMinor), 0n),
        byQuantity: {
          quantity: counted.reduce((sum, part) => sum + quantityOf(part.quantity), 0n),
          amount: counted.reduce((sum, part) => sum + BigInt(part.amountMinor), 0n),
        },
      }
    })
}

async function creditableTaxes(
  db: OrgDb,
  id: string,
  creditIds: readonly string[],
): Promise<CreditableTax[]> {
  const rows = await db
    .selectFrom('accountingDocumentTax')
    .select(['documentId', 'taxCodeId', 'category', 'percent', 'taxableMinor', 'taxMinor'])
    .where('documentId', 'in', [id, ...creditIds])
    .orderBy('percent', 'desc')
    .orderBy('taxCodeId')
    .execute()
  const credits = rows.filter(({ documentId }) => documentId !== id)
  return rows
    .filter(({ documentId }) => documentId === id)
    .map(({ taxCodeId, category, percent, taxableMinor, taxMinor }) => {
      const parts = credits.filter((part) => part.taxCodeId === taxCodeId)
      return {
        taxCodeId,
        category,
        percent: decimalText(percent),
        taxable: BigInt(taxableMinor),
        tax: BigInt(taxMinor),
        credited: {
          taxable: parts.reduce((sum, part) => sum + BigInt(part.taxableMinor), 0n),
          tax: parts.reduce((sum, part) => sum + BigInt(part.taxMinor), 0n),
        },
      }
    })
}
