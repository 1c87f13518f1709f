import type { EarlyCall } from '../../early-call.ts'

/** Few have more websites; of those, the newest are looked at. */
export const sitesInput = { limit: 20 } as const

/** What the dashboard asks of this module. */
export const early: readonly EarlyCall[] = [
  { path: 'modules.security.sites.list', input: sitesInput, needs: 'security.site.read' },
]
