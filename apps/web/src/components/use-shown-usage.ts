import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '../trpc.ts'
import { usageInput } from './credit-reads.ts'
import { usePhone } from './use-phone.ts'
import type { UsageBy } from './usage-parts.ts'

const PHONE_DAYS = 10

/** The spending of as many days as there is room for. */
export function useShownUsage(by: UsageBy) {
  const isPhone = usePhone()
  return useQuery({
    ...useTRPC().credits.usage.queryOptions(usageInput(by), {
      select: ({ days }) => days.slice(isPhone ? -PHONE_DAYS : 0),
    }),
    placeholderData: (before) => before,
  })
}
