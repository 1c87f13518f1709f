import type { AppRouter } from '@hub/api'
import type { inferRouterOutputs } from '@trpc/server'

export type Door = NonNullable<inferRouterOutputs<AppRouter>['credits']['history']['items'][number]['door']>

/** Where a call came from, in the words of the pages. */
export const doorWords: Record<Door, string> = {
  web: 'Web app',
  assistant: 'Assistant',
  mcp: 'Connected',
  rest: 'Program',
  cli: 'Command line',
  workflow: 'Workflow',
  system: 'Hub',
}
