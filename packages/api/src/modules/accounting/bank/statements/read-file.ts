import { inSlices } from '../../../../platform/limits/slices.ts'
import type { BankAccount, CsvLayout } from '../schema.ts'
import { isCamt, readCamt } from './camt.ts'
import { readCsv } from './csv.ts'
import { guessLayout, questionAbout } from './csv-guess.ts'
import { readCsvTable } from './csv-table.ts'
import type { CsvTable } from './csv-table.ts'
import { readOfx } from './ofx.ts'
import { fileFault } from './statement.ts'
import type { Statement } from './statement.ts'
import type { StatementFormat } from '../tables.ts'

/** How much of a file is looked at to tell what it is. */
const LOOKED_AT = 4_096

const isOfx = (text: string): boolean => /<OFX[\s>]/i.test(text.slice(0, LOOKED_AT))

const ASK_THE_BANK = 'Ask the bank for CAMT.053, OFX or CSV instead.'

/** What people have instead of a statement, told by how it begins, and what helps. */
const otherKinds: readonly (readonly [what: string, starts: RegExp, help: string])[] = [
  ['an Excel file, which is not read', /^(PK\p{Cc}{2}|ÐÏ\p{Cc}à)/u, 'Save it as CSV, and import that.'],
  ['a PDF, which is not read', /^\s*%PDF-/, ASK_THE_BANK],
  ['QIF, which is not read', /^\s*!(Type|Account|Option):/i, ASK_THE_BANK],
  [
    'a web page and no statement',
    /^\s*<(!doctype\s+html|html)\b/i,
    'Sign in at the bank again, and save the statement once more.',
  ],
]

function requireReadable(text: string): void {
  if (isMt940(text)) throw fileFault(`This is MT940, which is not read. ${ASK_THE_BANK}`)
  const other = otherKinds.find(([, starts]) => starts.test(text.slice(0, LOOKED_AT)))
  if (other) throw fileFault(`This is ${other[0]}. ${other[2]}`)
}

/** The tags with which every such file names its account and what it began with. */
const isMt940 = (text: string): boolean => /^:25:/m.test(text) && /^:60[FM]:/m.test(text)

const plain = (number: string): string => number.replaceAll(/[^A-Za-z0-9]/g, '').toUpperCase()

/** An IBAN ends with the number that older files name alone. */
function isSame(one: string, other: string): boolean {
  const [longer, shorter] = one.length > other.length ? [one, other] : [other, one]
  return shorter.length >= 4 && longer.endsWith(shorter)
}

const NAMED = 5

/** "DE1, DE2 and 3 more": a file may hold any number of them. */
function namesOf(numbers: readonly string[]): string {
  const more = numbers.length - NAMED
  return `${numbers.slice(0, NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

/** Which statements of a file are of this account. Throws where none is, or where nobody can tell. */
function ofAccount(
  statements: readonly Statement[],
  { identifier, name, currency }: BankAccount,
): Statement[] {
  const numbers = [...new Set(statements.map(({ account }) => account))]
  const own = plain(identifier)
  if (own === '' && numbers.length > 1)
    throw fileFault(
      `It holds the accounts ${namesOf(numbers)}. Write the number of “${name}” into its details first.`,
    )
  const kept =
    own === ''
      ? statements
      : statements.filter(({ account }) => account === '' || isSame(plain(account), own))
  if (kept.length === 0) throw fileFault(`It is of ${namesOf(numbers)}, and “${name}” is ${identifier}.`)
  const other = kept.find((one) => one.currency !== null && one.currency !== currency)
  if (other) throw fileFault(`It is in ${other.currency}, and “${name}” is in ${currency}.`)
  return [...kept]
}

/** Several statements of one account, such as of one month each, are one. */
function together(statements: readonly Statement[]): Statement {
  const [first, ...more] = statements
  if (!first) throw new Error('There is no statement.')
  if (more.length === 0) return first
  const days = (part: 'from' | 'to') => statements.flatMap((one) => one[part] ?? []).toSorted()
  return {
    ...first,
    from: days('from')[0] ?? null,
    to: days('to').at(-1) ?? null,
    opening: null,
    closing: null,
    lines: statements.flatMap(({ lines }) => lines),
  }
}

export interface ReadFile {
  format: StatementFormat
  statement: Statement
  skipped: string[]
}

/** A table whose columns nobody told apart yet. */
export interface UnknownTable {
  table: CsvTable
  question: string | null
  guess: ReturnType<typeof guessLayout>
}

interface Reading {
  account: BankAccount
  /** What was said just now. */
  layout: CsvLayout | undefined
  /** What was said of an earlier file with these columns. */
  keptLayout: (head: string) => Promise<CsvLayout | null>
}

/** Reads a file of a bank, or says what has to be known first. Throws what is wrong with it, and where. */
export async function readStatement(
  text: string,
  { account, layout: said, keptLayout }: Reading,
): Promise<(ReadFile & { head: string | null; layout: CsvLayout | null }) | UnknownTable> {
  const format = isOfx(text) ? 'ofx' : isCamt(text) ? 'camt' : null
  if (format !== null) {
    const { statements, skipped } = await inSlices(format === 'ofx' ? readOfx(text) : readCamt(text))
    const statement = together(ofAccount(statements, account))
    return { format, statement, skipped, head: null, layout: null }
  }
  requireReadable(text)
  const table = await readCsvTable(text)
  const layout = said ?? (await keptLayout(table.key))
  if (layout === null) {
    const guess = guessLayout(table)
    return { table, guess, question: questionAbout(guess, table) }
  }
  const { skipped, ...statement } = await inSlices(readCsv({ table, layout, currency: account.currency }))
  return { format: 'csv', statement, skipped, head: table.key, layout }
}
