import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import { addDays } from '../../../shared/time.ts'
import { yearStartOf } from '../book/fiscal-year.ts'
import type { BookRow } from '../book/queries.ts'
import { resultOf, sumsOf } from './sums.ts'
import type { AccountSum } from './sums.ts'

export interface YearSums {
  /** First day of the fiscal year: from then on income and expenses are counted. */
  yearFrom: string
  /** What each account holds: those of income and expenses what this year moved them by. */
  sums: AccountSum[]
  /** What earlier years earned, as a debit, which stands in equity; null for nothing. */
  carried: { from: string; to: string; minor: bigint } | null
}

const isOfYear = ({ type }: AccountSum): boolean => type === 'income' || type === 'expense'

/**
 * The accounts at the end of a day. A fiscal year begins at zero, and what earlier ones earned is carried over by itself, so
 * that it is right as well after somebody posts into an old year (ACC-1, ACC-5).
 */
export async function yearSums(db: OrgDb, book: BookRow, asOf: string): Promise<YearSums> {
  const yearFrom = yearStartOf(book, asOf)
  const to = addDays(yearFrom, -1)
  const all = await sumsOf(db, { to: asOf, withClosing: true })
  const before = (await sumsOf(db, { to, withClosing: true })).filter(isOfYear)
  const beforeOf = new Map(before.map(({ accountId, minor }) => [accountId, minor]))
  const sums = all.map((sum) =>
    isOfYear(sum) ? { ...sum, minor: sum.minor - (beforeOf.get(sum.accountId) ?? 0n) } : sum,
  )
  const minor = resultOf(before)
  return {
    yearFrom,
    sums,
    carried: minor === 0n ? null : { from: await firstYearOf(db, book, yearFrom), to, minor },
  }
}

/** The first day of the fiscal year in which something was first earned or spent, from the months that posting keeps. */
async function firstYearOf(db: OrgDb, book: BookRow, otherwise: string): Promise<string> {
  const { rows } = await sql<{ first: string | null }>`
    select min(b.month)::text as first from accounting_balance b
    join accounting_account a on a.id = b.account_id where a.type in ('income', 'expense')`.execute(db)
  return yearStartOf(book, rows[0]?.first ?? otherwise)
}
