import { componentTaxes, fit } from '../../../shared/document-totals.ts'
import type { Totals } from '../../../shared/document-totals.ts'
import { convert } from '../../../shared/money.ts'
import { digitsOf, rateOf } from '../ledger/amounts.ts'
import type { NewLine } from '../ledger/posting.ts'
import type { DraftLine } from './draft-lines.ts'

export interface Sale {
  contactId: string
  currency: string
  rate: string
  baseCurrency: string
  /** The total in the books' currency. */
  base: bigint
  lines: readonly DraftLine[]
  totals: Totals
}

type Part = Pick<NewLine, 'accountId' | 'taxCodeId'> & { amount: bigint }

/**
 * What posting an invoice does: the customer owes the total; what was earned and the tax on it stand against it. The total
 * is converted once, and the rest comes to the same.
 */
export function saleLines(
  sale: Sale,
  { receivable, rounding }: { receivable: string; rounding: string },
): NewLine[] {
  const { totals, contactId, currency, base } = sale
  const others = [...earned(sale), ...taxed(sale), { accountId: rounding, amount: -totals.rounding }].filter(
    ({ amount }) => amount !== 0n,
  )
  const bases = fit(
    others.map(({ amount }) => inBooks(amount, sale)),
    -base,
  )
  return [
    { accountId: receivable, currency, amount: totals.total, base, contactId },
    ...others.map((part, at) => ({ ...part, currency, base: bases[at] ?? 0n })),
  ]
}

function inBooks(amount: bigint, { currency, baseCurrency, rate }: Sale): bigint {
  if (currency === baseCurrency) return amount
  return convert(amount, { rate: rateOf(rate) ?? 1n, from: digitsOf(currency), to: digitsOf(baseCurrency) })
}

/** By account and tax, so that a tax return finds what each rate was taken on. */
function earned({ lines, totals }: Sale): Part[] {
  const parts = new Map<string, Part>()
  lines.forEach(({ accountId, tax }, at) => {
    const key = `${accountId} ${tax.id}`
    const part = parts.get(key) ?? { accountId, taxCodeId: tax.id, amount: 0n }
    parts.set(key, { ...part, amount: part.amount - (totals.lines[at]?.net ?? 0n) })
  })
  return [...parts.values()]
}

function taxed({ lines, totals }: Sale): Part[] {
  const codes = new Map(lines.map(({ tax }) => [tax.id, tax]))
  return totals.taxes.flatMap((total) => {
    const components = codes.get(total.taxCodeId)?.components ?? []
    const amounts = componentTaxes(total, components)
    return components.map(({ accountId }, at) => ({
      accountId,
      taxCodeId: total.taxCodeId,
      amount: -(amounts[at] ?? 0n),
    }))
  })
}
