import { sql } from '@hub/db'
import type { SystemDb } from '@hub/db'
import { createTurns } from '../../platform/limits/work-queue.ts'
import { passwords } from './providers.ts'

const FAILURES = 5
const WINDOW_MS = 15 * 60_000
const PAUSE_MS = 30 * 60_000

/** A failure that changes nothing yet, the one that starts a pause, or a try that a pause refuses. */
export type Failed = 'open' | 'last' | 'locked'

/**
 * Counts a password or code that was compared and found wrong, also for addresses nobody has (AUTH-3: 5 failures within
 * 15 min pause for 30 min). A try that came to nothing for another reason never counts: a busy hub or a full disk would
 * shut out people who know their password.
 */
export async function countFailure(db: SystemDb, subject: string, now: Date): Promise<Failed> {
  const windowStart = new Date(now.getTime() - WINDOW_MS)
  const over = sql<boolean>`(case when auth_lockout.locked_until is null then auth_lockout.window_started_at <= ${windowStart}
    else auth_lockout.locked_until <= ${now} end)`
  const failures = sql<number>`case when ${over} then 1 else least(auth_lockout.failures + 1, 1000) end`
  const row = await db
    .insertInto('authLockout')
    .values({ email: subject, failures: 1, windowStartedAt: now, lockedUntil: null })
    .onConflict((conflict) =>
      conflict.column('email').doUpdateSet({
        failures,
        windowStartedAt: sql<string>`case when ${over} then ${now}::timestamptz else auth_lockout.window_started_at end`,
        lockedUntil: sql<string | null>`case when ${over} or auth_lockout.failures + 1 < ${FAILURES} then null
          else coalesce(auth_lockout.locked_until, ${new Date(now.getTime() + PAUSE_MS)}::timestamptz) end`,
      }),
    )
    .returning('failures')
    .executeTakeFirstOrThrow()
  if (row.failures > FAILURES) return 'locked'
  return row.failures === FAILURES ? 'last' : 'open'
}

/** Until when tries are refused; null where they are not. */
export async function pausedUntil(db: SystemDb, subject: string, now: Date): Promise<string | null> {
  const row = await db
    .selectFrom('authLockout')
    .select('lockedUntil')
    .where('email', '=', subject)
    .where('lockedUntil', '>', now.toISOString())
    .executeTakeFirst()
  return row?.lockedUntil ?? null
}

export const clearFailures = async (db: SystemDb, subject: string): Promise<void> =>
  void (await db.deleteFrom('authLockout').where('email', '=', subject).execute())

/** Starts anew after a right password; false where a pause began while it was compared, by tries at another server. */
export async function startAnew(tx: SystemDb, subject: string, now: Date): Promise<boolean> {
  await tx
    .deleteFrom('authLockout')
    .where('email', '=', subject)
    .where((eb) => eb.or([eb('lockedUntil', 'is', null), eb('lockedUntil', '<=', now.toISOString())]))
    .execute()
  return (await pausedUntil(tx, subject, now)) === null
}

export type Tried = 'right' | Failed

const inTurn = createTurns()

interface Try {
  /** What failures are counted by. */
  subject: string
  /** null for an address without an account; it takes as long. */
  hash: string | null
  password: string
}

/**
 * Compares a password, one after the other of those tried at the same subject, so that parallel tries cannot pass the limit
 * together. A paused try does not hash: whoever goes on trying must not be able to keep the cores busy.
 */
export const tryPassword = (
  { db, now }: { db: SystemDb; now: () => Date },
  { subject, hash, password }: Try,
): Promise<Tried> =>
  inTurn(subject, async () => {
    if ((await pausedUntil(db, subject, now())) !== null) return 'locked'
    if (await passwords.verify(hash, password)) return 'right'
    return countFailure(db, subject, now())
  })
