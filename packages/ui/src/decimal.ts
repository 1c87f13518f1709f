/*
 * Amounts as decimal strings, "-1234.5", and sums over whole numbers of any size: 0.1 + 0.2 is 0.3, and nothing is
 * rounded unless somebody asks for it.
 */

/** Spaces of every width, and the apostrophes of Swiss amounts. */
const GAPS = /[\s'’\u00a0\u2009\u202f]/gu
/** Hyphen, true minus, en dash. */
const MINUS = /^[-−–]|[-−–]$/u
const AROUND = /^(?:[A-Z]{3}|\p{Sc})+|(?:[A-Z]{3}|\p{Sc}|%)+$/gu

export interface DecimalShape {
  /** The most decimals that are allowed. */
  decimals?: number | undefined
  /** False for a rate, in which a lone comma before three figures stands before decimals. */
  grouped?: boolean | undefined
}

/**
 * What a person typed or pasted as an amount: "1,234.50", "1.234,50", "€ −12", "(12.00)", "1 234,5". Null for nothing,
 * undefined for what is no amount or has more decimals than allowed.
 */
export function readDecimal(typed: string, shape: DecimalShape = {}): string | null | undefined {
  const { decimals = 6 } = shape
  const bare = typed.replaceAll(GAPS, '')
  if (bare === '') return null
  const { text, isNegative } = signOf(bare)
  const plain = plainOf(text, { ...shape, decimals })
  const [whole = '', fraction = ''] = plain?.split('.') ?? []
  if (plain === undefined || fraction.length > decimals) return undefined
  const value = [whole.replace(/^0+(?=\d)/, ''), fraction].filter((part) => part !== '').join('.')
  return isNegative && /[1-9]/.test(value) ? `-${value}` : value
}

/** Without its currency and its sign; bookkeepers put what is below zero in brackets. */
function signOf(bare: string): { text: string; isNegative: boolean } {
  const inner = /^\((.*)\)$/.exec(bare)?.[1]
  const signed = (inner ?? bare).replaceAll(AROUND, '')
  const text = signed.replace(MINUS, '').replaceAll(AROUND, '')
  return { text, isNegative: inner !== undefined || MINUS.test(signed) }
}

type WholeShape = DecimalShape & { decimals: number }

/** Figures with a point before the decimals and nothing between the thousands. */
function plainOf(text: string, shape: WholeShape): string | undefined {
  if (!/\d/.test(text) || /[^\d.,]/.test(text)) return undefined
  const at = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','))
  if (at < 0) return text
  const mark = text.charAt(at)
  if (isThousands(text, at, shape)) return ungrouped(text, mark)
  if (text.indexOf(mark) !== at) return undefined
  const whole = ungrouped(text.slice(0, at), mark === '.' ? ',' : '.')
  return whole === undefined ? undefined : `${whole || '0'}.${text.slice(at + 1)}`.replace(/\.$/, '')
}

/** Whether the last mark stands between thousands: "1,234", and "1.234" where so many decimals are not allowed. */
function isThousands(text: string, at: number, { decimals, grouped = true }: WholeShape): boolean {
  const mark = text.charAt(at)
  if (text.includes(mark === '.' ? ',' : '.')) return false
  if (text.indexOf(mark) !== at) return true
  const isLong = text.length - at === 4 && !/^0*$/.test(text.slice(0, at))
  return isLong && (decimals < 3 || (mark === ',' && grouped))
}

/** Groups of three, or of two before the last as in India; anything else is a slip of the hand. */
function ungrouped(text: string, mark: string): string | undefined {
  const [first = '', ...groups] = text.split(mark)
  if (groups.length === 0) return text
  const isGrouped =
    /^\d{1,3}$/.test(first) &&
    /^\d{3}$/.test(groups.at(-1) ?? '') &&
    groups.slice(0, -1).every((group) => /^\d{2,3}$/.test(group))
  return isGrouped ? first + groups.join('') : undefined
}

interface Scaled {
  units: bigint
  decimals: number
}

function scaled(value: string): Scaled {
  const [whole = '0', fraction = ''] = value.split('.')
  return { units: BigInt(whole + fraction), decimals: fraction.length }
}

function plain({ units, decimals }: Scaled): string {
  const digits = String(units < 0n ? -units : units).padStart(decimals + 1, '0')
  const cut = digits.length - decimals
  return `${units < 0n ? '-' : ''}${digits.slice(0, cut)}${decimals === 0 ? '' : `.${digits.slice(cut)}`}`
}

const at = ({ units, decimals }: Scaled, wanted: number): bigint => units * 10n ** BigInt(wanted - decimals)

export function addDecimals(...values: readonly string[]): string {
  const all = values.map(scaled)
  const decimals = Math.max(0, ...all.map((one) => one.decimals))
  return plain({ units: all.reduce((sum, one) => sum + at(one, decimals), 0n), decimals })
}

/** −1, 0 or 1. */
export function compareDecimals(one: string, other: string): number {
  const { units } = scaled(addDecimals(one, negated(other)))
  return units === 0n ? 0 : units < 0n ? -1 : 1
}

export const negated = (value: string): string => (value.startsWith('-') ? value.slice(1) : `-${value}`)

/** The product, rounded half away from zero. */
export function multiplyDecimals(one: string, other: string, decimals: number): string {
  const [a, b] = [scaled(one), scaled(other)]
  return roundDecimal(plain({ units: a.units * b.units, decimals: a.decimals + b.decimals }), decimals)
}

/** With exactly so many decimals, rounded half away from zero. */
export function roundDecimal(value: string, decimals: number): string {
  const exact = scaled(value)
  if (exact.decimals <= decimals) return plain({ units: at(exact, decimals), decimals })
  const step = 10n ** BigInt(exact.decimals - decimals)
  const half = exact.units < 0n ? -step / 2n : step / 2n
  return plain({ units: (exact.units + half) / step, decimals })
}

/** "−1,234.50": commas between thousands, the true minus, and at least so many decimals. */
export function formatDecimal(value: string, minDecimals = 0): string {
  const [whole = '0', fraction = ''] = value.replace(/^-/, '').split('.')
  const decimals = fraction.padEnd(minDecimals, '0')
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')
  return `${value.startsWith('-') ? '−' : ''}${grouped}${decimals === '' ? '' : `.${decimals}`}`
}

const known = new Map<string, number>()

/** Decimals of a currency by its ISO code: 2 for EUR, 0 for JPY, 3 for KWD. */
export function currencyDecimals(currency: string): number {
  const found = known.get(currency)
  if (found !== undefined) return found
  const shape = new Intl.NumberFormat('en', { style: 'currency', currency })
  const decimals = shape.resolvedOptions().maximumFractionDigits ?? 2
  known.set(currency, decimals)
  return decimals
}

/** Minor units of a currency as a decimal: 123450 cents are "1234.50". */
export const fromMinor = (minor: number, currency: string): string =>
  plain({ units: BigInt(minor), decimals: currencyDecimals(currency) })

/** A decimal in minor units; undefined for more decimals than the currency has, or more than a number can hold. */
export function toMinor(value: string, currency: string): number | undefined {
  const decimals = currencyDecimals(currency)
  const exact = scaled(value)
  if (exact.decimals > decimals) return undefined
  const minor = Number(at(exact, decimals))
  return Number.isSafeInteger(minor) ? minor : undefined
}

/** "1,234.50": what stands in a column whose head names the currency. */
export const formatMinor = (minor: number, currency: string): string =>
  formatDecimal(fromMinor(minor, currency))
