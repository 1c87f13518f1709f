import type { OrgPermission } from '@hub/api'
import type { Hub } from '../trpc.ts'
import type { UsageBy } from './usage-parts.ts'

const DAYS = 21
const MOST = 100

/** Three weeks of spending. */
export const usageInput = (by: UsageBy) => ({ days: DAYS, by })

/** What was received and what lapsed, for the line of the balance. */
export const grantsInput = { kind: 'grant', limit: MOST } as const
export const adjustmentsInput = { kind: 'adjustment', limit: MOST } as const
export const expiriesInput = { kind: 'expiry', limit: MOST } as const

/** Begins to read what the balance and its line show, before they are on the page. */
export function prefetchBalance(
  { queryClient, trpc }: Hub,
  can: (permission: OrgPermission) => boolean,
): void {
  if (!can('credits.read')) return
  const { balance, history, usage } = trpc.credits
  void queryClient.prefetchQuery(balance.queryOptions())
  void queryClient.prefetchQuery(usage.queryOptions(usageInput('module')))
  for (const input of [grantsInput, adjustmentsInput, expiriesInput])
    void queryClient.prefetchQuery(history.queryOptions(input))
}
