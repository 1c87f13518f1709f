import { uuidv7 } from '@hub/db'
import type { OrgDb } from '@hub/db'
import { openAttached } from '../../../features/files/service.ts'
import type { OrgContext } from '../../../platform/calls/context.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { calendarDay } from '../../../shared/day-text.ts'
import { inSlices } from '../../../platform/limits/slices.ts'
import { createTurns, createWorkQueue } from '../../../platform/limits/work-queue.ts'
import { decodeText } from '../../../shared/decode-text.ts'
import { AppError } from '../../../shared/errors.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { farAhead } from '../book/far-days.ts'
import { amountText } from '../ledger/amounts.ts'
import { findOpenBankAccount, lockBankAccount } from './accounts.ts'
import { CsvLayout } from './schema.ts'
import type { BankAccount, ImportAnswer, ImportStatement } from './schema.ts'
import { readStatement } from './statements/read-file.ts'
import type { ReadFile, UnknownTable } from './statements/read-file.ts'
import { fileFault } from './statements/statement.ts'
import type { Statement, StatementLine } from './statements/statement.ts'
import { keyOf, withoutTwins } from './twins.ts'
import type { KeyedLine } from './twins.ts'

const SAMPLE_ROWS = 5
const TOLD_LEFT_OUT = 20
/** So many rows go into one statement: PostgreSQL takes 65,535 values at once. */
const ROWS_AT_ONCE = 1_000

/** A file that is read takes some hundred megabytes; one organization after the other, and of each one file. */
const inTurn = createTurns()
const inReadingQueue = createWorkQueue({
  atOnce: 2,
  waitingAtMost: 20,
  busy: { message: 'Many bank files are being read. Try again in a few seconds.', retryAfter: 5 },
})

/**
 * Reads a file of a bank into lines (ACC-4). What is there already is left out, as often as it is there: the same file twice
 * adds nothing, and two alike in one file are two. A CSV file with columns not seen before is asked about and not read in.
 */
export async function importStatement(ctx: OrgContext, input: ImportStatement): Promise<ImportAnswer> {
  const account = await findOpenBankAccount(ctx.db, input.bankAccountId)
  const { file, found } = await inTurn(ctx.org.orgId, () => inReadingQueue(() => read(ctx, account, input)))
  const lines = 'guess' in found ? [] : await inSlices(nearLines(ctx, account, found.statement))
  return ctx.write(async (tx) => {
    if ('guess' in found) return questionOf(found)
    await lockBankAccount(tx, account.id)
    if (found.head !== null) await keepLayout(tx, ctx, { account, ...found, head: found.head })
    return store(ctx, tx, { account, file, found, lines })
  })
}

async function read(ctx: OrgContext, account: BankAccount, input: ImportStatement) {
  const { text, ...file } = await openFile(ctx, input)
  const found = await readStatement(text, {
    account,
    layout: input.layout,
    keptLayout: (head) => keptLayout(ctx.db, account.id, head),
  })
  return { file, found }
}

/** A bank books nothing a year ahead: such a day was read in the wrong order, or typed wrong. */
function* nearLines(
  ctx: OrgContext,
  { currency }: BankAccount,
  { lines }: Statement,
): Generator<void, KeyedLine[]> {
  const keyed: KeyedLine[] = []
  const near = new Set<string>()
  for (const line of lines) {
    const fault = near.has(line.day) ? null : farAhead(ctx, line.day)
    near.add(line.day)
    if (fault !== null) throw fileFault(fault, { at: line.at })
    keyed.push({ ...line, key: keyOf(line, currency) })
    yield
  }
  return keyed
}

/** The file that was attached to this very bank account, or the text of a small one. */
async function openFile(
  ctx: OrgContext,
  { bankAccountId, fileId, text, fileName = 'statement' }: ImportStatement,
): Promise<{ id: string | null; name: string; text: string }> {
  const file = fileId === undefined ? undefined : await openAttached(ctx.hub, ctx.call, fileId)
  if (file && (file.entity !== 'accounting_bank_account' || file.entityId !== bankAccountId))
    throw new AppError('NOT_FOUND', { message: 'There is no such file at this bank account.' })
  if ((file === undefined) === (text === undefined))
    throw fieldFault('fileId', 'Give a file or its text, one of the two.')
  if (!file) return { id: null, name: fileName, text: text ?? '' }
  return { id: file.id, name: file.name, text: decodeText(file.content) }
}

const questionOf = ({ table: { head, rows }, guess, question }: UnknownTable): ImportAnswer => ({
  outcome: 'layout',
  question,
  guess,
  head,
  sample: rows.slice(0, SAMPLE_ROWS).map(({ cells }) => cells),
})

async function keptLayout(db: OrgDb, bankAccountId: string, head: string): Promise<CsvLayout | null> {
  const row = await db
    .selectFrom('accountingCsvLayout')
    .select('layout')
    .where('bankAccountId', '=', bankAccountId)
    .where('head', '=', head)
    .executeTakeFirst()
  return row ? CsvLayout.parse(row.layout) : null
}

