import type { AppRouter } from '@hub/api'
import type { inferRouterInputs } from '@trpc/server'
import { checked, oneOf } from '../../../../../search-params.ts'
import type { RawSearch } from '../../../../../search-params.ts'

export const statusFilters = [
  'pending',
  'done',
  'declined',
  'failed',
  'expired',
] as const satisfies readonly NonNullable<inferRouterInputs<AppRouter>['approvals']['list']['status']>[]
export type StatusFilter = (typeof statusFilters)[number]

export interface ApprovalSearch {
  /** Without it: what waits, then what was decided. */
  status?: StatusFilter
}

export const readApprovalSearch = (search: RawSearch): ApprovalSearch =>
  checked({ status: oneOf(search['status'], statusFilters) })

/** What waits comes first; the others keep their order, newest first. */
export const pendingFirst = <Item extends { status: string }>(items: readonly Item[]): Item[] => [
  ...items.filter(({ status }) => status === 'pending'),
  ...items.filter(({ status }) => status !== 'pending'),
]
