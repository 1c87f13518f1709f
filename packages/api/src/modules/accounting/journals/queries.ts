import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import { AppError } from '../../../shared/errors.ts'
import { amountText } from '../ledger/amounts.ts'
import type { NewLine } from '../ledger/posting.ts'
import { numberText } from './number-text.ts'
import type { JournalEntry, JournalLine, WholeJournalEntry } from './schema.ts'

/** Entries with the sum of their debits, and by which they were reversed. */
export function selectEntries(db: OrgDb) {
  return db
    .selectFrom('accountingEntry as e')
    .select(['e.id', 'e.series', 'e.fiscalYear', 'e.number', 'e.entryDate', 'e.memo', 'e.kind'])
    .select(['e.reversesId', 'e.postedAt'])
    .select([
      sql<string | null>`(select r.id from accounting_entry r where r.reverses_id = e.id)`.as('reversedById'),
      sql<string>`(select coalesce(sum(l.base_minor) filter (where l.base_minor > 0), 0)::text
        from accounting_line l where l.entry_id = e.id)`.as('totalMinor'),
      sql<string>`(select b.base_currency from accounting_book b)`.as('currency'),
    ])
}

type EntryRow = Awaited<ReturnType<ReturnType<typeof selectEntries>['executeTakeFirstOrThrow']>>

export const toEntry = ({
  series,
  fiscalYear,
  number,
  entryDate,
  totalMinor,
  ...row
}: EntryRow): JournalEntry => ({
  ...row,
  number: numberText({ series, fiscalYear, number }),
  date: entryDate,
  total: amountText(totalMinor, row.currency),
})

export async function findEntry(db: OrgDb, id: string): Promise<JournalEntry> {
  const row = await selectEntries(db).where('e.id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  return toEntry(row)
}

/** The lines of an entry with their accounts, as they were posted. */
export const linesOf = (db: OrgDb, entryId: string) =>
  db
    .selectFrom('accountingLine as l')
    .innerJoin('accountingAccount as a', 'a.id', 'l.accountId')
    .select([
      'l.accountId',
      'l.currency',
      'l.amountMinor',
      'l.baseMinor',
      'l.contactId',
      'l.taxCodeId',
      'l.memo',
    ])
    .select(['a.code', 'a.name'])
    .where('l.entryId', '=', entryId)
    .orderBy('l.n')
    .execute()

/** The lines of an entry as whoever takes it back posts them. */
export const mirroredLines = async (db: OrgDb, entryId: string): Promise<NewLine[]> =>
  (await linesOf(db, entryId)).map(({ amountMinor, baseMinor, ...line }) => ({
    ...line,
    amount: BigInt(-amountMinor),
    base: BigInt(-baseMinor),
  }))

type LineRow = Awaited<ReturnType<typeof linesOf>>[number]

const sideOf = (minor: number, { side, currency }: { side: 1 | -1; currency: string }): string | null =>
  minor * side > 0 ? amountText(Math.abs(minor), currency) : null

export function toLine({ name, amountMinor, baseMinor, ...row }: LineRow, base: string): JournalLine {
  const { accountId, code, currency, memo } = row
  return {
    accountId,
    code,
    account: name,
    currency,
    debit: sideOf(amountMinor, { side: 1, currency }),
    credit: sideOf(amountMinor, { side: -1, currency }),
    baseDebit: sideOf(baseMinor, { side: 1, currency: base }),
    baseCredit: sideOf(baseMinor, { side: -1, currency: base }),
    memo,
  }
}

const SOURCES: Readonly<Record<string, 'invoice' | 'payment' | 'refund'>> = {
  invoice: 'invoice',
  void: 'invoice',
  credit: 'invoice',
  payment: 'payment',
  exchange: 'payment',
  refund: 'refund',
}

/** Whether an entry `e` was written by hand and stands: all else is taken back with what it was posted for. */
export const isReversible = sql<boolean>`e.reverses_id is null
  and not exists (select from accounting_entry r where r.reverses_id = e.id)
  and split_part(coalesce(e.source_key, ''), ':', 1) <> all (${Object.keys(SOURCES)}::text[])`

/** The document or payment behind an entry, as its source key names it; null for what was written by hand. */
export async function sourceOf(db: OrgDb, id: string): Promise<WholeJournalEntry['source']> {
  const row = await db
    .selectFrom('accountingEntry as e')
    .leftJoin('accountingEntry as o', 'o.id', 'e.reversesId')
    .select(sql<string | null>`coalesce(o.source_key, e.source_key)`.as('key'))
    .where('e.id', '=', id)
    .executeTakeFirst()
  const [, prefix = '', source = ''] = /^([a-z]+):(?:undo:)?([0-9a-f-]{36})/.exec(row?.key ?? '') ?? []
  const kind = Object.hasOwn(SOURCES, prefix) ? SOURCES[prefix] : undefined
  return kind === undefined ? null : { kind, id: source }
}
