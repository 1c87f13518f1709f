import { fieldFault } from '../../shared/field-fault.ts'
import { formatMoney, parseMoney } from '../../shared/money.ts'
import type { ShownPrice } from './products/schema.ts'
import { digitsOf } from './reading/money-text.ts'
import type { Money } from './reading/money-text.ts'

/** A price as it is kept: whole minor units, hundredths where nobody can say which currency. */
interface KeptPrice {
  minor: number | null
  currency: string | null
}

export const amountOf = ({ minor, currency }: Money): string => formatMoney(minor, digitsOf(currency))

/** What is stored, as it is sent; null where there is none. */
export function shownPrice({ minor, currency }: KeptPrice): ShownPrice | null {
  if (minor === null) return null
  return { amount: amountOf({ minor: BigInt(minor), currency }), currency }
}

export const keptMoney = ({ minor, currency }: KeptPrice): Money | null =>
  minor === null ? null : { minor: BigInt(minor), currency }

/** Minor units of an amount somebody sent. Throws a BAD_REQUEST that names its field. */
export function minorOf(amount: string, { currency, path }: { currency: string; path: string }): bigint {
  const digits = digitsOf(currency)
  const minor = parseMoney(amount, digits)
  if (minor !== null) return minor
  const most = digits === 0 ? 'no digits' : `at most ${digits} digits`
  throw fieldFault(path, `Amounts in ${currency} have ${most} after the point.`)
}

/** "1250.00 EUR"; the amount alone where nobody can say which currency. */
export const priceText = ({ amount, currency }: ShownPrice): string =>
  currency === null ? amount : `${amount} ${currency}`

/** How one price lies to another; null where they are in two currencies, or in one that nobody knows. */
export function differenceOf(
  price: ShownPrice,
  to: ShownPrice,
): { way: 'less' | 'more' | 'same'; by: ShownPrice } | null {
  const { currency } = price
  const digits = digitsOf(currency)
  const [one, other] = [parseMoney(price.amount, digits), parseMoney(to.amount, digits)]
  if (currency === null || currency !== to.currency || one === null || other === null) return null
  const minor = one < other ? other - one : one - other
  const way = one === other ? 'same' : one < other ? 'less' : 'more'
  return { way, by: { amount: amountOf({ minor, currency }), currency } }
}
