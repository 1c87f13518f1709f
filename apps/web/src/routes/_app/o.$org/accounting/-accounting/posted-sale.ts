import { convert, rateOf } from '@hub/api/schemas/shared/money'
import { saleEntry } from '@hub/api/schemas/shared/sale-entry'
import type { Totals } from '@hub/api/schemas/shared/document-totals'
import { digitsOf } from './currency-digits.ts'
import { valueIn } from './entry-lines.ts'
import { writtenLines } from './invoice-form.ts'
import type { InvoiceForm } from './invoice-form.ts'
import type { InvoiceParts } from './invoice-parts.ts'

export interface WrittenSale {
  form: InvoiceForm
  totals: Totals
  parts: Pick<InvoiceParts, 'accounts' | 'taxes' | 'baseCurrency'>
}

const untaxed = { id: '', components: [] }

/**
 * What posting the invoice will put on each account, by its id: debit above zero, credit below, in minor units of the books'
 * currency. Null while its rate cannot be read.
 */
export function postedSale({ form, totals, parts }: WrittenSale): Map<string, bigint> | null {
  const { currency } = form
  const { accounts, taxes, baseCurrency } = parts
  const rate = rateOf(currency === baseCurrency ? '1' : form.rate)
  if (rate === null) return null
  const ofRole = (role: string) => accounts.find((account) => account.role === role)?.id ?? role
  const lines = writtenLines(form).map((line) => ({
    accountId: valueIn(line, 'account') || ofRole('sales'),
    tax: taxes.find(({ id }) => id === valueIn(line, 'tax')) ?? untaxed,
  }))
  const exchange = { rate, from: digitsOf(currency), to: digitsOf(baseCurrency) }
  const posted = saleEntry(
    { lines, totals, inBooks: (amount) => convert(amount, exchange) },
    { receivable: ofRole('receivable'), rounding: ofRole('rounding') },
  )
  const sums = new Map<string, bigint>()
  for (const { accountId, base } of posted) sums.set(accountId, (sums.get(accountId) ?? 0n) + base)
  return new Map([...sums].filter(([, base]) => base !== 0n))
}
