import { fit } from '../../../shared/document-totals.ts'
import type { Totals } from '../../../shared/document-totals.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { mulDiv, scaled } from '../../../shared/money.ts'
import { amountText } from '../ledger/amounts.ts'
import type { CreditableInvoice, CreditableTax } from './invoice.ts'
import type { CreditLine } from './parts.ts'

const PERCENT_SCALE = 6
const WHOLE = 100n * 10n ** BigInt(PERCENT_SCALE)

const sum = (parts: readonly bigint[]) => parts.reduce((before, part) => before + part, 0n)

type CreditTax = Totals['taxes'][number] & Pick<CreditableTax, 'category'>

/** What a credit note comes to. */
export interface CreditTotals extends Totals {
  taxes: CreditTax[]
  /** Nothing of any line is left after it. */
  isLast: boolean
}

/**
 * What a credit note over some lines comes to. Each figure is what is credited after it less what was credited before, so
 * that all credit notes of an invoice come to the invoice to the cent, whatever they were cut into.
 */
export function creditTotals(invoice: CreditableInvoice, credits: readonly CreditLine[]): CreditTotals {
  const now = new Map(credits.map(({ of, amount }) => [of.n, amount]))
  const after = invoice.lines.map((line) => ({ ...line, after: line.credited + (now.get(line.n) ?? 0n) }))
  const isLast = after.every((line) => line.after === line.amount)
  const groups = invoice.taxes.map((tax) => groupOf(invoice, tax, credits))
  const taxes = groups.map(({ total }) => total).filter((_total, at) => (groups[at]?.nets.length ?? 0) > 0)
  const nets = new Map(groups.flatMap((group) => group.nets))
  const [net, tax] = [sum(taxes.map(({ taxable }) => taxable)), sum(taxes.map((one) => one.tax))]
  const written = sum(credits.map(({ amount }) => amount))
  const total = totalOf(invoice, { net, tax, isLast, written })
  const rounding = total - net - tax
  const printed = invoice.pricesIncludeTax ? total : net
  return {
    lines: credits.map(({ of, amount }) => ({ amount, net: nets.get(of.n) ?? 0n })),
    taxes,
    discount: written - printed,
    net,
    tax,
    rounding,
    total,
    isLast,
  }
}

interface Group {
  total: CreditTax
  nets: [n: number, net: bigint][]
}

/** The lines of one tax. Throws a BAD_REQUEST where more of it would be credited than was invoiced. */
function groupOf(
  { lines, currency }: CreditableInvoice,
  tax: CreditableTax,
  credits: readonly CreditLine[],
): Group {
  const own = lines.filter(({ taxCodeId }) => taxCodeId === tax.taxCodeId)
  const chosen = credits.filter(({ of }) => of.taxCodeId === tax.taxCodeId)
  const all = sum(own.map(({ amount }) => amount))
  const after = sum([...own.map(({ credited }) => credited), ...chosen.map(({ amount }) => amount)])
  const [low, high] = all < 0n ? [all, 0n] : [0n, all]
  if (after < low || after > high) {
    const most = `${amountText(all, currency)} ${currency}`
    throw fieldFault(
      'lines',
      `At ${tax.percent} % the lines of this invoice come to ${most}, and no more is credited.`,
    )
  }
  const taxable = (after === all ? tax.taxable : mulDiv(tax.taxable, after, all)) - tax.credited.taxable
  const taxed = (after === all ? tax.tax : taxOn(tax, tax.credited.taxable + taxable)) - tax.credited.tax
  const nets = fit(chosen.map(netOf), taxable)
  const { taxCodeId, category, percent } = tax
  return {
    total: { taxCodeId, category, percent, taxable, tax: taxed },
    nets: chosen.map(({ of }, at) => [of.n, nets[at] ?? 0n]),
  }
}

const netOf = ({ of, amount }: CreditLine): bigint => {
  if (of.credited + amount === of.amount) return of.net - of.creditedNet
  return mulDiv(of.net, amount, of.amount)
}

/** By the rate, and never more than was taken. */
function taxOn({ percent, tax }: CreditableTax, taxable: bigint): bigint {
  const byRate = mulDiv(taxable, scaled(percent, PERCENT_SCALE) ?? 0n, WHOLE)
  const isMore = tax < 0n ? byRate < tax : byRate > tax
  return isMore ? tax : byRate
}

interface Known {
  net: bigint
  tax: bigint
  isLast: boolean
  written: bigint
}

/** A price with tax in it is credited as it was shown. */
function totalOf(invoice: CreditableInvoice, { net, tax, isLast, written }: Known): bigint {
  const { lines, total, credited } = invoice
  if (isLast) return total - credited.total
  if (!invoice.pricesIncludeTax) return net + tax
  const all = sum(lines.map(({ amount }) => amount))
  const after = sum(lines.map((line) => line.credited)) + written
  return mulDiv(total, after, all) - credited.total
}

/** Throws a BAD_REQUEST for a credit note over nothing, or over more than is left of the invoice. */
export function requireWithin(
  { number, currency, total, credited }: CreditableInvoice,
  totals: Pick<Totals, 'total' | 'net'>,
): void {
  const left = total - credited.total
  if (totals.total <= 0n || totals.net < 0n)
    throw fieldFault('lines', 'These lines come to nothing that could be credited.')
  if (totals.total > left)
    throw fieldFault(
      'lines',
      `Only ${amountText(left, currency)} ${currency} of ${number} is left to credit.`,
    )
}
