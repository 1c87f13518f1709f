import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import { AppError } from '../../../shared/errors.ts'
import type { LineFacts } from './candidate.ts'

export interface OpenLine extends LineFacts {
  id: string
  bankAccountId: string
  /** The ledger account that the bank account hangs on. */
  accountId: string
  isMatched: boolean
}

export const selectLines = (db: OrgDb) =>
  db
    .selectFrom('accountingBankLine as l')
    .leftJoin('accountingBankAccount as b', 'b.id', 'l.bankAccountId')
    .select([
      'l.id',
      'l.bankAccountId',
      sql<string>`coalesce(b.account_id, l.bank_account_id)`.as('accountId'),
      'l.bookedOn',
      'l.amountMinor',
      'l.matchedMinor',
    ])
    .select(['l.currency', 'l.text', 'l.counterparty', 'l.reference'])

type LineRow = Awaited<ReturnType<ReturnType<typeof selectLines>['executeTakeFirstOrThrow']>>

export const toOpenLine = ({ bookedOn, amountMinor, matchedMinor, ...row }: LineRow): OpenLine => ({
  ...row,
  day: bookedOn,
  amount: BigInt(amountMinor),
  isMatched: matchedMinor === amountMinor,
})

/** Throws a NOT_FOUND. */
export async function findOpenLine(db: OrgDb, id: string): Promise<OpenLine> {
  const row = await selectLines(db).where('l.id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  return toOpenLine(row)
}
