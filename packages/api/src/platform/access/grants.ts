import type { SystemDb } from '@hub/db'
import type { GrantClaims } from './access-tokens.ts'
import { compileOnce } from '../data/compile-once.ts'
import { noted } from './noted.ts'

export interface LiveGrant {
  id: string
  orgId: string
  userId: string
  scopes: string[]
}

const liveGrant = compileOnce((db, { id, now }: { id: string; now: string }) =>
  db
    .selectFrom('oauthGrant')
    .select(['id', 'orgId', 'userId', 'scopes', 'lastUsedAt'])
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', now),
)

const LAST_USED_EVERY_MS = 60_000

/**
 * The live grant behind a token, with the scopes that both still hold, or undefined. Notes the use at most once a minute.
 */
export async function findGrant(
  db: SystemDb,
  claims: GrantClaims,
  now: Date,
): Promise<LiveGrant | undefined> {
  const grant = await liveGrant(db, { id: claims.grantId, now: now.toISOString() })
  if (!grant || grant.userId !== claims.userId || grant.orgId !== claims.orgId) return undefined
  const { lastUsedAt, ...live } = grant
  if (lastUsedAt === null || now.getTime() - Date.parse(lastUsedAt) > LAST_USED_EVERY_MS) {
    await noted(db.updateTable('oauthGrant').set({ lastUsedAt: now }).where('id', '=', live.id).execute())
  }
  return { ...live, scopes: live.scopes.filter((scope) => claims.scopes.includes(scope)) }
}

export const findGrantById = (db: SystemDb, id: string, now: Date): Promise<LiveGrant | undefined> =>
  liveGrant(db, { id, now: now.toISOString() })
