import { uuidv7 } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { AppError } from '../../../shared/errors.ts'
import { addDays } from '../../../shared/time.ts'
import { chartOf, followsDocuments } from '../../../shared/ledger-chart.ts'
import type { ChartAccount } from '../../../shared/ledger-chart.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { minorOf } from '../ledger/amounts.ts'
import { verifyBooks } from '../ledger/verify.ts'
import { postEntries } from '../ledger/posting.ts'
import type { NewLine } from '../ledger/posting.ts'
import { insertTaxCode } from '../taxes/service.ts'
import { requireNearDay } from './far-days.ts'
import { findBook, requireBook } from './queries.ts'
import type { BookRow } from './queries.ts'
import type { Book, BookState, BookVerdict, OpeningBalance, SetUpBook } from './schema.ts'

const two = (part: number) => String(part).padStart(2, '0')

export const toBook = (row: BookRow): Book => ({
  baseCurrency: row.baseCurrency,
  country: row.country,
  yearStart: `${two(row.yearStartMonth)}-${two(row.yearStartDay)}`,
  closed: {
    forGood: row.hardUntil,
    forNow: row.softUntil,
    sales: row.saleUntil,
    bank: row.bankUntil,
    taxes: row.taxUntil,
  },
  createdAt: row.createdAt,
  version: row.version,
})

export async function getBook(ctx: OrgContext): Promise<BookState> {
  const row = await findBook(ctx.db)
  return { book: row && toBook(row) }
}

/**
 * Sets up the book of the organization, with its accounts and what they hold on the first day. Once: its currency stays.
 * Days before the first are closed. Throws a CONFLICT where there is a book.
 */
export async function setUpBook(ctx: OrgContext, input: SetUpBook): Promise<Book> {
  const { baseCurrency, country, yearStart, startsOn, chart, opening, taxRates } = input
  requireNearDay(ctx, { day: startsOn, path: 'startsOn' })
  const [month = 1, day = 1] = yearStart.split('-').map(Number)
  return ctx.write(async (tx) => {
    const now = ctx.now()
    const made = await tx
      .insertInto('accountingBook')
      .values({
        orgId: ctx.org.orgId,
        baseCurrency,
        country,
        yearStartMonth: month,
        yearStartDay: day,
        hardUntil: addDays(startsOn, -1),
        createdAt: now,
        updatedAt: now,
      })
      .onConflict((conflict) => conflict.column('orgId').doNothing())
      .returning('orgId')
      .executeTakeFirst()
    if (!made) throw new AppError('CONFLICT', { message: 'The books are set up already.' })
    const accounts = await addChart(ctx, tx, chartOf(chart))
    await addTaxes(ctx, tx, taxRates)
    const lines = openingLines(opening, { accounts, currency: baseCurrency })
    if (lines.length > 0)
      await postEntries(ctx, tx, [
        { series: 'J', date: startsOn, kind: 'opening', memo: 'Opening balances', byHand: true, lines },
      ])
    tx.audit('accounting.book.setUp')
    return toBook(await requireBook(tx))
  })
}

/** Recomputes the books, and tells whoever looks after them where they do not add up. Changes nothing in them. */
export async function verifyBook(ctx: OrgContext): Promise<BookVerdict> {
  return ctx.write(async (tx) => {
    const faults = await verifyBooks(tx)
    const ok = faults.length === 0
    tx.audit('accounting.book.verified', {}, { faults: faults.length })
    if (!ok)
      tx.emit({
        topic: 'accounting.book.differs',
        aggregate: `book:${ctx.org.orgId}`,
        payload: { faults: faults.length },
      })
    return { ok, faults }
  })
}

/**
 * The taxes of a business on what it sells and buys, and none beside them: a rate of zero (Z), which needs no reason; whoever
 * is exempt adds a tax that names it.
 */
async function addTaxes(ctx: OrgContext, tx: OrgWriteTx, rates: SetUpBook['taxRates']): Promise<void> {
  const none = { name: 'No tax', percent: '0' }
  for (const { name, percent } of [...rates, none]) {
    const category = Number(percent) === 0 ? 'Z' : 'S'
    for (const side of ['sale', 'purchase'] as const)
      await insertTaxCode(tx, { ctx, tax: { name, percent, side, category, reason: '', components: [] } })
  }
}

type ChartRow = ChartAccount & { id: string }

async function addChart(
  ctx: OrgContext,
  tx: OrgWriteTx,
  accounts: readonly ChartAccount[],
): Promise<ChartRow[]> {
  const now = ctx.now()
  const rows = accounts.map((account) => ({ id: uuidv7(), ...account }))
  await tx
    .insertInto('accountingAccount')
    .values(rows.map((row) => ({ ...row, orgId: ctx.org.orgId, createdAt: now, updatedAt: now })))
    .execute()
  return rows
}

/** What is left over between debit and credit stands on the account for opening balances. */
function openingLines(
  opening: readonly OpeningBalance[],
  { accounts, currency }: { accounts: readonly ChartRow[]; currency: string },
): NewLine[] {
  const lines = opening.flatMap(({ code, debit, credit }, at): NewLine[] => {
    const account = accounts.find((one) => one.code === code)
    if (!account) throw fieldFault(`opening.${at}.code`, `There is no account ${code} to begin with.`)
    if (followsDocuments(account))
      throw fieldFault(
        `opening.${at}.code`,
        `Account ${code} follows open invoices and bills, which are entered one by one.`,
      )
    if ((debit === undefined) === (credit === undefined))
      throw fieldFault(`opening.${at}`, 'Give a debit or a credit, one of the two.')
    const side = debit === undefined ? 'credit' : 'debit'
    const amount = minorOf(debit ?? credit ?? '', { currency, path: `opening.${at}.${side}` })
    const signed = side === 'debit' ? amount : -amount
    return signed === 0n ? [] : [{ accountId: account.id, currency, amount: signed, base: signed }]
  })
  const rest = -lines.reduce((sum, { amount }) => sum + amount, 0n)
  const balancing = accounts.find(({ role }) => role === 'opening')
  if (rest === 0n || !balancing) return lines
  return [...lines, { accountId: balancing.id, currency, amount: rest, base: rest }]
}
