import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import { requireBook } from '../../book/queries.ts'
import { amountText } from '../../ledger/amounts.ts'
import { isNothing } from '../../telling.ts'
import { wholeInvoice } from '../queries.ts'
import type { Reader } from '../queries.ts'
import type { WholeInvoice } from '../schema.ts'

export interface PrintedInvoice extends WholeInvoice {
  /**
   * The tax as it was booked, where the invoice is in another currency than the books: the law asks for it in the currency in
   * which it is paid (article 230 of the VAT directive). Null where there is none, and of a draft, whose rate may still move.
   */
  taxInBooks: { amount: string; currency: string } | null
}

/** All that stands on the paper. Throws a NOT_FOUND. */
export async function printedInvoice(reader: Reader, id: string): Promise<PrintedInvoice> {
  const invoice = await wholeInvoice(reader, id)
  return { ...invoice, taxInBooks: await taxInBooks(reader.db, invoice) }
}

async function taxInBooks(
  db: OrgDb,
  { entryId, kind, currency, tax }: WholeInvoice,
): Promise<PrintedInvoice['taxInBooks']> {
  if (entryId === null || isNothing(tax)) return null
  const { baseCurrency } = await requireBook(db)
  if (currency === baseCurrency) return null
  const { booked } = await db
    .selectFrom('accountingLine as l')
    .select(sql<string>`coalesce(sum(l.base_minor), 0)::text`.as('booked'))
    .where('l.entryId', '=', entryId)
    .where(
      sql<boolean>`exists (select from accounting_tax_component c
        where c.tax_code_id = l.tax_code_id and c.account_id = l.account_id)`,
    )
    .executeTakeFirstOrThrow()
  // An invoice books its tax as a credit, a credit note takes it back as a debit.
  const minor = kind === 'invoice' ? -BigInt(booked) : BigInt(booked)
  return { amount: amountText(minor, baseCurrency), currency: baseCurrency }
}
