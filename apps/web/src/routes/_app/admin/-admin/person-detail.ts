import type { AppRouter } from '@hub/api'
import type { inferRouterOutputs } from '@trpc/server'

export type PersonDetail = inferRouterOutputs<AppRouter>['admin']['users']['get']
