import { currencyDigits } from '../../../shared/currencies.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { allot, convert, formatMoney, parseMoney } from '../../../shared/money.ts'

/** Digits of a currency that was checked when it came in. */
export function digitsOf(currency: string): number {
  const digits = currencyDigits(currency)
  if (digits === null) throw new Error(`${currency} is no currency.`)
  return digits
}

/** Minor units of an amount somebody sent. Throws a BAD_REQUEST that names its field. */
export function minorOf(text: string, { currency, path }: { currency: string; path: string }): bigint {
  const digits = digitsOf(currency)
  const minor = parseMoney(text, digits)
  if (minor !== null) return minor
  const most = digits === 0 ? 'no digits' : `at most ${digits} digits`
  const message = `Amounts in ${currency} have ${most} after the point and are below ${10n ** BigInt(15 - digits)}.`
  throw fieldFault(path, message)
}

/** What is stored, as it is sent. */
export const amountText = (minor: bigint | number | string, currency: string): string =>
  formatMoney(BigInt(minor), digitsOf(currency))

/**
 * Amounts of one side of an entry in the book's currency: their sum is converted once and split over them, so that both
 * sides come to the same.
 */
export function inBase(
  amounts: readonly bigint[],
  { currency, base, rate }: { currency: string; base: string; rate: bigint },
): bigint[] {
  if (currency === base) return [...amounts]
  const total = amounts.reduce((sum, amount) => sum + amount, 0n)
  return allot(
    convert(total, { rate, from: digitsOf(currency), to: digitsOf(base) }),
    amounts.map((amount) => (amount < 0n ? -amount : amount)),
  )
}
