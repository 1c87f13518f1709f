import type { Hub } from '../../platform/hub.ts'
import { sweepMails } from '../../platform/mail.ts'
import type { Sweep } from '../../platform/outbox.ts'
import { rotateSigningKeys } from './adapters/jose-access-tokens.ts'
import { sessionsIn } from './providers.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
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
  await db.deleteFrom('authOneTimeToken').where('expiresAt', '<', before(DAY_MS)).execute()
  await db
    .deleteFrom('authLockout')
    .where('windowStartedAt', '<', before(DAY_MS))
    .where((eb) => eb.or([eb('lockedUntil', 'is', null), eb('lockedUntil', '<', before(0))]))
    .execute()
  await db.deleteFrom('authLimit').where('windowStartedAt', '<', before(DAY_MS)).execute()
}

/** Renews the key that signs access tokens once a month (AUTH-4). */
export async function rotateKeys({ db, keys, settings, now }: Hub): Promise<void> {
  const options = { db, sealKey: keys.seal, origin: settings.publicUrl, now }
  await rotateSigningKeys(options, new Date(now().getTime() - KEY_AGE_MS))
}

export const authSweeps = (hub: () => Hub): Sweep[] => [
  { name: 'sent mail', everyMs: 10 * MINUTE_MS, run: () => sweepMails(hub().db.system, hub().now()) },
  { name: 'auth', everyMs: 10 * MINUTE_MS, run: () => sweepAuth(hub()) },
  { name: 'signing keys', everyMs: 60 * MINUTE_MS, run: () => rotateKeys(hub()) },
]
