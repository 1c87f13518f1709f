import { currencyDigits } from '../../../shared/currencies.ts'
import { candidatesIn, textOf } from './amount-tokens.ts'
import type { Candidate, Piece } from './amount-tokens.ts'
import { settle } from './currency-signs.ts'
import type { CurrencyHints } from './currency-signs.ts'
import { FREE, MANY, RANGE } from './price-words.ts'
import { interpretNumber, minorUnits } from './written-number.ts'

export type { Piece } from './amount-tokens.ts'

/** Whole minor units of a currency; hundredths where the currency is not known. */
export interface Money {
  minor: bigint
  /** ISO 4217; null where the page does not say and nothing settles it. */
  currency: string | null
}

export const NOTES = [
  'from',
  'range',
  'per-unit',
  'net',
  'several',
  'bare',
  'cents',
  'free',
  'rounded',
  'open-separator',
  'currency-guessed',
] as const
export type Note = (typeof NOTES)[number]

export interface WrittenPrice {
  price: Money
  /** What it cost before, where that stands beside it. */
  was: Money | null
  /** What the same digits say if their one separator means the other thing. */
  other: Money | null
  notes: readonly Note[]
}

export interface ReadingHints extends CurrencyHints {
  /** A field for programs, such as `price` of schema.org. */
  isMachine?: boolean | undefined
}

/** No shop asks a million million of anything. */
const TOO_MUCH = 10n ** 12n

export const digitsOf = (code: string | null): number => (code === null ? null : currencyDigits(code)) ?? 2

/** Digits that a shop writes: nobody writes cents of rupiahs, though ISO lists them. */
function writtenDigits(code: string | null): number {
  return code !== null && ['COP', 'HUF', 'IDR', 'IRR', 'LBP', 'MMK', 'TWD'].includes(code)
    ? 0
    : digitsOf(code)
}

const TIMES = [100_000n, 10_000_000n, 10_000n, 100_000_000n]
function manyOf(plain: string, end: number): bigint {
  const groups = MANY.exec(plain.slice(end, end + 12))?.slice(1) ?? []
  return TIMES[groups.findIndex((group) => group !== undefined)] ?? 1n
}

export interface Amount {
  money: Money
  other: Money | null
  notes: Note[]
}

/** The amount of one number in a currency; null where it is too large or no number. */
function amountOf(
  written: string,
  code: string | null,
  { isMachine = false, isCents = false, many = 1n },
): Amount | null {
  const digits = digitsOf(code)
  const found = interpretNumber(written, { digits: writtenDigits(code), isMachine })
  if (!found) return null
  const inMinor = (value: typeof found.value) => {
    const { minor, isRounded } = minorUnits(value, isCents ? Math.max(0, digits - 2) : digits)
    if (many === 1n) return { money: { minor, currency: code }, isRounded }
    const exact = minorUnits(value, 10).minor * many * 10n ** BigInt(digits)
    return { money: { minor: exact / 10n ** 10n, currency: code }, isRounded: false }
  }
  const { money, isRounded } = inMinor(found.value)
  if (money.minor >= TOO_MUCH * 10n ** BigInt(digits)) return null
  const notes: Note[] = [
    ...(isRounded ? (['rounded'] as const) : []),
    ...(found.other ? (['open-separator'] as const) : []),
  ]
  return { money, other: found.other && inMinor(found.other).money, notes }
}

function readToken(plain: string, { written, end, sign }: Candidate, hints: ReadingHints): Amount | null {
  const bareCode = hints.declared ?? hints.setting ?? null
  const { code, isGuess } = sign ? settle(sign.sign, hints) : { code: bareCode, isGuess: false }
  const isCents = sign?.sign.isCents ?? false
  const amount = amountOf(written, code, { isMachine: hints.isMachine, isCents, many: manyOf(plain, end) })
  if (!amount) return null
  if (code !== null && isGuess) amount.notes.push('currency-guessed')
  if (isCents) amount.notes.push('cents')
  if (!sign) amount.notes.push('bare')
  return amount
}

interface ReadCandidate extends Candidate {
  /** Where the other end of a range stands. */
  partner: number | null
  amount: Amount
}

/** Whether only words of a range stand between two amounts. */
function isRange(plain: string, one: Candidate, other: Candidate): boolean {
  return (one.sign !== null || other.sign !== null) && RANGE.test(plain.slice(one.to, other.from))
}

