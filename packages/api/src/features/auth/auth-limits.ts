import { inTx, sql } from '@hub/db'
import type { PublicContext } from '../../platform/calls/context.ts'
import { isLimitRefusal, limitSubject } from '../../platform/limits/limits.ts'
import { AppError } from '../../shared/errors.ts'
import { waitWords } from '../../shared/wait-words.ts'

interface AuthLimit {
  name: string
  points: number
  seconds: number
  /** What is refused, where it was not a lot at once but a lot in a day. */
  refusal?: string
}

const DAY_S = 86_400

/** Limits of sign-in are rows, so they hold over restarts and over all servers. */
export const authLimits = {
  loginPerAddress: { name: 'login', points: 10, seconds: 60 },
  registerPerAddress: { name: 'register', points: 30, seconds: 3600 },
  registerPerEmail: { name: 'register-to', points: 3, seconds: 3600 },
  mailPerAddress: { name: 'mail', points: 30, seconds: 3600 },
  mailPerEmail: { name: 'mail-to', points: 5, seconds: 3600 },
  invitationsByOrganization: {
    name: 'invite-from',
    points: 100,
    seconds: DAY_S,
    refusal: 'This organization has sent as many invitations as one can in a day.',
  },
  invitationsByPerson: {
    name: 'invite-by',
    points: 50,
    seconds: DAY_S,
    refusal: 'You have sent as many invitations as one can in a day.',
  },
  /** Over everybody who sends any: nobody's mailbox is filled by many senders either. */
  invitationsToEmail: {
    name: 'invite-to',
    points: 5,
    seconds: DAY_S,
    refusal: 'This address has had as many invitations as it gets in a day.',
  },
} as const satisfies Record<string, AuthLimit>

/** Where the counters are, with or without a call around it. */
interface Counters {
  system: Pick<PublicContext['system'], 'db'>
  now: () => Date
}

/** Counts one try; throws TOO_MANY_REQUESTS with the seconds to wait. */
export async function takeAuthLimit(
  { system, now }: Counters,
  limit: AuthLimit,
  subject: string,
): Promise<void> {
  const at = now()
  const over = sql<boolean>`auth_limit.window_started_at <= ${new Date(at.getTime() - limit.seconds * 1000)}`
  const row = await system.db
    .insertInto('authLimit')
    .values({ name: limit.name, subject, points: 1, windowStartedAt: at })
    .onConflict((conflict) =>
      conflict.columns(['name', 'subject']).doUpdateSet({
        points: sql<number>`case when ${over} then 1 else auth_limit.points + 1 end`,
        windowStartedAt: sql<string>`case when ${over} then ${at}::timestamptz else auth_limit.window_started_at end`,
      }),
    )
    .returning(['points', 'windowStartedAt'])
    .executeTakeFirstOrThrow()
  if (row.points <= limit.points) return
  const readyAt = Date.parse(row.windowStartedAt) + limit.seconds * 1000
  const retryAfter = Math.max(1, Math.ceil((readyAt - at.getTime()) / 1000))
  throw new AppError('TOO_MANY_REQUESTS', {
    retryAfter,
    message: `${limit.refusal ?? 'That was a lot at once.'} Ready again in ${waitWords(retryAfter)}.`,
  })
}

/** Counts one try and tells whether it was one too many, for work whose answer must stay the same. */
export async function isOverAuthLimit(ctx: Counters, limit: AuthLimit, subject: string): Promise<boolean> {
  try {
    await takeAuthLimit(ctx, limit, subject)
    return false
  } catch (error) {
    if (isLimitRefusal(error)) return true
    throw error
  }
}

/** `takeAuthLimit` by the caller's address; calls from inside the process were counted at the door they began at. */
export async function takeAddressLimit(ctx: PublicContext, limit: AuthLimit): Promise<void> {
  if (ctx.call.ip !== null) await takeAuthLimit(ctx, limit, limitSubject(ctx.call.ip))
}

/** `isOverAuthLimit` by the caller's address. */
export const isOverAddressLimit = async (ctx: PublicContext, limit: AuthLimit): Promise<boolean> =>
  ctx.call.ip !== null && (await isOverAuthLimit(ctx, limit, limitSubject(ctx.call.ip)))

interface SentInvitation {
  orgId: string
  userId: string
  email: string
}

/** Counts an invitation for who sends it and for who gets it; one that any limit refuses counts for none. */
export const takeInvitationLimits = (
  { hub, now }: Pick<PublicContext, 'hub' | 'now'>,
  { orgId, userId, email }: SentInvitation,
): Promise<void> =>
  inTx(hub.db.system, async (db) => {
    const counters = { system: { db }, now }
    await takeAuthLimit(counters, authLimits.invitationsByOrganization, orgId)
    await takeAuthLimit(counters, authLimits.invitationsByPerson, userId)
    await takeAuthLimit(counters, authLimits.invitationsToEmail, email)
  })
