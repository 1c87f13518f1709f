import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import { AppError } from '../../../shared/errors.ts'
import { numberInSql } from '../journals/number-text.ts'
import { amountText } from '../ledger/amounts.ts'
import type { Match } from './schema.ts'

const selectMatches = (db: OrgDb) =>
  db
    .selectFrom('accountingMatch as m')
    .innerJoin('accountingBankLine as l', 'l.id', 'm.bankLineId')
    .leftJoin('accountingEntry as e', 'e.id', 'm.entryId')
    .leftJoin('accountingPayment as p', 'p.id', 'm.paymentId')
    .leftJoin('accountingContact as c', 'c.id', 'p.contactId')
    .select(['m.id', 'm.bankLineId', 'm.amountMinor', 'm.paymentId', 'm.entryId', 'm.isMade'])
    .select(['m.createdAt', 'm.undoneAt', 'l.currency'])
    .select(sql<string>`greatest(l.booked_on, p.paid_on, e.entry_date)::text`.as('lastDay'))
    .select(
      sql<string>`coalesce(case p.direction when 'in' then 'Payment of ' else 'Refund to ' end || c.name, 'Entry ' || ${numberInSql} || ', ' || e.memo)`.as(
        'title',
      ),
    )

/** A match with what only its undoing needs. Throws a NOT_FOUND. */
export async function findMatchRow(db: OrgDb, id: string) {
  const row = await selectMatches(db).where('m.id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  return row
}

type MatchRow = Awaited<ReturnType<typeof findMatchRow>>

export const toMatch = ({
  amountMinor,
  currency,
  lastDay: _day,
  isMade: _made,
  ...row
}: MatchRow): Match => ({
  ...row,
  amount: amountText(amountMinor, currency),
})

/** What a line is matched to now. */
export async function matchOfLine(db: OrgDb, bankLineId: string): Promise<Match | null> {
  const row = await selectMatches(db)
    .where('m.bankLineId', '=', bankLineId)
    .where('m.undoneAt', 'is', null)
    .executeTakeFirst()
  return row ? toMatch(row) : null
}