async function keepLayout(
  tx: OrgWriteTx,
  ctx: OrgContext,
  { account, head, layout }: { account: BankAccount; head: string; layout: CsvLayout | null },
): Promise<void> {
  const row = { layout: JSON.stringify(layout), updatedAt: ctx.now() }
  await tx
    .insertInto('accountingCsvLayout')
    .values({ orgId: ctx.org.orgId, bankAccountId: account.id, head, ...row })
    .onConflict((conflict) => conflict.columns(['orgId', 'bankAccountId', 'head']).doUpdateSet(row))
    .execute()
}

interface Storing {
  account: BankAccount
  file: { id: string | null; name: string }
  found: ReadFile & { head: string | null }
  lines: readonly KeyedLine[]
}

async function store(
  ctx: OrgContext,
  tx: OrgWriteTx,
  { account, file, lines, found: { format, statement, skipped, head } }: Storing,
): Promise<ImportAnswer> {
  const { fresh, left, alike } = await withoutTwins(tx, account, lines)
  const { from, to, opening, closing } = statement
  const statementId = uuidv7()
  const read = statement.lines.length
  await tx
    .insertInto('accountingStatement')
    .values({
      id: statementId,
      orgId: ctx.org.orgId,
      bankAccountId: account.id,
      fileName: file.name,
      fileId: file.id,
      head,
      format,
      fromOn: from,
      toOn: to,
      readCount: read,
      addedCount: fresh.length,
      openingMinor: opening?.toString() ?? null,
      closingMinor: closing?.toString() ?? null,
      createdById: ctx.actor.userId,
      createdAt: ctx.now(),
    })
    .execute()
  for (let at = 0; at < fresh.length; at += ROWS_AT_ONCE)
    await insertLines(tx, { ctx, account, statementId, lines: fresh.slice(at, at + ROWS_AT_ONCE) })
  const target = { bankAccount: account.id, statement: statementId }
  tx.audit('accounting.bank.imported', target, { read, added: fresh.length })
  tx.emit({
    topic: 'accounting.bank.imported',
    aggregate: `bank:${account.id}`,
    payload: { bankAccountId: account.id, statementId, added: fresh.length },
  })
  return {
    outcome: 'imported',
    statementId,
    read,
    added: fresh.length,
    left: left.length,
    from,
    to,
    leftOut: left.slice(0, TOLD_LEFT_OUT).map((line) => leftOut(line, account.currency)),
    warning: warningOf(statement, { skipped, alike, currency: account.currency }),
  }
}

function leftOut({ at, day, amount, counterparty, text }: StatementLine, currency: string): string {
  const words = [...new Set([counterparty, text])].join(' ').trim()
  const why = amount === 0n ? 'nothing moved' : 'there already'
  return `Line ${at}: ${calendarDay(day)}, ${amountText(amount, currency)}, ${words} (${why})`
}

interface Inserting {
  ctx: OrgContext
  account: BankAccount
  statementId: string
  lines: readonly KeyedLine[]
}

async function insertLines(tx: OrgWriteTx, { ctx, account, statementId, lines }: Inserting): Promise<void> {
  await tx
    .insertInto('accountingBankLine')
    .values(
      lines.map(({ day, amount, text, counterparty, reference, bankRef, key }) => ({
        id: uuidv7(),
        orgId: ctx.org.orgId,
        bankAccountId: account.id,
        statementId,
        bookedOn: day,
        amountMinor: amount.toString(),
        currency: account.currency,
        text,
        counterparty,
        reference,
        bankRef,
        twinKey: key,
      })),
    )
    .execute()
}

/** What a person should know of a file that was read in all the same; null for nothing. */
function warningOf(
  statement: Statement,
  { skipped, alike, currency }: { skipped: readonly string[]; alike: number; currency: string },
): string | null {
  const notRead = skipped.length === 0 ? null : `Not read: ${skipped.join(', ')}.`
  const words = [alikeWords(alike), differenceIn(statement, currency), notRead].filter(
    (part) => part !== null,
  )
  return words.length === 0 ? null : words.join(' ')
}

/** Nothing is left out on a guess: two sales of one day may well come to the same. */
function alikeWords(alike: number): string | null {
  if (alike === 0) return null
  const what = alike === 1 ? '1 new line has' : `${alike} new lines have`
  return `${what} the day and the amount of a line that is there in other words. If another file of these days was read in before, take this one out again.`
}

/** A statement that does not come to its own balance may have been cut; it is read in all the same. */
function differenceIn({ opening, closing, lines }: Statement, currency: string): string | null {
  if (opening === null || closing === null) return null
  const come = lines.reduce((sum, { amount }) => sum + amount, opening)
  if (come === closing) return null
  const [said, sum] = [closing, come].map((amount) => amountText(amount, currency))
  return `The file ends with a balance of ${said} ${currency}, and its entries come to ${sum}. Some may be missing.`
}
