import type { Actor } from '../call.ts'
import type { BaseContext } from '../context.ts'
import { limitSubject } from '../limits.ts'
import type { StepOptions } from './step.ts'

const HOUR = 3600

const subjects = {
  actor: (ctx: BaseContext, who: Who) => who.actor?.userId ?? limitSubject(ctx.call.ip),
  organization: (_: BaseContext, who: Who) => who.orgId ?? 'none',
}

interface Who {
  actor: Actor | null
  orgId: string | null
}

/** Counts procedure calls, so a batch of n counts n (GW-1); in-process calls are counted at the door they began at. */
export async function takeLimits({ ctx, meta }: StepOptions<BaseContext>, who: Who): Promise<void> {
  const { limits, settings } = ctx.hub
  const { call } = ctx
  const { anonymous, user } = settings.callsPerHour
  if (call.ip !== null && !meta.limit?.isOnly) {
    const [rule, subject] = who.actor
      ? [{ name: 'user', points: user, seconds: HOUR }, who.actor.userId]
      : [{ name: 'anonymous', points: anonymous, seconds: HOUR }, limitSubject(call.ip)]
    await limits.take(rule, subject, call.onLimit)
  }
  if (meta.limit) await limits.take(meta.limit, subjects[meta.limit.per](ctx, who), call.onLimit)
}
