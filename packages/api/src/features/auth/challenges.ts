import { uuidv7 } from '@hub/db'
import type { AuthChallengeTable, SystemDb } from '@hub/db'
import { newToken, sha256 } from '../../platform/secrets/secrets.ts'
import { AppError } from '../../shared/errors.ts'

type Purpose = AuthChallengeTable['purpose']

/** Long enough to find the telephone, short enough to be worth nothing when it is found later. */
const CHALLENGE_MS = 10 * 60_000

interface NewChallenge {
  purpose: Purpose
  userId: string | null
  data?: Record<string, unknown>
  now: Date
}

/** One step of a sign-in under way; only the sha256 of its token is stored. */
export async function issueChallenge(
  db: SystemDb,
  { purpose, userId, data = {}, now }: NewChallenge,
): Promise<{ challenge: string; expiresAt: string }> {
  const challenge = newToken()
  const expiresAt = new Date(now.getTime() + CHALLENGE_MS)
  await db
    .insertInto('authChallenge')
    .values({
      id: uuidv7(),
      purpose,
      userId,
      tokenHash: sha256(challenge),
      data: JSON.stringify(data),
      expiresAt,
      createdAt: now,
    })
    .execute()
  return { challenge, expiresAt: expiresAt.toISOString() }
}

interface GivenChallenge {
  purpose: Purpose
  challenge: string
  now: Date
}

/** The challenge without using it up; undefined when it is used, out of time or unknown. */
export const findChallenge = (db: SystemDb, { purpose, challenge, now }: GivenChallenge) =>
  db
    .selectFrom('authChallenge')
    .select(['userId', 'data'])
    .where('tokenHash', '=', sha256(challenge))
    .where('purpose', '=', purpose)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', now.toISOString())
    .executeTakeFirst()

/** Uses the challenge up; of many uses at once exactly one gets the row. */
export const takeChallenge = (db: SystemDb, { purpose, challenge, now }: GivenChallenge) =>
  db
    .updateTable('authChallenge')
    .set({ usedAt: now })
    .where('tokenHash', '=', sha256(challenge))
    .where('purpose', '=', purpose)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', now.toISOString())
    .returning(['userId', 'data'])
    .executeTakeFirst()

/** `takeChallenge` for a sign-in: throws for all but the first use. */
export async function consumeChallenge(db: SystemDb, given: GivenChallenge) {
  const row = await takeChallenge(db, given)
  if (!row) throw endedChallenge()
  return row
}

/** Sign-ins whose first half was shown: a new password ends them like sessions. */
export const dropHalfSignIns = async (db: SystemDb, userId: string): Promise<void> =>
  void (await db
    .deleteFrom('authChallenge')
    .where('userId', '=', userId)
    .where('purpose', '=', 'second-factor')
    .execute())

export const endedChallenge = () =>
  new AppError('UNAUTHORIZED', { message: 'This took too long or was used already. Sign in again.' })
