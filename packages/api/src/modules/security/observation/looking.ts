import type { OrgContext } from '../../../platform/calls/context.ts'
import { createNames } from '../../../platform/outside/names.ts'
import type { Names } from '../../../platform/outside/names.ts'
import type { Outside } from '../../../platform/outside/guarded-fetch.ts'
import { securityEnvironment } from '../environment.ts'

/** How websites and the names of the internet are asked. */
export interface Looking {
  outside: Outside
  names: Names
  now: () => Date
  /** As whom sites see the hub. */
  userAgent: string
  signal?: AbortSignal | undefined
}

/** Sites see who looks at them, and where to complain. */
const userAgentOf = (publicUrl: string): string => `SmartAIHub-Scanner/1.0 (+${publicUrl})`

export function lookingFrom(ctx: OrgContext, signal?: AbortSignal): Looking {
  const { SECURITY_DNS } = ctx.hub.environment.of(securityEnvironment)
  return {
    outside: ctx.hub.outside,
    names: createNames({ ...(SECURITY_DNS !== undefined && { servers: [SECURITY_DNS] }) }),
    now: ctx.now,
    userAgent: userAgentOf(ctx.hub.settings.publicUrl),
    signal,
  }
}