/** Ends of ranges point at each other by their place; one without a sign has that of the other: "10–20 €". */
function withRanges(
  plain: string,
  candidates: readonly Candidate[],
): (Candidate & { partner: number | null })[] {
  const partners = new Map<Candidate, Candidate>()
  for (const [index, one] of candidates.entries()) {
    const other = candidates[index + 1]
    if (!other || partners.has(one) || !isRange(plain, one, other)) continue
    partners.set(one, other)
    partners.set(other, one)
  }
  return candidates.map((one) => {
    const partner = partners.get(one)
    return { ...one, sign: one.sign ?? partner?.sign ?? null, partner: partner?.at ?? null }
  })
}

const isPlain = ({ isOld, isOther, isPerUnit }: Candidate) => !isOld && !isOther && !isPerUnit
const isWhole = (one: Candidate) => isPlain(one) && !one.isNet
/** Without a sign, one with a part after the separator is the likelier price. */
const hasPart = ({ written }: Candidate) => /[.,·:]\d{1,3}$/.test(written)

/** The candidates of the best kind that is there. */
function best(all: readonly ReadCandidate[]): readonly ReadCandidate[] {
  const kinds = [
    all.filter((one) => one.sign && isWhole(one)),
    all.filter((one) => one.sign && isPlain(one)),
    all.filter((one) => one.sign && one.isPerUnit && !one.isOld && !one.isOther),
    all.filter((one) => !one.sign && isPlain(one) && hasPart(one)),
    all.filter((one) => !one.sign && isPlain(one)),
  ]
  return kinds.find((kind) => kind.length > 0) ?? []
}

const sameMoney = (one: Money, other: Money) => one.minor === other.minor && one.currency === other.currency

const note = (is: boolean, said: Note): Note[] => (is ? [said] : [])

function notesOf(first: ReadCandidate, lower: ReadCandidate, others: readonly ReadCandidate[]): Note[] {
  const { money, notes } = lower.amount
  const isRange = lower !== first || others.some((one) => one.partner === first.at)
  return [
    ...notes,
    ...note(first.isFrom, 'from'),
    ...note(isRange, 'range'),
    ...note(first.isPerUnit, 'per-unit'),
    ...note(first.isNet, 'net'),
    ...note(!isRange && others.some((one) => !sameMoney(one.amount.money, money)), 'several'),
  ]
}

function pick(all: readonly ReadCandidate[]): WrittenPrice | null {
  const [first, ...others] = best(all)
  if (!first) return null
  const partner = others.find((one) => one.partner === first.at)
  const lower = partner && partner.amount.money.minor < first.amount.money.minor ? partner : first
  const { money, other } = lower.amount
  const old = all.find(({ isOld, sign, amount }) => isOld && sign && amount.money.currency === money.currency)
  const was = old?.amount.money ?? null
  return {
    price: money,
    was: was && was.minor > money.minor ? was : null,
    other,
    notes: notesOf(first, lower, others),
  }
}

/**
 * The price that a text says, which may hold the old one, one a kilogram, or several. Null where it says none. What a line
 * goes through is never the price.
 */
export function readMoney(text: string | readonly Piece[], hints: ReadingHints = {}): WrittenPrice | null {
  const read = textOf(typeof text === 'string' ? [{ text, isStruck: false }] : text)
  if (FREE.test(read.plain.trim()))
    return {
      price: { minor: 0n, currency: hints.declared ?? hints.setting ?? null },
      was: null,
      other: null,
      notes: ['free'],
    }
  const candidates = withRanges(read.plain, candidatesIn(read, hints))
  return pick(
    candidates.flatMap((one) => {
      const amount = readToken(read.plain, one, hints)
      return amount ? [{ ...one, amount }] : []
    }),
  )
}

/** A number of a data field, such as 19.9 or 1e3; null for what is no amount. */
export function readNumber(value: number, code: string | null): WrittenPrice | null {
  if (!Number.isFinite(value) || value < 0 || value >= 1e15) return null
  const [whole = '', fraction = ''] = (/e/.test(String(value)) ? value.toFixed(10) : String(value)).split('.')
  const digits = digitsOf(code)
  // Sums of floats end in 0.000000001 too much; that is no rounding of a price.
  const { minor, isRounded } = minorUnits({ whole, fraction }, digits)
  const isFloat = fraction.length > 8
  if (minor >= TOO_MUCH * 10n ** BigInt(digits)) return null
  return {
    price: { minor, currency: code },
    was: null,
    other: null,
    notes: isRounded && !isFloat ? ['rounded'] : [],
  }
}
