import { formatMoney } from '../../../shared/money.ts'
import { digitsOf } from './money-text.ts'
import type { Money } from './money-text.ts'

export type Plausibility = { implausible: false } | { implausible: true; because: string }

/** A price may change by so much from one look to the next. */
const MOST_CHANGE_PERCENT = 60n
/** A slipped decimal point seldom comes with another change, so that a little off ten times still is one. */
const SLIP_PERCENT = 2n

export const moneyText = ({ minor, currency }: Money): string =>
  `${formatMoney(minor, digitsOf(currency))} ${currency ?? '(currency unknown)'}`

/** Whether one amount is about so many times another. */
function isTimes(amount: bigint, other: bigint, times: bigint): boolean {
  const wanted = other * times
  const off = amount > wanted ? amount - wanted : wanted - amount
  return off * 100n <= wanted * SLIP_PERCENT
}

const SLIPS = [
  [10n, 'ten times', 'a tenth of'],
  [100n, 'a hundred times', 'a hundredth of'],
  [1000n, 'a thousand times', 'a thousandth of'],
] as const

/** How the decimal point may have slipped, in words; null where it did not. */
function slip(last: bigint, next: bigint): string | null {
  for (const [times, more, less] of SLIPS) {
    if (isTimes(next, last, times)) return more
    if (isTimes(last, next, times)) return less
  }
  return null
}

/**
 * Whether a price is put aside until it is seen again: it comes in another currency, is a tenth or ten times the last one
 * as when a decimal point slips, or jumps by more than 60 %. The first price of a listing has nothing to be held against.
 */
export function judgeChange(last: Money | null, next: Money): Plausibility {
  if (last === null) return { implausible: false }
  const [before, after] = [moneyText(last), moneyText(next)]
  if (last.currency !== next.currency)
    return { implausible: true, because: `The currency is another: ${before} before, ${after} now.` }
  if (last.minor === next.minor) return { implausible: false }
  const slipped = last.minor > 0n && next.minor > 0n ? slip(last.minor, next.minor) : null
  if (slipped !== null)
    return {
      implausible: true,
      because: `${after} is about ${slipped} the last price, ${before}: a decimal point may have slipped.`,
    }
  const change = next.minor > last.minor ? next.minor - last.minor : last.minor - next.minor
  if (change * 100n > last.minor * MOST_CHANGE_PERCENT)
    return {
      implausible: true,
      because: `From ${before} to ${after} is a jump of more than ${MOST_CHANGE_PERCENT} %.`,
    }
  return { implausible: false }
}
