import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import { numberText } from '../journals/number-text.ts'
import type { TextEntry, TextLine } from './journal-text.ts'
import type { BookFilters } from './schema.ts'

/** Entries in memory at a time. */
const PAGE = 500

interface Place {
  date: string
  id: string
}

const selectHeaders = (db: OrgDb, { from, to }: BookFilters, after: Place | null) =>
  db
    .selectFrom('accountingEntry as e')
    .select(['e.id', 'e.series', 'e.fiscalYear', 'e.number', 'e.entryDate', 'e.kind', 'e.memo'])
    .$if(from !== undefined, (query) => query.where('e.entryDate', '>=', from ?? ''))
    .$if(to !== undefined, (query) => query.where('e.entryDate', '<=', to ?? ''))
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(e.entry_date, e.id) > (${after?.date}::date, ${after?.id}::uuid)`),
    )
    .orderBy('e.entryDate')
    .orderBy('e.id')
    .limit(PAGE)
    .execute()

const selectLines = (db: OrgDb, ids: readonly string[]) =>
  db
    .selectFrom('accountingLine as l')
    .select(['l.entryId', 'l.accountId', 'l.currency', 'l.memo', 'l.amountMinor', 'l.baseMinor'])
    .where(sql<boolean>`l.entry_id = any(${ids}::uuid[])`)
    .orderBy('l.entryId')
    .orderBy('l.n')
    .execute()

/** The entries of a period with their lines, in order of day and id, page by page. */
export async function* entriesOf(
  db: OrgDb,
  filters: BookFilters,
  baseCurrency: string,
): AsyncGenerator<TextEntry[]> {
  let after: Place | null = null
  do {
    const headers = await selectHeaders(db, filters, after)
    const last = headers.at(-1)
    if (last === undefined) return
    const lines = new Map<string, TextLine[]>(headers.map(({ id }) => [id, []]))
    const found = await selectLines(db, [...lines.keys()])
    for (const { entryId, accountId, memo, ...line } of found)
      lines.get(entryId)?.push({
        accountId,
        memo,
        ...(filters.mode === 'base'
          ? { currency: baseCurrency, minor: BigInt(line.baseMinor) }
          : { currency: line.currency, minor: BigInt(line.amountMinor) }),
      })
    yield headers.map(({ id, entryDate: date, kind, memo, ...row }) => ({
      number: numberText(row),
      date,
      kind,
      memo,
      lines: lines.get(id) ?? [],
    }))
    after = headers.length < PAGE ? null : { date: last.entryDate, id: last.id }
  } while (after !== null)
}
