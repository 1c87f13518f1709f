import { CONTENT, PAGE, Paper } from '../../../../platform/print/paper.ts'
import type { Party, Seller } from '../../documents/tables.ts'
import { addressOf, printHead, taxIdOf } from '../../documents/print/letter.ts'
import { printedDay, printedIban, printedNumber } from '../../documents/print/printed.ts'
import { isNegative, isNothing, sizeOf } from '../../telling.ts'
import type { CustomerStatement, StatementRow, StatementSection } from '../schema.ts'
import { closingWords, moveWords, statementDays } from '../words.ts'

export interface PrintedStatement extends CustomerStatement {
  seller: Seller
  buyer: Party
  /** When it was asked for. */
  at: string
}

const LEFT = PAGE.margin
const AMOUNT = 76
/** As wide as the longest day, 30 September 2026, since a second line of it would stand in the row below. */
const DAY = 106
const GUTTER = 8
const WORDS = CONTENT - DAY - 3 * AMOUNT
const ROW_GAP = 9
/** Of the last row of a table and the words below it. */
const END = 62
const FOOT = 24

/** A statement of account on A4: what was owed, what moved, and what is owed now, in each currency. */
export async function renderStatement(statement: PrintedStatement): Promise<Uint8Array> {
  const { seller, contact, at, sections } = statement
  const paper = new Paper({
    title: `Statement of account, ${contact}`,
    author: seller.name,
    at: new Date(at),
  })
  printHead(paper, { seller, title: 'Statement of account', below: statementDays(statement) })
  printBuyer(paper, statement)
  for (const section of sections) printSection(paper, statement, section)
  if (sections.length === 0)
    paper.y += paper.text('Nothing was billed or paid in these days, and nothing is open.', LEFT)
  printFoot(paper, statement)
  paper.number(
    ['Statement of account', seller.name, taxIdOf(seller)].filter((part) => part !== '').join(' · '),
  )
  return paper.bytes()
}

function printBuyer(paper: Paper, { buyer }: PrintedStatement): void {
  paper.y += paper.text('To', LEFT, { quiet: true })
  paper.y += paper.text(buyer.name, LEFT, { bold: true })
  for (const line of addressOf(buyer)) paper.y += paper.text(line, LEFT)
  paper.y += 20
}

function printSection(paper: Paper, statement: PrintedStatement, section: StatementSection): void {
  const { from, to, sections } = statement
  const { currency, opening, rows, closing } = section
  if (!paper.fits(90)) paper.newPage()
  tableHead(paper, currency)
  balanceRow(paper, { words: `Open before ${printedDay(from)}`, amount: opening })
  for (const row of rows) moveRow(paper, row, currency)
  // What ends a table stands under it, with how to pay where that comes next.
  const end = section === sections.at(-1) && payTo(statement) !== '' ? END + FOOT : END
  if (!paper.fits(end)) startPage(paper, currency)
  balanceRow(paper, { words: `Open at the end of ${printedDay(to)}`, amount: closing, bold: true })
  paper.y += 2
  paper.y += paper.text(closingWords(section), LEFT, { bold: true }) + 18
}

const columns = ['Charged', 'Paid', 'Open'] as const
const xOf = (at: number) => LEFT + DAY + WORDS + at * AMOUNT

function tableHead(paper: Paper, currency: string): void {
  const style = { quiet: true, size: 8.5 } as const
  paper.text('Day', LEFT, { ...style, width: DAY - GUTTER })
  paper.text(`Amounts in ${currency}`, LEFT + DAY, { ...style, width: WORDS - GUTTER })
  for (const [at, name] of columns.entries())
    paper.text(name, xOf(at), { ...style, width: AMOUNT, align: 'right' })
  paper.y += 15
  paper.rule()
  paper.y += 6
}

function startPage(paper: Paper, currency: string): void {
  paper.newPage()
  tableHead(paper, currency)
}

interface BalanceRow {
  words: string
  amount: string
  bold?: boolean
}

function balanceRow(paper: Paper, { words, amount, bold = false }: BalanceRow): void {
  paper.text(words, LEFT, { bold, width: DAY + WORDS })
  paper.figure(printedNumber(amount), xOf(2), { bold, width: AMOUNT })
  endRow(paper, 14)
}

function moveRow(paper: Paper, row: StatementRow, currency: string): void {
  const due = row.dueOn === null ? '' : `Due ${printedDay(row.dueOn)}`
  const below = [due, row.reference].filter((part) => part !== '').join(' · ')
  const style = { width: WORDS - GUTTER }
  const height = paper.height(moveWords(row), style) + (below === '' ? 0 : paper.height(below, style))
  if (!paper.fits(height + ROW_GAP)) startPage(paper, currency)
  paper.text(printedDay(row.on), LEFT, { width: DAY - GUTTER })
  paper.figure(printedNumber(sizeOf(row.amount)), xOf(isNegative(row.amount) ? 1 : 0), { width: AMOUNT })
  paper.figure(printedNumber(row.balance), xOf(2), { width: AMOUNT })
  const top = paper.y
  paper.y += paper.text(moveWords(row), LEFT + DAY, style)
  if (below !== '') paper.text(below, LEFT + DAY, { ...style, quiet: true })
  paper.y = top
  endRow(paper, height)
}

function endRow(paper: Paper, height: number): void {
  paper.y += height + 3
  paper.rule()
  paper.y += ROW_GAP - 3
}

/** How the money gets here, where some is owed. */
function payTo({ seller, sections }: PrintedStatement): string {
  const isOwed = sections.some(({ closing }) => !isNegative(closing) && !isNothing(closing))
  if (seller.iban === '' || !isOwed) return ''
  return [
    `Please pay to IBAN ${printedIban(seller.iban)}`,
    ...(seller.bic === '' ? [] : [`BIC ${seller.bic}`]),
  ].join(' · ')
}

function printFoot(paper: Paper, statement: PrintedStatement): void {
  const words = payTo(statement)
  if (words === '') return
  paper.y += 6
  paper.y += paper.text(words, LEFT)
}
