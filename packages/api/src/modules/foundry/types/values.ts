import { currencyDigits } from '../../../shared/currencies.ts'
import { scaled, unscaled } from '../../../shared/money.ts'
import { dayFrom, excelMoment } from '../../../shared/written-days.ts'
import { currencyOf, currencyWritten } from '../../../shared/written-currency.ts'
import { plainAmount } from '../../../shared/written-numbers.ts'
import type { LastingReading, PropertyKind, Reading } from '../../../shared/readings.ts'
import type { Money, Value } from '../objects/schema.ts'

/** What became of a field of a record. What cannot be read stays as it is in the record, and is marked. */
export interface ReadValue {
  value: Value
  isUnreadable: boolean
}

const nothing: ReadValue = { value: null, isUnreadable: false }
const unreadable: ReadValue = { value: null, isUnreadable: true }
const read = (value: Value): ReadValue => (value === null ? unreadable : { value, isUnreadable: false })

/** What stands at a path, by own fields alone: `__proto__` is a field like any other. */
export function fieldAt(raw: unknown, path: readonly string[]): unknown {
  let at = raw
  for (const part of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, part)) return undefined
    at = (at as Record<string, unknown>)[part]
  }
  return at
}

const MOST_SIGNS = 10_000

function textOf(field: unknown): Value {
  if (typeof field === 'string') return field.slice(0, MOST_SIGNS).toWellFormed()
  if (typeof field === 'number' || typeof field === 'boolean') return String(field)
  if (!Array.isArray(field) || field.some((one) => typeof one === 'object')) return null
  return field.join(', ').slice(0, MOST_SIGNS).toWellFormed()
}

/** The number as plain text, so that no digit of an amount is lost on the way. */
function plainText(field: unknown, { decimal = '.' }: Reading): string | null {
  if (typeof field === 'number') return Number.isFinite(field) ? plainAmount(String(field), '.') : null
  return typeof field === 'string' ? plainAmount(field, decimal) : null
}

/** Without the currency that stands beside it. */
const withoutCurrency = (field: unknown): unknown =>
  typeof field === 'string' ? field.replace(currencyWritten(field)?.mark ?? '', '') : field

/** "12,5 %" is the number of percents, and "1 200 SEK" is 1,200 of something. */
const bare = (field: unknown): unknown =>
  typeof field === 'string' ? withoutCurrency(field.endsWith('%') ? field.slice(0, -1) : field) : field

function numberOf(field: unknown, reading: Reading): Value {
  // 1e21 is a number in JSON, and no amount that somebody wrote.
  if (typeof field === 'number') return Number.isFinite(field) ? field : null
  const plain = plainText(bare(field), reading)
  return plain === null ? null : Number(plain)
}

/** Ten-thousandths: as many digits as any currency has, so that amounts in slots add up exactly. */
export const MONEY_SCALE = 4

const withoutZeros = (text: string) => (text.includes('.') ? text.replace(/\.?0+$/, '') : text)

/** An amount with the digits of its currency; with more, where it has more. */
export function moneyOf(plain: string, currency: string): Money | null {
  const digits = currencyDigits(currency)
  const bare = withoutZeros(plain)
  const value = scaled(bare, MONEY_SCALE)
  if (digits === null || value === null || !Number.isSafeInteger(Number(value))) return null
  const exact = scaled(bare, digits)
  return { amount: exact === null ? bare : unscaled(exact, digits), currency }
}

/** Money in its smallest unit, as Stripe sends it. */
function fromMinor(plain: string, currency: string): string | null {
  const minor = scaled(withoutZeros(plain), 0)
  return minor === null ? null : unscaled(minor, currencyDigits(currency) ?? 2)
}

function moneyAt(raw: unknown, field: unknown, reading: Reading): Value {
  const named = reading.currencyPath && fieldAt(raw, reading.currencyPath)
  const said = typeof named === 'string' && named !== '' ? named.trim().toUpperCase() : reading.currency
  // What stands in the cell itself holds over what its column is in: one of dollars among euros is none of them.
  const currency = currencyOf(typeof field === 'string' ? currencyWritten(field) : null, said)
  const plain = plainText(withoutCurrency(field), reading)
  if (currency === null || plain === null) return null
  const whole = reading.isMinor === true ? fromMinor(plain, currency) : plain
  return whole === null ? null : moneyOf(whole, currency)
}

const YES = new Set(
  'true yes y 1 x ja oui si sí sim on wahr vrai verdadero verdadeiro vero waar sand sant prawda ✓ ✔ ☑'.split(
    ' ',
  ),
)
const NO = new Set(
  'false no n 0 nein non não nee off falsch faux falso onwaar falsk falskt fałsz ✗ ✘ ☐'.split(' '),
)

