import { scaled, unscaled } from './money.ts'

/** "14,365.34": thousands apart, as answers from data have them. */
export function amountWords(amount: string): string {
  const [whole = '', ...fraction] = amount.split('.')
  return [whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ','), ...fraction].join('.')
}

/** "14,365.34 EUR". */
export const moneyText = (amount: string, currency: string): string => `${amountWords(amount)} ${currency}`

/** More digits than any currency has. */
const SCALE = 8

/** What amounts of one currency come to, with as many digits as they have. */
export function sumOfAmounts(amounts: readonly string[]): string {
  const sum = amounts.reduce((before, amount) => before + (scaled(amount, SCALE) ?? 0n), 0n)
  const digits = Math.max(0, ...amounts.map((amount) => amount.split('.')[1]?.length ?? 0))
  return unscaled(sum / 10n ** BigInt(SCALE - digits), digits)
}
