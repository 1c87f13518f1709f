import type { AppRouter } from '@hub/api'
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import { addDays } from '../../../../../components/day-words.ts'
import { checked, id, oneOf, text } from '../../../../../search-params.ts'
import type { RawSearch } from '../../../../../search-params.ts'

const PAGE = 25

export type CreditMove = inferRouterOutputs<AppRouter>['credits']['history']['items'][number]
type HistoryInput = inferRouterInputs<AppRouter>['credits']['history']

export const kinds = [
  'charge',
  'hold',
  'grant',
  'adjustment',
  'refund',
  'expiry',
] as const satisfies readonly CreditMove['kind'][]
export const doors = [
  'web',
  'assistant',
  'mcp',
  'rest',
  'cli',
  'workflow',
  'system',
] as const satisfies readonly NonNullable<CreditMove['door']>[]
export const ranges = ['today', 'week', 'month'] as const

/** The filters of the history, as in the address. */
export interface CreditSearch {
  q?: string
  kind?: (typeof kinds)[number]
  door?: (typeof doors)[number]
  who?: string
  when?: (typeof ranges)[number]
}

export function readCreditSearch(search: RawSearch): CreditSearch {
  return checked({
    q: text(search['q'], 100),
    kind: oneOf(search['kind'], kinds),
    door: oneOf(search['door'], doors),
    who: id(search['who']),
    when: oneOf(search['when'], ranges),
  })
}

export const hasCreditFilter = ({ q, kind, door, who, when }: CreditSearch): boolean =>
  [q, kind, door, who, when].some((filter) => filter !== undefined)

/** What the history is asked under these filters. */
export function historyInput(
  { q, kind, door, who, when }: CreditSearch,
  today: string,
): Omit<HistoryInput, 'cursor' | 'limit' | 'sort'> {
  return {
    ...(q !== undefined && { search: q }),
    ...(kind !== undefined && { kind }),
    ...(door !== undefined && { door }),
    ...(who !== undefined && { actorId: who }),
    ...(when !== undefined && { from: firstDay(when, today) }),
  }
}

/** The same with the length of a page, as the list is read. */
export const historyPage = (
  search: CreditSearch,
  today: string,
): ReturnType<typeof historyInput> & { limit: number } => ({ limit: PAGE, ...historyInput(search, today) })

function firstDay(range: (typeof ranges)[number], today: string): string {
  switch (range) {
    case 'today':
      return today
    case 'week':
      return addDays(today, -6)
    case 'month':
      return `${today.slice(0, 7)}-01`
  }
}

export const kindWords: Record<CreditMove['kind'], string> = {
  charge: 'Charges',
  hold: 'On hold',
  grant: 'Credits received',
  adjustment: 'Adjustments',
  refund: 'Refunds',
  expiry: 'Run out',
}

export const rangeWords: Record<(typeof ranges)[number], string> = {
  today: 'Today',
  week: 'Last 7 days',
  month: 'This month',
}