function yesNoOf(field: unknown): Value {
  const text = String(field).trim().toLowerCase()
  if (YES.has(text)) return true
  return NO.has(text) ? false : null
}

/** Seconds since 1970, as Stripe sends them, stay below this for five thousand years. */
const LARGEST_SECONDS = 1e11

const WRITTEN_INSTANT =
  /^(\d\S*?)(?:,? |T)(\d{1,2})(:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(?:\s?([AP])M)?\s?(Z|UTC|[+-]\d{2}:?\d{2})?$/i

/** "12" of the morning is "00", and "1" of the afternoon "13". */
function hourOf(hour: string, half: string): string {
  if (half === '') return hour.padStart(2, '0')
  return String((Number(hour) % 12) + (half.toUpperCase() === 'P' ? 12 : 0)).padStart(2, '0')
}

/** In a year of four digits: others are written in a way that PostgreSQL does not take, and no record means them. */
function momentAt(at: Date): string | null {
  const year = at.getUTCFullYear()
  return year >= 1 && year <= 9_999 ? at.toISOString() : null
}

/** A moment; whatever the order of days, a year in front is one. */
function instantOf(field: unknown, { dayOrder = 'ymd' }: Reading): string | null {
  if (typeof field === 'number') return momentAt(new Date(field < LARGEST_SECONDS ? field * 1_000 : field))
  const [, written = '', hour = '', rest = '', half = '', zone = 'Z'] =
    WRITTEN_INSTANT.exec(String(field).trim()) ?? []
  const day = dayFrom(written, 'ymd') ?? dayFrom(written, dayOrder)
  if (day === null) return excelMoment(String(field).trim())
  const offset = zone
    .toUpperCase()
    .replace('UTC', 'Z')
    .replace(/^([+-]\d{2}):?(\d{2})$/, '$1:$2')
  return momentAt(new Date(`${day}T${hourOf(hour, half)}${rest}${offset}`))
}

/** A year in front is one, whatever the order of days in its column. */
const dayIn = (text: string, { dayOrder = 'ymd' }: Reading): string | null =>
  dayFrom(text, /^\d{4}\D/.test(text) ? 'ymd' : dayOrder)

function dayAt(field: unknown, reading: Reading): string | null {
  const text = String(field).trim()
  return dayIn(text, reading) ?? instantOf(field, reading)?.slice(0, 10) ?? null
}

const readers: Record<PropertyKind, (field: unknown, reading: Reading, raw: unknown) => Value> = {
  text: textOf,
  choice: textOf,
  number: numberOf,
  money: (field, reading, raw) => moneyAt(raw, field, reading),
  yesno: yesNoOf,
  day: dayAt,
  instant: (field, reading) => instantOf(field, reading) ?? dayAsInstant(field, reading),
}

/** Where an hour stands behind the day that is none, the day alone would be another moment. */
function dayAsInstant(field: unknown, reading: Reading): string | null {
  const text = String(field).trim()
  const day = /\s/.test(text) ? null : dayIn(text, reading)
  return day === null ? null : `${day}T00:00:00.000Z`
}

/** What people write where there is nothing; a text may mean it. */
export const isBlank = (text: string): boolean => /^([-–—]|n\/?a\.?|null|none|k\.\s?a\.)?$/i.test(text)

const isWords = (kind: PropertyKind): boolean => kind === 'text' || kind === 'choice'

/** By which path a record has this property; one from before it was asked for as it is now has it elsewhere. */
const readingOf = (raw: unknown, reading: LastingReading): Reading =>
  reading.before && fieldAt(raw, reading.path) === undefined ? reading.before : reading

/** A field of a record as it stands there. */
export const writtenAt = (raw: unknown, reading: LastingReading): unknown =>
  fieldAt(raw, readingOf(raw, reading).path)

/** A property of a record, as its kind and mapping read it. */
export function readValue(kind: PropertyKind, raw: unknown, lasting: LastingReading | undefined): ReadValue {
  if (!lasting) return nothing
  const reading = readingOf(raw, lasting)
  const found = fieldAt(raw, reading.path)
  const field = typeof found === 'string' ? found.trim() : found
  if (field === undefined || field === null || field === '') return nothing
  if (typeof field === 'string' && !isWords(kind) && isBlank(field)) return nothing
  const value = readers[kind](field, reading, raw)
  // Each service writes them its own way, and things lead to each other by them.
  return read(lasting.isEmail === true && typeof value === 'string' ? value.toLowerCase() : value)
}

const isMoney = (value: Value): value is Money => typeof value === 'object' && value !== null

/** As people read it in a line of text. */
export function valueText(value: Value): string {
  if (value === null) return ''
  if (isMoney(value)) return `${value.amount} ${value.currency}`
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return String(value)
}
