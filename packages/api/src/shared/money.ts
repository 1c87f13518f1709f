import { z } from 'zod'
import { currencyDigits } from './currencies.ts'

/*
 * Amounts of money are whole minor units (cents, fils) as `bigint`, and decimal strings on the wire. Nothing here uses
 * floating point: 8.325 × 100 is 832.4999… there, and books would not add up.
 */

/** Amounts are smaller than this, either way: what the database takes. */
export const LARGEST_MINOR = 10n ** 15n

const AMOUNT = /^-?\d{1,15}(\.\d{1,8})?$/

/** What one unit of a currency is in another, above 0: decimal text, such as 1.0825. */
export const ExchangeRate = z.string().regex(/^\d{1,9}(\.\d{1,10})?$/, 'Write the rate as 1.0825.')

/** An amount as it is sent: `1250.00`, without signs of currencies or groups; never a JSON number. */
export const Amount = z
  .string()
  .regex(AMOUNT, 'Write the amount as 1250.00, without a currency and without commas.')
  .meta({ description: 'Decimal, such as 1250.00', examples: ['1250.00'] })

/** Whether a pattern of a schema is that of an amount. */
export const isAmountPattern = (pattern: unknown): boolean => pattern === AMOUNT.source

/** Code of a currency of ISO 4217. */
export const CurrencyCode = z
  .string()
  .refine((code) => currencyDigits(code) !== null, 'Use the code of a currency, such as EUR.')
  .meta({ description: 'ISO 4217 code, such as EUR', examples: ['EUR'] })

/** A decimal number as whole units of its last digit, "0.19" at scale 4 as 1900; null if it has more digits or is none. */
export function scaled(text: string, scale: number): bigint | null {
  const [, sign, whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? []
  if (sign === undefined || fraction.length > scale) return null
  const value = BigInt(whole + fraction.padEnd(scale, '0'))
  return sign === '-' ? -value : value
}

/** Whole units of the last digit as a decimal with exactly `scale` digits after the point. */
export function unscaled(value: bigint, scale: number): string {
  const sign = value < 0n ? '-' : ''
  const text = (value < 0n ? -value : value).toString().padStart(scale + 1, '0')
  return scale === 0 ? sign + text : `${sign}${text.slice(0, -scale)}.${text.slice(-scale)}`
}

/** Minor units of an amount; null if it has more digits than the currency, is too large, or is no amount at all. */
export function parseMoney(text: string, digits: number): bigint | null {
  const minor = AMOUNT.test(text) ? scaled(text, digits) : null
  return minor === null || minor >= LARGEST_MINOR || -minor >= LARGEST_MINOR ? null : minor
}

/** An amount with exactly the digits of its currency. */
export const formatMoney = unscaled

/** a × b ÷ divisor, rounded half away from zero, so that what is taken back mirrors what was given. */
export function mulDiv(a: bigint, b: bigint, divisor: bigint): bigint {
  const product = a * b
  const isNegative = product < 0n !== divisor < 0n
  const [size, by] = [product < 0n ? -product : product, divisor < 0n ? -divisor : divisor]
  const rounded = (2n * size + by) / (2n * by)
  return isNegative ? -rounded : rounded
}

/**
 * Splits a total by weights so that the parts add up to it exactly: each has its share rounded towards zero, and what is
 * left goes by single units to the largest remainders, among equals to the first. Weights are not negative; with none
 * above zero everything goes to the first.
 */
export function allot(total: bigint, weights: readonly bigint[]): bigint[] {
  const sum = weights.reduce((before, weight) => before + weight, 0n)
  if (sum === 0n) return weights.map((_, at) => (at === 0 ? total : 0n))
  const isNegative = total < 0n
  const size = isNegative ? -total : total
  const parts = weights.map((weight, at) => ({
    at,
    part: (size * weight) / sum,
    rest: (size * weight) % sum,
  }))
  let left = size - parts.reduce((before, { part }) => before + part, 0n)
  for (const one of parts.toSorted((a, b) => (a.rest === b.rest ? a.at - b.at : a.rest > b.rest ? -1 : 1))) {
    if (left === 0n) break
    one.part += 1n
    left -= 1n
  }
  return parts.map(({ part }) => (isNegative ? -part : part))
}

/** Digits of a rate of exchange after the point. */
export const RATE_SCALE = 10

/** Rate of exchange: units of the book's currency for one of the other. Null where it is no such number above zero. */
export function rateOf(text: string): bigint | null {
  const rate = scaled(text, RATE_SCALE)
  return rate === null || rate <= 0n ? null : rate
}

export interface Exchange {
  /** Units of the other currency for one of this, at `RATE_SCALE` digits. */
  rate: bigint
  /** Digits of this currency, and of the other. */
  from: number
  to: number
}

/** An amount in another currency, rounded half away from zero. */
export function convert(minor: bigint, { rate, from, to }: Exchange): bigint {
  return mulDiv(minor * 10n ** BigInt(to), rate, 10n ** BigInt(from + RATE_SCALE))
}
