import { sql } from '@hub/db'
import type { SystemDb } from '@hub/db'
import type { PublicContext } from '../../platform/context.ts'
import { isLimitRefusal, limitSubject } from '../../platform/limits.ts'
import { AppError } from '../../shared/errors.ts'

interface AuthLimit {
  name: string
  points: number
  seconds: number
}

/** Limits of sign-in are rows, so they hold over restarts and over all servers. */
export const authLimits = {
  loginPerAddress: { name: 'login', points: 10, seconds: 60 },
  registerPerAddress: { name: 'register', points: 30, seconds: 3600 },
  registerPerEmail: { name: 'register-to', points: 3, seconds: 3600 },
  mailPerAddress: { name: 'mail', points: 30, seconds: 3600 },
  mailPerEmail: { name: 'mail-to', points: 5, seconds: 3600 },
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
    message: `That was a lot at once. Ready again in ${retryAfter} seconds.`,
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

const FAILURES = 5
const WINDOW_MS = 15 * 60_000
const LOCK_MS = 30 * 60_000

/** A try that may go on to the password, the one that starts a lock if it is wrong, or one that a lock refuses. */
export type Attempt = 'open' | 'last' | 'locked'

/**
 * Counts a sign-in try before anything else is done, also for addresses nobody has, so that parallel tries cannot pass
 * the limit together (AUTH-3: 5 failures within 15 min lock for 30 min). A success removes the row.
 */
export async function countAttempt(db: SystemDb, email: string, now: Date): Promise<Attempt> {
  const windowStart = new Date(now.getTime() - WINDOW_MS)
  const over = sql<boolean>`(case when auth_lockout.locked_until is null then auth_lockout.window_started_at <= ${windowStart}
    else auth_lockout.locked_until <= ${now} end)`
  const failures = sql<number>`case when ${over} then 1 else least(auth_lockout.failures + 1, 1000) end`
  const row = await db
    .insertInto('authLockout')
    .values({ email, failures: 1, windowStartedAt: now, lockedUntil: null })
    .onConflict((conflict) =>
      conflict.column('email').doUpdateSet({
        failures,
        windowStartedAt: sql<string>`case when ${over} then ${now}::timestamptz else auth_lockout.window_started_at end`,
        lockedUntil: sql<string | null>`case when ${over} or auth_lockout.failures + 1 < ${FAILURES} then null
          else coalesce(auth_lockout.locked_until, ${new Date(now.getTime() + LOCK_MS)}::timestamptz) end`,
      }),
    )
    .returning('failures')
    .executeTakeFirstOrThrow()
  if (row.failures > FAILURES) return 'locked'
  return row.failures === FAILURES ? 'last' : 'open'
}

export const clearAttempts = async (db: SystemDb, email: string): Promise<void> =>
  void (await db.deleteFrom('authLockout').where('email', '=', email).execute())
