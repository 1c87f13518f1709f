import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { addDays } from '../../../shared/time.ts'
import { findBook } from '../book/queries.ts'
import { todayOf } from '../documents/queries.ts'
import { amountText } from '../ledger/amounts.ts'
import type { Cash, GetCash } from './schema.ts'
import { resultOf, sumsOf, totalOf } from './sums.ts'

/** Accounts that money lies on, whether or not any is there yet. */
const moneyAccounts = async (db: OrgDb): Promise<ReadonlySet<string>> => {
  const rows = await db
    .selectFrom('accountingAccount')
    .select('id')
    .where('subtype', 'in', ['bank', 'cash'])
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** By how much they moved on each day from one on; days on which nothing moved are left out. */
async function movesOf(
  db: OrgDb,
  accounts: ReadonlySet<string>,
  { from, to }: { from: string; to: string },
): Promise<ReadonlyMap<string, bigint>> {
  if (accounts.size === 0) return new Map()
  const rows = await db
    .selectFrom('accountingLine')
    .select(['entryDate', sql<string>`sum(base_minor)::text`.as('moved')])
    .where('accountId', 'in', [...accounts])
    .where('entryDate', '>=', from)
    .where('entryDate', '<=', to)
    .groupBy('entryDate')
    .execute()
  return new Map(rows.map(({ entryDate, moved }) => [entryDate, BigInt(moved)]))
}

/** The first day that anything was posted on; of what was before it the books know nothing. */
async function firstPostedDay(db: OrgDb): Promise<string | undefined> {
  const first = await db
    .selectFrom('accountingEntry')
    .select('entryDate')
    .orderBy('entryDate')
    .limit(1)
    .executeTakeFirst()
  return first?.entryDate
}

/** What is still to come on invoices, and how much of it is late. */
async function owedOn(db: OrgDb, { today, currency }: { today: string; currency: string }) {
  const { open, overdue } = await db
    .selectFrom('accountingDocument')
    .select([
      sql<string>`coalesce(sum(base_minor - released_minor), 0)::text`.as('open'),
      sql<string>`coalesce(sum(base_minor - released_minor) filter (where due_on < ${today}::date), 0)::text`.as(
        'overdue',
      ),
    ])
    .where('kind', '=', 'invoice')
    .where('state', '=', 'posted')
    .where(sql<boolean>`settled_minor < total_minor`)
    .executeTakeFirstOrThrow()
  return { open: amountText(open, currency), overdue: amountText(overdue, currency) }
}

/** What is at the bank and in cash, how that came about day by day, and what this month earned. */
export async function readCash(ctx: OrgContext, { days }: GetCash): Promise<Cash> {
  const { db } = ctx
  const book = await findBook(db)
  if (book === null) return { cash: null }
  const currency = book.baseCurrency
  const today = todayOf(ctx)
  const accounts = await moneyAccounts(db)
  const held = (await sumsOf(db, { to: today, withClosing: true })).filter(
    ({ accountId, minor }) => accounts.has(accountId) && minor !== 0n,
  )
  const total = totalOf(held)
  const asked = addDays(today, 1 - days)
  const first = (await firstPostedDay(db)) ?? today
  const from = first < asked ? asked : first > today ? today : first
  const moves = await movesOf(db, accounts, { from, to: today })
  const month = await sumsOf(db, { from: `${today.slice(0, 7)}-01`, to: today, withClosing: false })
  // Back from today: what stood there the evening before is what stands there less what moved that day.
  const points: NonNullable<Cash['cash']>['points'] = []
  let amount = total
  for (let on = today; on >= from; on = addDays(on, -1)) {
    points.push({ on, amount: amountText(amount, currency) })
    amount -= moves.get(on) ?? 0n
  }
  return {
    cash: {
      asOf: today,
      currency,
      amount: amountText(total, currency),
      accounts: held.length,
      points: points.toReversed(),
      profit: amountText(-resultOf(month), currency),
      owed: ctx.permissions.has('accounting.sale.read') ? await owedOn(db, { today, currency }) : null,
    },
  }
}
