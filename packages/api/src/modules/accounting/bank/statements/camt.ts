import { currencyDigits } from '../../../../shared/currencies.ts'
import { dayOf } from '../../../../shared/written-days.ts'
import { allNamed, childOf, readTree, textUnder } from './ofx-tree.ts'
import type { OfxNode } from './ofx-tree.ts'
import { amountOf, cleanText, countOf, fileFault, requireFewLines } from './statement.ts'
import type { ReadStatements, Statement, StatementLine } from './statement.ts'

const ROOT = /<(?:[\w-]+:)?Document[\s>]/

/** Whether a file is of the family of CAMT; of it only statements, CAMT.053, are read. */
export const isCamt = (text: string): boolean => ROOT.test(text) && /:camt\.05\d\./.test(text.slice(0, 4096))

/** Statements of bank accounts in a file of ISO 20022. Throws what is wrong, and where. */
export function* readCamt(text: string): Generator<void, ReadStatements> {
  const found = allNamed(yield* readTree(text, text.search(ROOT)), new Set(['STMT']))
  if (found.length === 0)
    throw fileFault(
      'It holds no statement. Ask the bank for CAMT.053, which has what is booked of whole days.',
    )
  const read: (Statement & { unbooked: number })[] = []
  for (const node of found) read.push(yield* toStatement(node))
  requireFewLines(read.reduce((sum, { lines }) => sum + lines.length, 0))
  const unbooked = read.reduce((sum, one) => sum + one.unbooked, 0)
  return {
    statements: read.map(({ unbooked: _count, ...statement }) => statement),
    skipped: unbooked > 0 ? [`${countOf(unbooked)} not booked by the bank`] : [],
  }
}

const all = (node: OfxNode | undefined, name: string): OfxNode[] =>
  node?.children.filter((child) => child.name === name) ?? []

function* toStatement(node: OfxNode): Generator<void, Statement & { unbooked: number }> {
  const account = childOf(node, 'ACCT')
  const entries = all(node, 'NTRY')
  const currency = currencyOf(node, entries)
  const booked = entries.filter((entry) => ['BOOK', ''].includes(stateOf(entry)))
  const lines: StatementLine[] = []
  for (const entry of booked) {
    lines.push(...toLines(entry, currency))
    yield
  }
  const days = lines.map(({ day }) => day).toSorted()
  return {
    account: cleanText(textUnder(account, 'ID', 'IBAN') || textUnder(account, 'ID', 'OTHR', 'ID')),
    currency,
    from: dayUnder(childOf(node, 'FRTODT'), 'FRDTTM', 'FRDT') ?? days[0] ?? null,
    to: dayUnder(childOf(node, 'FRTODT'), 'TODTTM', 'TODT') ?? days.at(-1) ?? null,
    opening: balanceOf(node, ['OPBD', 'PRCD'], currency),
    closing: balanceOf(node, ['CLBD'], currency),
    lines,
    unbooked: entries.length - booked.length,
  }
}

const amountNode = (node: OfxNode | undefined): OfxNode | undefined => childOf(node, 'AMT')

