import type { AppRouter } from '@hub/api'
import type { inferRouterOutputs } from '@trpc/server'

export type PlatformOrganization =
  inferRouterOutputs<AppRouter>['admin']['organizations']['list']['items'][number]

/** What adjusting credits needs to know of an organization. */
export type CreditHolder = Pick<PlatformOrganization, 'id' | 'name' | 'availableMicro'>
