import { currencyDigits } from '../../../../shared/currencies.ts'
import { parseMoney } from '../../../../shared/money.ts'
import { fieldFault } from '../../../../shared/field-fault.ts'

/** No bank writes a longer one, and all of it is read at once. */
export const MOST_LINES = 20_000
export const MOST_BYTES = 10 * 1024 * 1024

export interface StatementLine {
  /** Where it begins in the file, from 1. */
  at: number
  day: string
  /** Minor units: + came in, - went out. */
  amount: bigint
  text: string
  counterparty: string
  reference: string
  /** What the bank calls it, where it does; banks use the same one again. */
  bankRef: string
}

/** What a file says of one account. */
export interface Statement {
  /** IBAN or number as the file has it; empty where it names none. */
  account: string
  /** Null where the file names none. */
  currency: string | null
  from: string | null
  to: string | null
  opening: bigint | null
  closing: bigint | null
  lines: StatementLine[]
}

export interface ReadStatements {
  statements: Statement[]
  /** What the file holds besides and is not read, in words. */
  skipped: string[]
}

interface Place {
  /** Line of the file, from 1. */
  at?: number
  column?: string
}

/** What is wrong with a file, and where: its one refusal. */
export function fileFault(message: string, { at, column }: Place = {}) {
  const where = [
    ...(at === undefined ? [] : [`line ${at}`]),
    ...(column === undefined ? [] : [`column “${column}”`]),
  ].join(', ')
  const words = where === '' ? message : `${where[0]?.toUpperCase()}${where.slice(1)}: ${message}`
  return fieldFault('file', words)
}

const LONGEST_TEXT = 500

/** One line of text without what cannot be seen: banks pad with spaces, and marks of direction hide what it says. */
export const cleanText = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replaceAll(/\p{Cf}/gu, '')
    .trim()
    .slice(0, LONGEST_TEXT)
    .trim()
    .toWellFormed()

interface AmountPlace extends Place {
  currency: string
}

/** No amount is nearly as long, and patterns take long over what is none. */
const LONGEST_AMOUNT = 60

/** Minor units of an amount as `-1250.00`. Throws where it has more digits than its currency. */
export function amountOf(text: string, { currency, ...place }: AmountPlace): bigint {
  const digits = currencyDigits(currency) ?? 2
  // Zeros at the end say nothing: some banks write 12.5000.
  const isShort = text.length <= LONGEST_AMOUNT
  const [whole = '', fraction = ''] = (isShort ? text : '').replace(/^\+/, '').split('.')
  const kept = fraction.replace(/0+$/, '')
  const minor = parseMoney(kept === '' ? whole : `${whole}.${kept}`, digits)
  if (minor === null) throw fileFault(`“${text.slice(0, 40)}” is no amount in ${currency}.`, place)
  return minor
}

export function requireFewLines(count: number): void {
  if (count > MOST_LINES)
    throw fileFault(`It has more than ${MOST_LINES.toLocaleString('en')} lines. Ask the bank for fewer days.`)
}

export const countOf = (count: number): string => (count === 1 ? '1 line' : `${count} lines`)
