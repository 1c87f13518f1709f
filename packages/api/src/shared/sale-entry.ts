import { componentTaxes, fit } from './document-totals.ts'
import type { Totals } from './document-totals.ts'

/*
 * What posting an invoice moves in the books. The page that shows it while the invoice is written reads it here as well, so
 * that what was shown is what is posted.
 */

export interface SaleLine {
  /** Where it is earned. */
  accountId: string
  tax: {
    id: string
    components: readonly { percent: string; sign: 1 | -1; accountId: string }[]
  }
}

export interface Sale {
  lines: readonly SaleLine[]
  totals: Totals
  /** An amount of the invoice in the books' currency. */
  inBooks: (amount: bigint) => bigint
}

export interface SalePart {
  accountId: string
  taxCodeId?: string
  /** Debit above zero, credit below, in the currency of the invoice. */
  amount: bigint
  /** The same in the books' currency. */
  base: bigint
}

type Part = Omit<SalePart, 'base'>

/**
 * The customer owes the total, which comes first; what was earned and the tax on it stand against it. The total is converted
 * once, and the rest comes to the same.
 */
export function saleEntry(
  sale: Sale,
  { receivable, rounding }: { receivable: string; rounding: string },
): [SalePart, ...SalePart[]] {
  const { totals, inBooks } = sale
  const base = inBooks(totals.total)
  const others = [...earned(sale), ...taxed(sale), { accountId: rounding, amount: -totals.rounding }].filter(
    ({ amount }) => amount !== 0n,
  )
  const bases = fit(
    others.map(({ amount }) => inBooks(amount)),
    -base,
  )
  return [
    { accountId: receivable, amount: totals.total, base },
    ...others.map((part, at) => ({ ...part, base: bases[at] ?? 0n })),
  ]
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
