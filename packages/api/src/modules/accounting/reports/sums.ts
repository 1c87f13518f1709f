import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import { addDays } from '../../../shared/time.ts'
import type { AccountType } from '../accounts/schema.ts'

export interface AccountSum {
  accountId: string
  code: string
  account: string
  type: AccountType
  /** In the book's currency: + debit, - credit. */
  minor: bigint
}

export interface SumPeriod {
  /** First day; without it from the first day of the books. */
  from?: string | undefined
  to: string
  /** Closing entries move a year's result to equity: left out where the result itself is asked for. */
  withClosing: boolean
}

/** The first day of the month of a day, and of the month after it. */
const monthOf = (day: string) => `${day.slice(0, 7)}-01`
function monthAfter(day: string): string {
  const [year = 0, month = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10)
}

const dayAfter = (day: string) => addDays(day, 1)
const isMonthEnd = (day: string) => dayAfter(day).endsWith('-01')

/**
 * What each account moved by in a period, by code; accounts that nothing moved are left out. Whole months come from the
 * balances that posting keeps, parts of months from lines (ACC-5).
 */
export async function sumsOf(db: OrgDb, { from, to, withClosing }: SumPeriod): Promise<AccountSum[]> {
  const firstMonth = from === undefined ? '0001-01-01' : from.endsWith('-01') ? from : monthAfter(from)
  const endMonth = isMonthEnd(to) ? monthAfter(to) : monthOf(to)
  const hasMonths = firstMonth < endMonth
  // In between the whole months stands nothing: the days before them, and those after.
  const parts = hasMonths
    ? [
        ...(from !== undefined && from < firstMonth ? [{ from, before: firstMonth }] : []),
        ...(endMonth <= to ? [{ from: endMonth, before: dayAfter(to) }] : []),
      ]
    : [{ from: from ?? '0001-01-01', before: dayAfter(to) }]
  const pieces = [
    ...(hasMonths
      ? [
          sql`select account_id, base_minor from accounting_balance
            where month >= ${firstMonth} and month < ${endMonth} and (${withClosing} or not is_closing)`,
        ]
      : []),
    ...parts.map(
      (part) => sql`select l.account_id, l.base_minor from accounting_line l
        where l.entry_date >= ${part.from} and l.entry_date < ${part.before}
          and (${withClosing} or (select e.kind from accounting_entry e where e.id = l.entry_id) <> 'closing')`,
    ),
  ]
  if (pieces.length === 0) return []
  const { rows } = await sql<Omit<AccountSum, 'minor'> & { sum: string }>`
    select a.id as account_id, a.code, a.name as account, a.type, sum(p.base_minor)::text as sum
    from (${sql.join(pieces, sql` union all `)}) p
    join accounting_account a on a.id = p.account_id
    group by a.id order by a.code, a.id`.execute(db)
  return rows.map(({ sum, ...row }) => ({ ...row, minor: BigInt(sum) }))
}

export const totalOf = (sums: readonly Pick<AccountSum, 'minor'>[]): bigint =>
  sums.reduce((total, { minor }) => total + minor, 0n)

/** What was earned, as a debit: below zero where there is a profit. */
export const resultOf = (sums: readonly AccountSum[]): bigint =>
  totalOf(sums.filter(({ type }) => type === 'income' || type === 'expense'))
