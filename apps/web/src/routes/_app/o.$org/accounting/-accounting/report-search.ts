import { checked, id, oneOf } from '../../../../../search-params.ts'
import type { RawSearch } from '../../../../../search-params.ts'
import { readDays } from './accounting-search.ts'
import type { DaysSearch } from './accounting-search.ts'

export const reportKinds = ['trial', 'profit', 'balance', 'receivables', 'statement', 'taxes'] as const
export type ReportKind = (typeof reportKinds)[number]

export interface ReportSearch extends DaysSearch {
  /** The trial balance without it. */
  report?: ReportKind
  /** Whose statement of account. */
  contact?: string
}

export const readReportSearch = (search: RawSearch): ReportSearch =>
  checked({
    report: oneOf(search['report'], reportKinds),
    contact: id(search['contact']),
    ...readDays(search),
  })