/** The currency stands in the tag of each amount, and with some banks beside the account. */
function currencyOf(node: OfxNode, entries: readonly OfxNode[]): string {
  const [amount] = [...all(node, 'BAL'), ...entries].flatMap((one) => amountNode(one) ?? [])
  const [, written = ''] = /\bCcy\s*=\s*["']([A-Z]{3})["']/.exec(amount?.attributes ?? '') ?? []
  const currency = textUnder(node, 'ACCT', 'CCY') || written
  if (currencyDigits(currency) !== null) return currency
  throw fileFault('It does not say in which currency it is (Ccy).', { at: node.at })
}

/** Written alone in the first versions, and in a tag of its own in later ones. */
const stateOf = (entry: OfxNode): string => textUnder(entry, 'STS', 'CD') || textUnder(entry, 'STS')

/** What went out is marked, and has no sign. */
function signed(node: OfxNode, currency: string): bigint {
  const amount = amountNode(node)
  if (!amount) throw fileFault('The amount (Amt) is missing.', { at: node.at })
  const size = amountOf(amount.text.trim(), { currency, at: amount.at, column: 'Amt' })
  return textUnder(node, 'CDTDBTIND') === 'DBIT' ? -size : size
}

function balanceOf(node: OfxNode, codes: readonly string[], currency: string): bigint | null {
  const codeOf = (balance: OfxNode) => textUnder(balance, 'TP', 'CDORPRTRY', 'CD')
  const balance = all(node, 'BAL').find((one) => codes.includes(codeOf(one)))
  return balance ? signed(balance, currency) : null
}

/** The day as it is written, whatever hour and zone stand behind it; the first of these that is there. */
function dayUnder(node: OfxNode | undefined, ...names: string[]): string | null {
  const [found] = names.flatMap((name) => childOf(node, name) ?? [])
  if (!found) return null
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(found.text.trim()) ?? []
  const read = dayOf(Number(year), Number(month), Number(day))
  if (read !== null) return read
  throw fileFault(`“${found.text.trim().slice(0, 40)}” is no day.`, { at: found.at, column: 'Dt' })
}

/** One line, or one of each payment where the bank booked several at once and says what each came to. */
function toLines(entry: OfxNode, currency: string): StatementLine[] {
  const day =
    dayUnder(childOf(entry, 'BOOKGDT'), 'DT', 'DTTM') ?? dayUnder(childOf(entry, 'VALDT'), 'DT', 'DTTM')
  if (day === null) throw fileFault('This entry has no day (BookgDt).', { at: entry.at })
  const amount = signed(entry, currency)
  const parts = all(entry, 'NTRYDTLS').flatMap((details) => all(details, 'TXDTLS'))
  const sums = parts.length > 1 ? partsOf(parts, amount, currency) : null
  if (sums === null) return [toLine(entry, { part: parts[0], day, amount })]
  return parts.map((part, at) => toLine(entry, { part, day, amount: sums[at] ?? 0n }))
}

/** What the payments of an entry come to each; null where they are not the whole of it, or in another currency. */
function partsOf(parts: readonly OfxNode[], amount: bigint, currency: string): bigint[] | null {
  const amounts = parts.map(
    (part) => amountNode(part) ?? amountNode(childOf(childOf(part, 'AMTDTLS'), 'TXAMT')),
  )
  const sizes = amounts.flatMap((node) =>
    node?.attributes.includes(currency) === true
      ? [amountOf(node.text.trim(), { currency, at: node.at, column: 'Amt' })]
      : [],
  )
  const isWhole =
    sizes.length === parts.length && sizes.reduce((sum, one) => sum + one, 0n) === absolute(amount)
  return isWhole ? sizes.map((size) => (amount < 0n ? -size : size)) : null
}

const absolute = (amount: bigint): bigint => (amount < 0n ? -amount : amount)

interface Part {
  part: OfxNode | undefined
  day: string
  amount: bigint
}

/** Banks write this where a payment has no reference. */
const NO_REFERENCE = new Set(['NOTPROVIDED', 'NONREF'])

function toLine(entry: OfxNode, { part, day, amount }: Part): StatementLine {
  const parties = childOf(part, 'RLTDPTIES')
  const nameOf = (side: string) => textUnder(parties, side, 'NM') || textUnder(parties, side, 'PTY', 'NM')
  const counterparty = cleanText(nameOf(amount > 0n ? 'DBTR' : 'CDTR'))
  const remittance = childOf(part, 'RMTINF')
  const said = all(remittance, 'USTRD').map(({ text }) => text)
  const structured = textUnder(remittance, 'STRD', 'CDTRREFINF', 'REF')
  const own = textUnder(part, 'REFS', 'ENDTOENDID')
  const also = textUnder(part, 'ADDTLTXINF') || textUnder(entry, 'ADDTLNTRYINF')
  return {
    at: (part ?? entry).at,
    day,
    amount,
    text: cleanText(said.join(' ')) || cleanText(also) || counterparty,
    counterparty,
    reference: cleanText(structured || (NO_REFERENCE.has(own) ? '' : own)),
    bankRef: cleanText(textUnder(part, 'REFS', 'ACCTSVCRREF') || textUnder(entry, 'ACCTSVCRREF')),
  }
}
