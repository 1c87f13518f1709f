import { excelMoment, guessDayOrder } from '../../../shared/written-days.ts'
import type { DayOrder } from '../../../shared/written-days.ts'
import { currencyWritten } from '../../../shared/written-currency.ts'
import { shownDecimal } from '../../../shared/written-numbers.ts'
import type { DecimalSign } from '../../../shared/written-numbers.ts'
import type { PropertyKind, Reading } from '../../../shared/readings.ts'
import { fieldAt, isBlank, readValue } from '../types/values.ts'
import type { FieldGuess } from './schema.ts'
import { unreadAs } from './unread-as.ts'

/* What the fields of records seem to be. It is a proposal: a person sees it and corrects it. */

type Raw = Readonly<Record<string, unknown>>

const MOST_FIELDS = 100
const DEEPEST = 3

const isObject = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Paths to everything that is no object, in the order it was met. */
function pathsIn(records: readonly Raw[]): string[][] {
  const found = new Map<string, string[]>()
  const walk = (value: Raw, before: string[]) => {
    for (const [name, part] of Object.entries(value)) {
      const path = [...before, name]
      if (isObject(part) && path.length < DEEPEST) walk(part, path)
      else if (name !== '' && name.length <= 200 && !Array.isArray(part))
        found.set(JSON.stringify(path), path)
    }
  }
  for (const record of records) walk(record, [])
  return [...found.values()].slice(0, MOST_FIELDS)
}

const CURRENCY_NAME = /^(currency|curr|ccy|w(ä|ae|a)hrung|devise|moneda|valuta|currency.?code)$/i
const MONEY_NAMES = [
  'price|amount|total|cost|revenue|paid|fee|balance|spent|shipping|tax(es)?$|vat$|discount|refund|gross|\\bnet\\b',
  'preis|betrag|summe|kosten|umsatz|saldo|netto|brutto|steuer|versand|rabatt',
  'prix|montant|precio|importe|iva$|tva$',
]
const MONEY_NAME = new RegExp(MONEY_NAMES.join('|'), 'i')
/** What may as well be a count, but for a currency beside it. */
const WORTH_NAME =
  /\bvalue\b|\bworth\b|sales|turnover|takings|income|earning|proceeds|payout|deposit|salary|wage|wert$|erl(ö|oe)s|einnahme|lohn|gehalt/i
