import type { Totals } from '../../../shared/document-totals.ts'
import { convert, rateOf } from '../../../shared/money.ts'
import { saleEntry } from '../../../shared/sale-entry.ts'
import { digitsOf } from '../ledger/amounts.ts'
import type { NewLine } from '../ledger/posting.ts'
import type { DraftLine } from './draft-lines.ts'

export interface PostedSale {
  contactId: string
  currency: string
  rate: string
  baseCurrency: string
  lines: readonly DraftLine[]
  totals: Totals
}

/** An invoice as lines of its entry. What its customer owes comes first. */
export function saleLines(
  { contactId, currency, rate, baseCurrency, ...sale }: PostedSale,
  accounts: { receivable: string; rounding: string },
): NewLine[] {
  const inBooks = (amount: bigint) => amountInBooks(amount, { currency, rate, baseCurrency })
  const [owed, ...others] = saleEntry({ ...sale, inBooks }, accounts)
  return [{ ...owed, currency, contactId }, ...others.map((part) => ({ ...part, currency }))]
}

/** An amount of a document in the books' currency. */
export function amountInBooks(
  amount: bigint,
  { currency, rate, baseCurrency }: Pick<PostedSale, 'currency' | 'rate' | 'baseCurrency'>,
): bigint {
  if (currency === baseCurrency) return amount
  return convert(amount, { rate: rateOf(rate) ?? 1n, from: digitsOf(currency), to: digitsOf(baseCurrency) })
}
