import { currencyDigits } from '../../../../shared/currencies.ts'
import { allNamed, childOf, readOfxTree, textUnder } from './ofx-tree.ts'
import type { OfxNode } from './ofx-tree.ts'
import { dayOf } from '../../../../shared/written-days.ts'
import { amountOf, cleanText, fileFault, requireFewLines } from './statement.ts'
import type { ReadStatements, Statement, StatementLine } from './statement.ts'

const READ = new Set(['STMTRS', 'CCSTMTRS', 'INVSTMTRS'])

/** Statements of bank accounts and credit cards in a file, of one account or several. Throws what is wrong, and where. */
export function* readOfx(text: string): Generator<void, ReadStatements> {
  const found = allNamed(yield* readOfxTree(text), READ)
  const kept = found.filter(({ name }) => name !== 'INVSTMTRS')
  const skipped = found
    .filter(({ name }) => name === 'INVSTMTRS')
    .map((node) => `Investment account ${cleanText(textUnder(node, 'INVACCTFROM', 'ACCTID'))}`.trim())
  if (kept.length === 0)
    throw fileFault(
      skipped.length > 0
        ? `It holds only what is not read: ${skipped.join(', ')}.`
        : 'It holds no statement of a bank account or card.',
    )
  requireFewLines(kept.reduce((sum, node) => sum + entriesOf(node).length, 0))
  const statements: Statement[] = []
  for (const node of kept) statements.push(yield* toStatement(node))
  return { statements, skipped }
}

const entriesOf = (node: OfxNode): OfxNode[] =>
  childOf(node, 'BANKTRANLIST')?.children.filter(({ name }) => name === 'STMTTRN') ?? []

function* toStatement(node: OfxNode): Generator<void, Statement> {
  const list = childOf(node, 'BANKTRANLIST')
  const currency = textUnder(node, 'CURDEF').toUpperCase()
  if (currencyDigits(currency) === null)
    throw fileFault(`“${currency.slice(0, 10)}” is no currency (CURDEF).`, { at: node.at })
  const balance = childOf(childOf(node, 'LEDGERBAL'), 'BALAMT')
  const from = node.name === 'CCSTMTRS' ? 'CCACCTFROM' : 'BANKACCTFROM'
  const lines: StatementLine[] = []
  for (const entry of entriesOf(node)) {
    lines.push(toLine(entry, currency))
    yield
  }
  return {
    account: cleanText(textUnder(node, from, 'ACCTID')),
    currency,
    from: dayIn(childOf(list, 'DTSTART')),
    to: dayIn(childOf(list, 'DTEND')),
    opening: null,
    closing: balance ? amountIn(balance, currency) : null,
    lines,
  }
}

function toLine(node: OfxNode, currency: string): StatementLine {
  const { at } = node
  const posted = childOf(node, 'DTPOSTED')
  const amount = childOf(node, 'TRNAMT')
  const day = dayIn(posted)
  if (day === null) throw fileFault('This entry has no day (DTPOSTED).', { at })
  if (!amount) throw fileFault('This entry has no amount (TRNAMT).', { at })
  const counterparty = cleanText(textUnder(node, 'NAME') || textUnder(node, 'PAYEE', 'NAME'))
  return {
    at,
    day,
    amount: amountIn(amount, currency),
    text: cleanText(textUnder(node, 'MEMO')) || counterparty,
    counterparty,
    reference: cleanText(textUnder(node, 'REFNUM') || textUnder(node, 'CHECKNUM')),
    bankRef: cleanText(textUnder(node, 'FITID')),
  }
}

/** The day as it is written: that of the bank, whatever hour and zone stand behind it. */
function dayIn(node: OfxNode | undefined): string | null {
  const text = node?.text.trim() ?? ''
  if (!node || text === '') return null
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})/.exec(text) ?? []
  const found = dayOf(Number(year), Number(month), Number(day))
  if (found === null) throw fileFault(`“${text.slice(0, 40)}” is no day.`, { at: node.at, column: node.name })
  return found
}

/** The standard allows a point or a comma; banks that write groups as well end with the one that is meant. */
function amountIn(node: OfxNode, currency: string): bigint {
  const text = node.text.trim()
  const group = text.lastIndexOf(',') < text.lastIndexOf('.') ? ',' : '.'
  const plain = (text.includes(',') && text.includes('.') ? text.replaceAll(group, '') : text)
    .replace(',', '.')
    .replace(/\.$/, '')
    .replace(/^[+-]?(?=\.)/, (sign) => `${sign}0`)
  return amountOf(plain, { currency, at: node.at, column: node.name })
}