/** Of a tax or a discount it is a share of something. */
const SHARE_NAME = /rate|percent|%|satz|taux|quantity|menge|count/i
const CODE_NAME = /(^|[^a-z])(id|zip|code|sku|ean|gtin|isbn|phone|tel|number|no|nr|plz|postcode|iban)$/i
/** "Bestellnr", "Rechnungsnummer", "Numéro", "Order #". */
const NUMBERED = /(nr|nummer|num[eé]ro|n[uú]mero|n[°º]|#)\.?$/i
const DAY_NAME = /date|day|datum|_at$|\bat$|placed|created|updated|since|fecha|jour/i

/** A column that is called by the thing alone holds what names one: "Order" is 1001, "Customer" 17. */
const THING_NAME =
  /^(order|customer|client|product|item|article|invoice|receipt|ref(erence)?|ticket|booking|supplier|vendor|account|kunde|artikel|bestellung|rechnung|beleg)$/i

interface Column {
  name: string
  path: string[]
  /** What stands there, as text, without what is empty. */
  texts: string[]
  raw: unknown[]
}

/** What stands there, as somebody would read it; nothing for what has parts. */
const textOf = (field: unknown): string =>
  typeof field === 'string' || typeof field === 'number' || typeof field === 'boolean'
    ? String(field).trim()
    : ''

function columnAt(records: readonly Raw[], path: string[]): Column {
  const raw = records.map((record) => fieldAt(record, path)).filter((field) => !isBlank(textOf(field)))
  return { name: path.at(-1) ?? '', path, raw, texts: raw.map(textOf) }
}

const isAll = (values: readonly unknown[], kind: PropertyKind, reading: Reading): boolean =>
  values.every((value) => !readValue(kind, { it: value }, { ...reading, path: ['it'] }).isUnreadable)

/** Where the records name a currency: beside the amount, or at the top. */
function currencyBeside({ path }: Column, columns: readonly Column[]): string[] | undefined {
  const parent = JSON.stringify(path.slice(0, -1))
  const named = columns.filter(
    ({ name, texts }) =>
      CURRENCY_NAME.test(name.replaceAll(/[_ ]/g, '')) && texts.every((text) => /^[A-Za-z]{3}$/.test(text)),
  )
  const beside = named.find((column) => JSON.stringify(column.path.slice(0, -1)) === parent)
  return (beside ?? named.find((column) => column.path.length === 1))?.path
}

function moneyReading(
  column: Column,
  columns: readonly Column[],
  decimal: DecimalSign,
): Partial<Reading> | null {
  const { name, texts } = column
  const currency = usualCurrency(texts)
  const path = currencyBeside(column, columns)
  const isMoneyNamed = MONEY_NAME.test(name) || (path !== undefined && WORTH_NAME.test(name))
  if (currency === undefined && (!isMoneyNamed || SHARE_NAME.test(name))) return null
  if (path !== undefined) return { decimal, currencyPath: path }
  return currency === undefined ? null : { decimal, currency }
}

/** The currency that most of these are written with. */
function usualCurrency(texts: readonly string[]): string | undefined {
  const counts = new Map<string, number>()
  for (const text of texts) {
    const [code] = currencyWritten(text)?.codes ?? []
    if (code !== undefined) counts.set(code, (counts.get(code) ?? 0) + 1)
  }
  return [...counts].toSorted(([, one], [, other]) => other - one)[0]?.[0]
}

type Guess = { kind: PropertyKind } & Partial<Reading>

/** Leading zeros and long rows of digits are names of things, not amounts. */
const isCode = ({ name, texts }: Column): boolean =>
  CODE_NAME.test(name) ||
  NUMBERED.test(name) ||
  THING_NAME.test(name) ||
  texts.some((text) => /^0\d/.test(text) || /^\+?\d{11,}$/.test(text))

const hasOnlyNumbers = ({ raw }: Column): boolean => raw.every((field) => typeof field === 'number')

/** How the columns write their numbers that show it, for those whose numbers could be read either way. */
function decimalOf(columns: readonly Column[]): DecimalSign {
  const shown = columns.flatMap((column) => {
    const decimal = isCode(column) || hasOnlyNumbers(column) ? null : shownDecimal(column.texts)
    return decimal !== null && isAll(column.raw, 'number', { path: [], decimal }) ? [decimal] : []
  })
  return shown.filter((sign) => sign === ',').length > shown.length / 2 ? ',' : '.'
}

/** All columns, and how numbers are written in most of those that show it. */
interface Table {
  columns: readonly Column[]
  decimal: DecimalSign
}

/** A few words among days or amounts make no text of them: how many are none is said beside the column. */
const FEW = 0.05
const isMost = <T>(values: readonly T[], fits: (value: T) => boolean): boolean =>
  values.filter((value) => !fits(value)).length <= values.length * FEW

/** "Free" among prices is a word among amounts; "12a" among numbers of houses makes names of them. */
function isNumeric(column: Column, decimal: DecimalSign): boolean {
  const isNumber = (field: unknown) => isAll([field], 'number', { path: [], decimal })
  const isOfAmounts =
    (MONEY_NAME.test(column.name) && !SHARE_NAME.test(column.name)) ||
    isMost(column.texts, (text) => currencyWritten(text) !== null)
  return isOfAmounts ? isMost(column.raw, isNumber) : column.raw.every(isNumber)
}

function numberGuess(column: Column, table: Table): Guess | null {
  const { columns } = table
  const decimal = hasOnlyNumbers(column) ? '.' : (shownDecimal(column.texts) ?? table.decimal)
  if (isCode(column) || !isNumeric(column, decimal)) return null
  const money = moneyReading(column, columns, decimal)
  return money === null ? { kind: 'number', decimal } : { kind: 'money', ...money }
}

const isTime = (kind: 'day' | 'instant', dayOrder: DayOrder) => (field: unknown) =>
  isAll([field], kind, { path: [], dayOrder })

function timeGuess({ name, raw, texts }: Column): Guess | null {
  const isNumeric = raw.some((field) => typeof field === 'number')
  if (isNumeric && !DAY_NAME.test(name)) return null
  // One with the year in front or the month by its name says nothing of how the others are written.
  const bare = texts.filter((text) => !/^\d{4}\D|\p{L}{3}/u.test(text))
  const dayOrder = guessDayOrder(bare) ?? guessDayOrder(texts) ?? 'dmy'
  const isDays = isMost(raw, isTime('day', dayOrder)) && isMost(texts, (text) => !/\d:\d/.test(text))
  if (!isNumeric && isDays) return { kind: 'day', dayOrder }
  if (!isMost(raw, isTime('instant', dayOrder))) return null
  return { kind: 'instant', ...(!isNumeric && { dayOrder }) }
}

/** Numbers of Excel in a column that is called a day. */
function excelGuess({ name, texts }: Column): Guess | null {
  if (!DAY_NAME.test(name) || texts.some((text) => excelMoment(text) === null)) return null
  return { kind: texts.every((text) => /^\d+$/.test(text)) ? 'day' : 'instant' }
}

const MOST_CHOICES = 12

function textGuess({ texts, name }: Column): Guess {
  const distinct = new Set(texts).size
  const isChoice = distinct <= MOST_CHOICES && distinct * 3 <= texts.length && !CODE_NAME.test(name)
  return { kind: isChoice ? 'choice' : 'text' }
}

function guessOf(column: Column, table: Table): Guess {
  const { raw, texts } = column
  if (raw.length === 0) return { kind: 'text' }
  const isYesNo = isAll(raw, 'yesno', { path: [] }) && !texts.every((text) => /^\d+$/.test(text))
  if (isYesNo) return { kind: 'yesno' }
  return excelGuess(column) ?? numberGuess(column, table) ?? timeGuess(column) ?? textGuess(column)
}

const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** "customer_email" and "customerEmail" as "Customer email". */
const titleOf = (path: readonly string[]): string =>
  upper(
    path
      .join(' ')
      .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
      .replaceAll(/[_\s]+/g, ' ')
      .trim()
      .slice(0, 60),
  )

const SAMPLES = 3
const SAMPLE_SIGNS = 60

/** "Margin (%)" of numbers that are written as percents. */
const unitOf = (title: string, texts: readonly string[]): string =>
  texts.length > 0 && !title.includes('%') && texts.every((text) => text.endsWith('%'))
    ? `${title.slice(0, 56)} (%)`
    : title

/** What each field of these records seems to be. */
export function guessFields(records: readonly Raw[]): FieldGuess[] {
  const columns = pathsIn(records).map((path) => columnAt(records, path))
  const table = { columns, decimal: decimalOf(columns) }
  return columns.map((column) => {
    const { path, texts, raw } = column
    return {
      title: unitOf(titleOf(path), texts),
      path,
      ...guessOf(column, table),
      filled: records.length === 0 ? 0 : texts.length / records.length,
      distinct: new Set(texts).size,
      samples: [...new Set(texts)].slice(0, SAMPLES).map((text) => text.slice(0, SAMPLE_SIGNS)),
      unread: unreadAs(raw),
    }
  })
}

const ID_NAMES = [
  /^_?id$/i,
  /(^|[ _])id$/i,
  /^(order|invoice|customer)?[ _]?(number|no|nr)$/i,
  /sku|ean|gtin/i,
  /^(?!.*(telefon|phone|haus|konto)).*(nr|nummer|num[eé]ro|n[uú]mero|n[°º]|#)\.?$/i,
]
/** One customer may stand in many records, so these come last. */
const OTHER_NAMES = [/e-?mail/i, /code$/i, /^name$/i]

/** "#1001" or "INV-2026-7" in front of everything else is what a record is called. */
const CODE = /^#?[A-Za-z]{0,6}[-/ ]?[\d-]*\d$/

/** The first field that looks like a name of its records, and has another in each; none where there is no such. */
export function guessKey(records: readonly Raw[], fields: readonly FieldGuess[]): string[] {
  if (records.length === 0) return []
  const unique = fields.filter(
    ({ path, filled, distinct }) => path.length === 1 && filled === 1 && distinct === records.length,
  )
  const byName = (names: readonly RegExp[]) =>
    names.flatMap((named) => unique.find(({ path }) => named.test(path[0] ?? '')) ?? [])[0]?.path
  const [first] = fields
  const isCoded =
    first?.kind === 'text' && unique.includes(first) && first.samples.every((one) => CODE.test(one))
  return byName(ID_NAMES) ?? (isCoded ? first.path : undefined) ?? byName(OTHER_NAMES) ?? []
}
