import type { OrgContext } from '../../../platform/calls/context.ts'
import type { Limits } from '../../../platform/limits/limits.ts'
import type { Outside } from '../../../platform/outside/guarded-fetch.ts'

/** How shops are asked. */
export interface Asking {
  outside: Outside
  limits: Limits
  now: () => Date
  /** As whom shops see the hub, and where to complain. */
  userAgent: string
  signal?: AbortSignal | undefined
}

/** By this name a shop's robots.txt may speak of it. */
export const ROBOT = 'SmartAIHub-Prices'

export const askingFrom = (ctx: OrgContext, signal?: AbortSignal): Asking => ({
  outside: ctx.hub.outside,
  limits: ctx.hub.limits,
  now: ctx.now,
  userAgent: `${ROBOT}/1.0 (+${ctx.hub.settings.publicUrl})`,
  signal,
})
