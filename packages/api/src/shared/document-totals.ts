import { mulDiv, scaled } from './money.ts'

/*
 * What an invoice comes to (EN 16931, chapter 6.5): tax is taken on what the lines of one category and rate come to
 * together, never line by line, and every amount is whole minor units. The page that shows an invoice while it is written
 * calculates with this as well.
 */

const QUANTITY_SCALE = 6
const PRICE_SCALE = 8
const PERCENT_SCALE = 6
const WHOLE = 100n * 10n ** BigInt(PERCENT_SCALE)

export interface LineTax {
  id: string
  category: string
  /** "13.5" */
  percent: string
}

export interface PricedLine {
  quantity: string
  unitPrice: string
  discountPercent: string
  tax: LineTax
}

export interface Terms {
  /** Digits of the currency after the point. */
  digits: number
  pricesIncludeTax: boolean
  discountPercent: string
}

export interface LineTotal {
  /** What the line comes to as it is written: before the discount on the whole, with tax where prices include it. */
  amount: bigint
  /** What is earned by it. */
  net: bigint
}

export interface TaxTotal {
  taxCodeId: string
  category: string
  percent: string
  taxable: bigint
  tax: bigint
}

export interface Totals {
  lines: LineTotal[]
  taxes: TaxTotal[]
  /** Taken off the sum of the lines. */
  discount: bigint
  net: bigint
  tax: bigint
  /** What a price with tax in it leaves over, since not every gross amount is a net amount and its tax (BT-114). */
  rounding: bigint
  total: bigint
}

const sum = (parts: readonly bigint[]) => parts.reduce((before, part) => before + part, 0n)
const size = (value: bigint) => (value < 0n ? -value : value)

/** A number in text that was checked when it came in. */
function whole(text: string, scale: number): bigint {
  const value = scaled(text, scale)
  if (value === null)
    throw new RangeError(`"${text}" is no number of at most ${scale} digits after the point.`)
  return value
}

const percentOf = (text: string) => whole(text, PERCENT_SCALE)

/** Parts that were rounded by themselves, so that they add up to their rounded sum: a unit each, the largest first. */
export function fit(parts: readonly bigint[], total: bigint): bigint[] {
  const fitted = [...parts]
  let left = total - sum(parts)
  const places = parts.map((part, at) => ({ at, size: size(part) }))
  const order = places.toSorted((a, b) => (a.size === b.size ? a.at - b.at : a.size > b.size ? -1 : 1))
  while (left !== 0n && order.length > 0)
    for (const { at } of order) {
      if (left === 0n) break
      const unit = left > 0n ? 1n : -1n
      fitted[at] = (fitted[at] ?? 0n) + unit
      left -= unit
    }
  return fitted
}

/** Quantity × price, less the discount of the line. */
function lineAmount({ quantity, unitPrice, discountPercent }: PricedLine, digits: number): bigint {
  const product = whole(quantity, QUANTITY_SCALE) * whole(unitPrice, PRICE_SCALE)
  const amount = mulDiv(product, 10n ** BigInt(digits), 10n ** BigInt(QUANTITY_SCALE + PRICE_SCALE))
  return amount - mulDiv(amount, percentOf(discountPercent), WHOLE)
}

interface Part {
  line: PricedLine
  at: number
  /** The line's amount, less its share of the discount on the whole. */
  amount: bigint
}

/** Lines of one category and rate, in the order in which they first come. */
function groupsOf(parts: readonly Part[]): Part[][] {
  const groups = new Map<string, Part[]>()
  for (const part of parts) {
    const { category, percent } = part.line.tax
    const key = `${category} ${percentOf(percent)}`
    groups.set(key, [...(groups.get(key) ?? []), part])
  }
  return [...groups.values()]
}

interface GroupTotal {
  nets: { at: number; net: bigint }[]
  taxes: TaxTotal[]
  rounding: bigint
}

function groupTotal(group: readonly Part[], pricesIncludeTax: boolean): GroupTotal {
  const percent = percentOf(group[0]?.line.tax.percent ?? '0')
  const written = sum(group.map(({ amount }) => amount))
  const withoutTax = (amount: bigint) => (pricesIncludeTax ? mulDiv(amount, WHOLE, WHOLE + percent) : amount)
  const net = withoutTax(written)
  const tax = mulDiv(net, percent, WHOLE)
  const nets = fit(
    group.map(({ amount }) => withoutTax(amount)),
    net,
  )
  return {
    nets: group.map(({ at }, place) => ({ at, net: nets[place] ?? 0n })),
    taxes: byCode(group, { nets, tax, percent }),
    rounding: pricesIncludeTax ? written - net - tax : 0n,
  }
}

/** Codes of one category and rate differ in where their tax is posted. */
function byCode(
  group: readonly Part[],
  { nets, tax, percent }: { nets: readonly bigint[]; tax: bigint; percent: bigint },
): TaxTotal[] {
  const codes = new Map<string, TaxTotal>()
  group.forEach(({ line }, at) => {
    const { id, category, percent: text } = line.tax
    const code = codes.get(id) ?? { taxCodeId: id, category, percent: text, taxable: 0n, tax: 0n }
    codes.set(id, { ...code, taxable: code.taxable + (nets[at] ?? 0n) })
  })
  const totals = [...codes.values()]
  const taxes = fit(
    totals.map(({ taxable }) => mulDiv(taxable, percent, WHOLE)),
    tax,
  )
  return totals.map((code, at) => ({ ...code, tax: taxes[at] ?? 0n }))
}

/** What a document comes to. Throws a RangeError for numbers that were not checked before. */
export function totalsOf(
  lines: readonly PricedLine[],
  { digits, pricesIncludeTax, discountPercent }: Terms,
): Totals {
  const amounts = lines.map((line) => lineAmount(line, digits))
  const percent = percentOf(discountPercent)
  const discount = mulDiv(sum(amounts), percent, WHOLE)
  const shares = fit(
    amounts.map((amount) => mulDiv(amount, percent, WHOLE)),
    discount,
  )
  const parts = lines.map((line, at) => ({ line, at, amount: (amounts[at] ?? 0n) - (shares[at] ?? 0n) }))
  const groups = groupsOf(parts).map((group) => groupTotal(group, pricesIncludeTax))
  const nets = new Map(groups.flatMap((group) => group.nets.map(({ at, net }) => [at, net] as const)))
  const taxes = groups.flatMap((group) => group.taxes)
  const net = sum([...nets.values()])
  const tax = sum(taxes.map((one) => one.tax))
  const rounding = sum(groups.map((group) => group.rounding))
  return {
    lines: amounts.map((amount, at) => ({ amount, net: nets.get(at) ?? 0n })),
    taxes,
    discount,
    net,
    tax,
    rounding,
    total: net + tax + rounding,
  }
}

/** The parts of a tax as its code says, such as of a state and a county; they add up to it. */
export function componentTaxes(
  { taxable, tax }: Pick<TaxTotal, 'taxable' | 'tax'>,
  components: readonly { percent: string; sign: 1 | -1 }[],
): bigint[] {
  const parts = components.map(
    ({ percent, sign }) => mulDiv(taxable, percentOf(percent), WHOLE) * BigInt(sign),
  )
  return fit(parts, tax)
}
