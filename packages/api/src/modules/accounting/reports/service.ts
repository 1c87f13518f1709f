import { sql } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { readPage } from '../../../platform/data/keyset.ts'
import type { Page } from '../../../shared/list.ts'
import { dayIn } from '../../../shared/time.ts'
import { findLedgerAccount } from '../accounts/service.ts'
import { yearStartOf } from '../book/fiscal-year.ts'
import { requireBook } from '../book/queries.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { numberText } from '../journals/number-text.ts'
import { amountText } from '../ledger/amounts.ts'
import type {
  BalanceSheet,
  GetBalanceSheet,
  GetProfitAndLoss,
  GetTrialBalance,
  LedgerLine,
  ListLedger,
  ProfitAndLoss,
  ReportSection,
  TrialBalance,
} from './schema.ts'
import { yearSums } from './carried.ts'
import { resultOf, sumsOf, totalOf } from './sums.ts'
import type { AccountSum } from './sums.ts'

const today = (ctx: OrgContext) => dayIn(ctx.org.timeZone, ctx.now())

/** What every account holds at the end of a day, debit and credit in two columns; income and expenses of its fiscal year. */
export async function trialBalance(ctx: OrgContext, input: GetTrialBalance): Promise<TrialBalance> {
  const book = await requireBook(ctx.db)
  const asOf = input.asOf ?? today(ctx)
  const { yearFrom, sums, carried } = await yearSums(ctx.db, book, asOf)
  const rows = sums.filter(({ minor }) => minor !== 0n)
  const all = carried ? [...rows, carried] : rows
  const [debit, credit] = [all.filter(({ minor }) => minor > 0n), all.filter(({ minor }) => minor < 0n)]
  const sided = <Row extends { minor: bigint }>({ minor, ...row }: Row) => ({
    ...row,
    debit: minor > 0n ? amountText(minor, book.baseCurrency) : null,
    credit: minor < 0n ? amountText(-minor, book.baseCurrency) : null,
  })
  return {
    asOf,
    yearFrom,
    currency: book.baseCurrency,
    rows: rows.map(sided),
    carried: carried && sided(carried),
    debit: amountText(totalOf(debit), book.baseCurrency),
    credit: amountText(-totalOf(credit), book.baseCurrency),
    isBalanced: totalOf(all) === 0n,
  }
}

/** What came in and went out in a period. A closed year shows what it earned, not the zero that closing leaves. */
export async function profitAndLoss(ctx: OrgContext, input: GetProfitAndLoss): Promise<ProfitAndLoss> {
  const book = await requireBook(ctx.db)
  const currency = book.baseCurrency
  const to = input.to ?? today(ctx)
  const from = input.from ?? yearStartOf(book, to)
  if (from > to) throw fieldFault('from', 'The first day has to be before the last one.')
  const sums = await sumsOf(ctx.db, { from, to, withClosing: false })
  return {
    from,
    to,
    currency,
    income: section(sums, { type: 'income', sign: -1n, currency }),
    expense: section(sums, { type: 'expense', sign: 1n, currency }),
    profit: amountText(-resultOf(sums), currency),
  }
}

/** What the business has and owes at the end of a day. What its years earned stands beside the equity. */
export async function balanceSheet(ctx: OrgContext, input: GetBalanceSheet): Promise<BalanceSheet> {
  const book = await requireBook(ctx.db)
  const currency = book.baseCurrency
  const asOf = input.asOf ?? today(ctx)
  const { yearFrom, sums, carried } = await yearSums(ctx.db, book, asOf)
  return {
    asOf,
    yearFrom,
    currency,
    assets: section(sums, { type: 'asset', sign: 1n, currency }),
    liabilities: section(sums, { type: 'liability', sign: -1n, currency }),
    equity: section(sums, { type: 'equity', sign: -1n, currency }),
    carried: carried && { from: carried.from, to: carried.to, amount: amountText(-carried.minor, currency) },
    result: amountText(-resultOf(sums), currency),
    isBalanced: totalOf(sums) + (carried?.minor ?? 0n) === 0n,
  }
}

/** The lines of one account, newest first: what a figure of a report is made of. */
export async function listLedger(ctx: OrgContext, input: ListLedger): Promise<Page<LedgerLine>> {
  const { accountId, taxCodeId, from, to } = input
  const { baseCurrency } = await requireBook(ctx.db)
  await findLedgerAccount(ctx.db, accountId)
  const found = ctx.db
    .selectFrom('accountingLine as l')
    .innerJoin('accountingEntry as e', 'e.id', 'l.entryId')
    .select(['l.entryId', 'l.baseMinor', 'l.entryDate', 'e.series', 'e.fiscalYear', 'e.number'])
    .select(sql<string>`case when l.memo = '' then e.memo else l.memo end`.as('memo'))
    .where('l.accountId', '=', accountId)
    .$if(taxCodeId !== undefined, (query) => query.where('l.taxCodeId', '=', taxCodeId ?? null))
    .$if(from !== undefined, (query) => query.where('l.entryDate', '>=', from ?? ''))
    .$if(to !== undefined, (query) => query.where('l.entryDate', '<=', to ?? ''))
  const { items, nextCursor } = await readPage(found, {
    scope: { key: ctx.hub.keys.cursor, list: 'modules.accounting.reports.ledger', orgId: ctx.org.orgId },
    columns: [
      { expression: sql`l.entry_date`, type: 'date', direction: 'desc' },
      { expression: sql`l.entry_id`, type: 'uuid', direction: 'desc' },
      { expression: sql`l.n`, type: 'int', direction: 'desc' },
    ],
    input,
  })
  return {
    items: items.map(({ baseMinor, series, fiscalYear, number, entryDate, entryId, memo }) => ({
      entryId,
      number: numberText({ series, fiscalYear, number }),
      date: entryDate,
      memo,
      debit: baseMinor > 0 ? amountText(baseMinor, baseCurrency) : null,
      credit: baseMinor < 0 ? amountText(-baseMinor, baseCurrency) : null,
    })),
    nextCursor,
  }
}

interface SectionOf {
  type: AccountSum['type']
  /** Which way its accounts grow: 1 by debit, -1 by credit. */
  sign: 1n | -1n
  currency: string
}

function section(sums: readonly AccountSum[], { type, sign, currency }: SectionOf): ReportSection {
  const rows = sums.filter((sum) => sum.type === type && sum.minor !== 0n)
  return {
    rows: rows.map(({ accountId, code, account, minor }) => ({
      accountId,
      code,
      account,
      amount: amountText(minor * sign, currency),
    })),
    total: amountText(totalOf(rows) * sign, currency),
  }
}
