import type { Hub } from '../../platform/hub.ts'
import { sweepMails } from '../../platform/mail/mail.ts'
import type { Sweep } from '../../platform/schedules/schedule-rows.ts'
import { rotateSigningKeys } from './adapters/signing-keys.ts'
import { sweepAccounts } from './own-account/sweep.ts'
import { forgetDevices } from './devices.ts'
import { sessionsIn } from './providers.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
/** Access tokens live 15 minutes, so the age of a key bounds what one stolen key can do, not what it has signed. */
const KEY_AGE_MS = 30 * DAY_MS
/** A spent refresh token is kept this long to recognize a copy of it. */
const SPENT_KEPT_MS = 7 * DAY_MS

/** Removes what has run out: sessions, tokens, lockouts and counters. Harmless on several servers at once. */
export async function sweepAuth(hub: Hub): Promise<void> {
  const db = hub.db.system
  const now = hub.now()
  const before = (ms: number) => new Date(now.getTime() - ms).toISOString()
  await sessionsIn(db, { hub, now: hub.now }).endExpired()
  await db.deleteFrom('authRefreshToken').where('usedAt', '<', before(SPENT_KEPT_MS)).execute()
  await db.deleteFrom('authChallenge').where('expiresAt', '<', before(HOUR_MS)).execute()
  await db.deleteFrom('authOneTimeToken').where('expiresAt', '<', before(DAY_MS)).execute()
  await db.deleteFrom('authEmailChange').where('expiresAt', '<', before(0)).execute()
  await db
    .deleteFrom('authLockout')
    .where('windowStartedAt', '<', before(DAY_MS))
    .where((eb) => eb.or([eb('lockedUntil', 'is', null), eb('lockedUntil', '<', before(0))]))
    .execute()
  await forgetDevices(db, now)
  await db.deleteFrom('authLimit').where('windowStartedAt', '<', before(DAY_MS)).execute()
}

/** Clients that nobody allowed anything within this time were never used, or are used no more. */
const IDLE_CLIENT_MS = 7 * DAY_MS
const ENDED_GRANT_MS = 90 * DAY_MS

/** Removes what the authorization server needs no more: answered requests, spent tokens, ended grants, unused clients. */
export async function sweepOauth({ db: { system: db }, now }: Hub): Promise<void> {
  const before = (ms: number) => new Date(now().getTime() - ms).toISOString()
  await db.deleteFrom('oauthArtifact').where('expiresAt', '<', before(0)).execute()
  await db
    .deleteFrom('oauthGrant')
    .where((eb) =>
      eb.or([eb('expiresAt', '<', before(ENDED_GRANT_MS)), eb('revokedAt', '<', before(ENDED_GRANT_MS))]),
    )
    .execute()
  await db
    .deleteFrom('oauthClient')
    .where('createdAt', '<', before(IDLE_CLIENT_MS))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('oauthGrant')
            .select('oauthGrant.id')
            .whereRef('oauthGrant.clientId', '=', 'oauthClient.id')
            .where('revokedAt', 'is', null)
            .where('expiresAt', '>', before(0)),
        ),
      ),
    )
    .execute()
}

/** Renews the key that signs access tokens once a month (AUTH-4). */
export async function rotateKeys({ db, keys, now }: Hub): Promise<void> {
  await rotateSigningKeys({ db, sealKey: keys.seal, now }, new Date(now().getTime() - KEY_AGE_MS))
}

/** As long as the longest token lasts, and a process may go on with the keys it read. */
const OVERLAP_MS = 33 * MINUTE_MS

/** Renews it now; false where the one in use has not signed for long enough, so that what the one before signed has ended. */
export const rotateKeysNow = ({ db, keys, now }: Hub): Promise<boolean> =>
  rotateSigningKeys({ db, sealKey: keys.seal, now }, new Date(now().getTime() - OVERLAP_MS))

export const authSweeps = (hub: () => Hub): Sweep[] => [
  { name: 'sent mail', everyMs: 10 * MINUTE_MS, run: () => sweepMails(hub().db.system, hub().now()) },
  { name: 'auth', everyMs: 10 * MINUTE_MS, run: () => sweepAuth(hub()) },
  { name: 'oauth', everyMs: 60 * MINUTE_MS, run: () => sweepOauth(hub()) },
  { name: 'accounts', everyMs: 60 * MINUTE_MS, run: () => sweepAccounts(hub()) },
  { name: 'signing keys', everyMs: 60 * MINUTE_MS, run: () => rotateKeys(hub()) },
]
