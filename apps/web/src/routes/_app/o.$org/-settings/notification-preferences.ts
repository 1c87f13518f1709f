import type { AppRouter } from '@hub/api'
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'

export type Preferences = inferRouterOutputs<AppRouter>['notifications']['preferences']['get']
export type Kind = Preferences['kinds'][number]
export type PreferencesChange = Omit<
  inferRouterInputs<AppRouter>['notifications']['preferences']['set'],
  'idempotencyKey'
>
export type KindChange = NonNullable<PreferencesChange['kinds']>[number]
