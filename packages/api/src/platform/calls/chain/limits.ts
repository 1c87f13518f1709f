import type { Actor } from '../call.ts'
import type { BaseContext } from '../context.ts'
import { isLimitRefusal, limitSubject } from '../../limits/limits.ts'
import type { StepOptions } from './step.ts'

const HOUR = 3600

const subjects = {
  actor: (ctx: BaseContext, who: Who) => who.actor?.userId ?? limitSubject(ctx.call.ip),
  organization: (_: BaseContext, who: Who) => who.orgId ?? 'none',
}

type LimitPer = keyof typeof subjects

interface Who {
  actor: Actor | null
  orgId: string | null
}

/**
 * Somebody who shows a good credential is a person at a public procedure too. Where the address has used up its tries, what
 * is shown is not looked at any more, and the call is an anonymous one.
 */
async function callerOf({ identity, call }: BaseContext): Promise<Actor | null> {
  if (call.credential.kind === 'none') return null
  const found = await identity().catch((error: unknown) => {
    if (isLimitRefusal(error)) return null
    throw error
  })
  return found?.actor ?? null
}

/** Counts procedure calls, so a batch of n counts n (GW-1); in-process calls are counted at the door they began at. */
export async function countCall({ ctx, meta }: StepOptions<BaseContext>, known: Actor | null): Promise<void> {
  const { limits, settings } = ctx.hub
  const { call } = ctx
  const { anonymous, user } = settings.callsPerHour
  if (call.ip === null || meta.uncounted || meta.limit?.isOnly) return
  const actor = known ?? (await callerOf(ctx))
  const [rule, subject] = actor
    ? [{ name: 'user', points: user, seconds: HOUR }, actor.userId]
    : [{ name: 'anonymous', points: anonymous, seconds: HOUR }, limitSubject(call.ip)]
  await limits.take(rule, subject, call.onLimit)
}

/** What the procedure allows beside that, or in its place, to one caller or to all of an organization. */
export async function takeOwnLimit(
  { ctx, meta: { limit } }: StepOptions<BaseContext>,
  per: LimitPer,
  who: Who,
): Promise<void> {
  if (limit?.per === per) await ctx.hub.limits.take(limit, subjects[per](ctx, who), ctx.call.onLimit)
}
