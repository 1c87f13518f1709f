import { checked, day, flag, id, text } from '../../../../../search-params.ts'
import type { RawSearch } from '../../../../../search-params.ts'
import type { ViewKind } from '../../../../../lists/saved-views.ts'

/** First and last day; without them from the beginning, and up to today. */
export interface DaysSearch {
  from?: string
  to?: string
}

export const readDays = (search: RawSearch) => ({ from: day(search['from']), to: day(search['to']) })

export interface LedgerSearch extends DaysSearch {
  account?: string
  /** Only lines of this tax. */
  tax?: string
}

export const readLedgerSearch = (search: RawSearch): LedgerSearch =>
  checked({ account: id(search['account']), tax: id(search['tax']), ...readDays(search) })

export interface JournalSearch extends DaysSearch {
  q?: string
  /** The entry that is open. */
  entry?: string
  new?: true
}

export const readJournalSearch = (search: RawSearch): JournalSearch =>
  checked({
    q: text(search['q']),
    entry: id(search['entry']),
    new: flag(search['new']),
    ...readDays(search),
  })

export const journalViews: ViewKind = {
  list: 'accounting.journal',
  read: readJournalSearch,
  open: ['entry', 'new'],
  about: 'Which entries are shown.',
  sharing: 'accounting.book.write',
}

const PAGE = 30
const daysOf = ({ from, to }: DaysSearch) => ({
  ...(from !== undefined && { from }),
  ...(to !== undefined && { to }),
})

export const entriesIn = (search: JournalSearch) => ({
  limit: PAGE,
  ...(search.q !== undefined && { search: search.q }),
  ...daysOf(search),
})

export const linesIn = (accountId: string, search: LedgerSearch) => ({
  limit: PAGE,
  accountId,
  ...(search.tax !== undefined && { taxCodeId: search.tax }),
  ...daysOf(search),
})
