import type { OrgContext } from '../../../platform/calls/context.ts'
import type { Limits } from '../../../platform/limits/limits.ts'
import type { BrowserPlace } from '../../../platform/outside/browser.ts'
import { marketplaceEnvironment } from '../environment.ts'
import type { Outside } from '../../../platform/outside/guarded-fetch.ts'

/** How shops are asked. */
export interface Asking {
  outside: Outside
  limits: Limits
  now: () => Date
  /** As whom shops see the hub, and where to complain. */
  userAgent: string
  /** For pages whose price appears only after their scripts ran; null where the operator set none up. */
  browser: BrowserPlace | null
  signal?: AbortSignal | undefined
}

/** By this name a shop's robots.txt may speak of it. */
export const ROBOT = 'SmartAIHub-Prices'

const browserOf = ({ hub }: OrgContext): BrowserPlace | null => {
  const { CHROMIUM_PATH: executable, CHROMIUM_SANDBOX: sandbox } = hub.environment.of(marketplaceEnvironment)
  return executable === undefined ? null : { executable, hasSandbox: sandbox === 'on' }
}

export const canBrowse = (ctx: OrgContext): boolean => browserOf(ctx) !== null

export const askingFrom = (ctx: OrgContext, signal?: AbortSignal): Asking => ({
  outside: ctx.hub.outside,
  limits: ctx.hub.limits,
  now: ctx.now,
  userAgent: `${ROBOT}/1.0 (+${ctx.hub.settings.publicUrl})`,
  browser: browserOf(ctx),
  signal,
})
