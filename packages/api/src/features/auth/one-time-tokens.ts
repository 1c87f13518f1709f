import { uuidv7 } from '@hub/db'
import type { SystemDb } from '@hub/db'
import { newToken, sha256 } from '../../platform/secrets/secrets.ts'
import { AppError } from '../../shared/errors.ts'
import { lockPerson } from './people.ts'

const HOUR_MS = 3600 * 1000

const lifetimes = {
  'verify-email': 24 * HOUR_MS,
  'reset-password': HOUR_MS,
  'first-admin': 24 * HOUR_MS,
  'data-export': HOUR_MS / 6,
} as const
type Purpose = keyof typeof lifetimes

interface NewToken {
  purpose: Purpose
  /** null for an address without an account: the row then costs the same and opens nothing. */
  userId: string | null
  email: string
  now: Date
}

/** When a link that is made now runs out. */
export const linkExpiry = (purpose: Purpose, now: Date): Date => new Date(now.getTime() + lifetimes[purpose])

/** A token for a link in a mail; only its sha256 is stored. */
export async function issueToken(db: SystemDb, { purpose, userId, email, now }: NewToken): Promise<string> {
  const token = newToken()
  const expiresAt = linkExpiry(purpose, now)
  const row = { id: uuidv7(), purpose, userId, email, tokenHash: sha256(token), expiresAt, createdAt: now }
  await db.insertInto('authOneTimeToken').values(row).execute()
  return token
}

/** Other links that were asked for die with the one that was used. */
export const dropResetTokens = async (db: SystemDb, userId: string): Promise<void> =>
  void (await db
    .deleteFrom('authOneTimeToken')
    .where('userId', '=', userId)
    .where('purpose', '=', 'reset-password')
    .where('usedAt', 'is', null)
    .execute())

/** A token to set a new password; it ends those of before, which may lie in more mailboxes and histories than one. */
export async function issueResetToken(db: SystemDb, token: Omit<NewToken, 'purpose'>): Promise<string> {
  // An address without an account costs the same statements.
  const userId = token.userId ?? uuidv7()
  await lockPerson(db, userId)
  await dropResetTokens(db, userId)
  return issueToken(db, { ...token, purpose: 'reset-password' })
}

interface GivenToken {
  purpose: Purpose
  token: string
  now: Date
}

/** Whose token it is, without using it; undefined when it is used, out of time or unknown. */
export const findToken = (db: SystemDb, { purpose, token, now }: GivenToken) =>
  db
    .selectFrom('authOneTimeToken')
    .select(['userId', 'email'])
    .where('tokenHash', '=', sha256(token))
    .where('purpose', '=', purpose)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', now.toISOString())
    .executeTakeFirst()

/** Uses the token up; of many uses at once exactly one gets the row, the others throw. */
export async function consumeToken(
  db: SystemDb,
  { purpose, token, now }: GivenToken,
): Promise<{ userId: string | null; email: string }> {
  const row = await db
    .updateTable('authOneTimeToken')
    .set({ usedAt: now })
    .where('tokenHash', '=', sha256(token))
    .where('purpose', '=', purpose)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', now.toISOString())
    .returning(['userId', 'email'])
    .executeTakeFirst()
  if (!row) throw usedLink()
  return row
}

export const usedLink = () =>
  new AppError('BAD_REQUEST', {
    message: 'This link was used already, has run out, or gave way to a newer one. Ask for a new one.',
  })
