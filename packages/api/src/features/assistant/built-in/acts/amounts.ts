import { currencyDigits } from '../../../../shared/currencies.ts'
import { MICRO } from '../../../../shared/micro.ts'
import type { Amount } from '../../../../reading/numbers.ts'
import { inTimeUnit } from './time-units.ts'
import type { TimeUnit } from './time-units.ts'

/** What a field of money counts in, as its name says. */
export type Part = 'cents' | 'minor' | 'micro'

export function partOf(name: string): Part | null {
  const [, part] = /(Cents|Minor|Micro)$/.exec(name) ?? []
  return part === undefined ? null : (part.toLowerCase() as Part)
}

const minorOf = (currency: string): number =>
  10 **
  (new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2)

/** How many of its parts one euro or one credit is. */
export function partsOfOne(part: Part, currency: string): number {
  if (part === 'micro') return MICRO
  return part === 'cents' ? 100 : minorOf(currency)
}

const HALF_A_PART = 1e-6
/** Of most currencies, behind the point. */
const USUAL_DIGITS = 2

/** What is money, and of which currency; a bare number may be any. */
function isMoney(amount: Amount, part: Part, currency: string): boolean {
  if (amount.kind === 'number') return true
  // Credits are no money.
  if (part === 'micro') return amount.kind === 'quantity' && amount.unit === 'credit'
  return amount.kind === 'money' && amount.currency === currency
}

interface Counted {
  part: Part | null
  lasts: TimeUnit | null
  isWhole: boolean
  bounds: readonly [least: number, most: number]
}

/** "350 euros" are no 350 people, 86.40 are no days, and nobody travels with 380 others. */
const mayCount = ({ isWhole, bounds: [least, most] }: Counted, { kind, amount }: Amount): boolean =>
  kind !== 'money' && (!isWhole || Number.isInteger(amount)) && amount >= least && amount <= most

/** The value an amount has in a field; null where it cannot be one: dollars among euros, a share where a sum is asked for. */
export function amountFor(field: Counted, amount: Amount, currency: string): number | null {
  if (field.part === null) {
    const counted = inTimeUnit(field.lasts, amount)
    return mayCount(field, counted) ? counted.amount : null
  }
  if (!isMoney(amount, field.part, currency)) return null
  const parts = amount.amount * partsOfOne(field.part, currency)
  return Math.abs(parts - Math.round(parts)) < HALF_A_PART ? Math.round(parts) : null
}

/** A sum as it is sent: "24.90", with more digits only where more were said; null where it cannot be money. */
export function sumFor({ amount, ...said }: Amount): string | null {
  if (said.kind === 'percent' || said.kind === 'quantity') return null
  const digits = said.kind === 'money' ? currencyDigits(said.currency) : null
  const fixed = amount.toFixed(digits ?? USUAL_DIGITS)
  return Number(fixed) === amount ? fixed : String(amount)
}

/** A number as it is said: "49.50" of 4950 cents. */
export function amountText({ part }: { part: Part | null }, value: number, currency: string): string {
  if (part === null) return String(value)
  if (part === 'micro') return String(value / MICRO)
  return new Intl.NumberFormat('en', { style: 'currency', currency }).format(
    value / partsOfOne(part, currency),
  )
}
