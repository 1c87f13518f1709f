import { sql } from '@hub/db'
import type { SystemDb } from '@hub/db'
import { AppError } from '../../shared/errors.ts'
import type { AccessClaims, ShownClaims } from './access-tokens.ts'
import { programOf } from '../calls/call.ts'
import type { Actor, Call, Credential, Door, Identity, Membership } from '../calls/call.ts'
import { compileOnce } from '../data/compile-once.ts'
import type { Hub } from '../hub.ts'
import { noteKeyUse, readApiKey } from './api-key.ts'
import type { ShownKey } from './api-key.ts'
import { findGrant, findGrantById } from './grants.ts'
import type { LiveGrant } from './grants.ts'
import { noteSeen } from './last-seen.ts'
import { noted } from './noted.ts'
import { findMachine } from './machines.ts'
import { requireKeyDoor } from './key-doors.ts'
import { sameBytes } from '../secrets/secrets.ts'
import { onTheirPage } from './their-page.ts'

const nobody: Identity = { actor: null, memberships: [], scopes: null, unaskedTools: [], epoch: 0 }

interface PersonRow {
  id: string
  email: string
  name: string
  emailVerifiedAt: string | null
  platformRole: 'user' | 'admin'
  timeZone: string | null
  cacheEpoch: number
  deletesAt: string | null
  hasSecondFactor: boolean
  memberships: Membership[]
}

const memberships = sql<Membership[]>`coalesce((
  select jsonb_agg(jsonb_build_object('orgId', o.id, 'slug', o.slug, 'name', o.name, 'role', m.role, 'levels', m.levels,
    'timeZone', o.time_zone, 'currency', o.currency, 'requiresSecondFactor', o.requires_second_factor, 'isSuspended', o.suspended_at is not null,
    'epochs', coalesce((select jsonb_object_agg(e.feature, e.epoch) from cache_epoch e where e.org_id = o.id), '{}')) order by m.created_at, m.id)
  from organization_member m join organization o on o.id = m.org_id
  where m.user_id = auth_user.id), '[]')`

/** A factor that is still being set up protects nothing. */
const hasSecondFactor = sql<boolean>`(exists (select from auth_totp t where t.user_id = auth_user.id and t.confirmed_at is not null)
  or exists (select from auth_passkey k where k.user_id = auth_user.id))`

const person = (db: SystemDb) =>
  db
    .selectFrom('authUser')
    .select(['authUser.id', 'authUser.email', 'authUser.name', 'authUser.emailVerifiedAt'])
    .select([
      'authUser.platformRole',
      'authUser.timeZone',
      'authUser.cacheEpoch',
      'authUser.deletesAt',
      memberships.as('memberships'),
    ])
    .select(hasSecondFactor.as('hasSecondFactor'))
    .where('authUser.suspendedAt', 'is', null)

const livePerson = compileOnce((db, { userId }: { userId: string }) =>
  person(db).where('authUser.id', '=', userId),
)

type Origin = Pick<Actor, 'sessionId' | 'apiKeyId' | 'grantId' | 'machine' | 'shown' | 'impersonatorId'>
const inProcess: Origin = {
  sessionId: null,
  apiKeyId: null,
  grantId: null,
  machine: null,
  shown: null,
  impersonatorId: null,
}

const actorOf = (row: PersonRow, from: Origin): Actor => ({
  userId: row.id,
  email: row.email,
  name: row.name,
  isEmailVerified: row.emailVerifiedAt !== null,
  isPlatformAdmin: row.platformRole === 'admin',
  timeZone: row.timeZone,
  hasSecondFactor: row.hasSecondFactor,
  deletesAt: row.deletesAt,
  ...from,
})

const personal = (row: PersonRow, from: Origin): Identity => ({
  actor: actorOf(row, from),
  memberships: row.memberships,
  scopes: null,
  unaskedTools: [],
  epoch: row.cacheEpoch,
})

/** The key and its owner in one round trip: programs call often, and the way to the database is most of a call. */
const keyAndOwner = compileOnce((db, { keyId, now }: { keyId: string; now: string }) =>
  person(db)
    .innerJoin('authApiKey', 'authApiKey.userId', 'authUser.id')
    .select(['authApiKey.orgId', 'authApiKey.kind', 'authApiKey.scopes', 'authApiKey.unaskedTools'])
    .select(['authApiKey.secretHash', 'authApiKey.lastUsedAt'])
    .where('authApiKey.id', '=', keyId)
    .where('authApiKey.revokedAt', 'is', null)
    .where('authApiKey.expiresAt', '>', now),
)

type KeyRow = PersonRow & { orgId: string; scopes: string[]; unaskedTools: string[] }

/** The key's owner, cut down to the key's one organization and scopes. */
const withKey = (row: KeyRow, keyId: string): Identity => ({
  actor: actorOf(row, { ...inProcess, apiKeyId: keyId }),
  memberships: row.memberships.filter((membership) => membership.orgId === row.orgId),
  scopes: row.scopes,
  unaskedTools: row.unaskedTools,
  epoch: row.cacheEpoch,
})

async function findByKey(hub: Hub, door: Door, shown: ShownKey): Promise<Identity | undefined> {
  const [db, now] = [hub.db.system, hub.now()]
  const row = await keyAndOwner(db, { keyId: shown.id, now: now.toISOString() })
  if (!row || !sameBytes(row.secretHash, shown.hash)) return undefined
  requireKeyDoor(row.kind, door)
  await noteKeyUse(db, { id: shown.id, lastUsedAt: row.lastUsedAt }, now)
  return withKey(row, shown.id)
}

/** The person who allowed the client, cut down to the grant's one organization and scopes. */
async function withGrant(hub: Hub, grant: LiveGrant | undefined): Promise<Identity | undefined> {
  if (!grant) return undefined
  const row = await livePerson(hub.db.system, { userId: grant.userId })
  if (!row) return undefined
  return {
    actor: actorOf(row, { ...inProcess, grantId: grant.id }),
    memberships: row.memberships.filter((membership) => membership.orgId === grant.orgId),
    scopes: grant.scopes,
    unaskedTools: [],
    epoch: row.cacheEpoch,
  }
}

/** Nobody acts for staff, and whoever is staff no longer acts for anybody. */
const impersonatorIsStaff = sql<boolean>`(auth_session.impersonator_id is null or (auth_user.platform_role <> 'admin' and exists (
  select from auth_user staff where staff.id = auth_session.impersonator_id
    and staff.platform_role = 'admin' and staff.suspended_at is null)))`

const liveSession = compileOnce((db, live: AccessClaims & { now: string }) =>
  person(db)
    .innerJoin('authSession', 'authSession.userId', 'authUser.id')
    .select([
      'authSession.lastSeenAt',
      'authSession.authTime',
      'authSession.amr',
      'authSession.impersonatorId',
    ])
    .where('authSession.id', '=', live.sessionId)
    .where('authUser.id', '=', live.userId)
    .where('authSession.expiresAt', '>', live.now)
    .where('authSession.absoluteExpiresAt', '>', live.now)
    .where(impersonatorIsStaff),
)

/** Methods of RFC 8176 that are more than a password; a backup code counts as `mfa`. */
const strongMethods = /\b(mfa|otp|hwk|swk)\b/

const LAST_SEEN_EVERY_MS = 60_000

/**
 * The session row is read on every request: without it no token of its family holds any more, so signing out needs no
 * list of denied tokens and takes effect at once (AUTH-4).
 */
async function bySession(hub: Hub, claims: AccessClaims): Promise<Identity | undefined> {
  const now = hub.now()
  const row = await liveSession(hub.db.system, { ...claims, now: now.toISOString() })
  if (!row) return undefined
  if (now.getTime() - Date.parse(row.lastSeenAt) > LAST_SEEN_EVERY_MS) {
    const { system } = hub.db
    const { sessionId } = claims
    await noted(
      system.updateTable('authSession').set({ lastSeenAt: now }).where('id', '=', sessionId).execute(),
    )
    // Somebody acting as the person is not the person.
    if (row.impersonatorId === null) await noted(noteSeen(system, claims.userId, now))
  }
  const { authTime: at, amr, impersonatorId } = row
  const shown = { at, isStrong: strongMethods.test(amr) }
  return personal(row, { ...inProcess, sessionId: claims.sessionId, shown, impersonatorId })
}

/** What an administrator set going in somebody's place goes on as theirs, and no longer than they may be there. */
async function byImpersonation(hub: Hub, userId: string, sessionId: string): Promise<Identity | undefined> {
  const now = hub.now().toISOString()
  const row = await liveSession(hub.db.system, { userId, sessionId, now })
  return row && personal(row, { ...inProcess, sessionId, impersonatorId: row.impersonatorId })
}

async function byUser(hub: Hub, userId: string): Promise<Identity | undefined> {
  const row = await livePerson(hub.db.system, { userId })
  return row && personal(row, inProcess)
}

/** Clocks of two servers may differ, and a token tells its time in whole seconds. */
const CLOCK_TOLERANCE_MS = 5_000

/**
 * Proving again who one is ends the tokens of before: one that was copied must not gain by its owner's proof (ASVS 7.2.4).
 * The browser renews its own by the refresh token, which a copy of the access token does not bring along.
 */
const isFromBeforeProof = ({ issuedAt }: ShownClaims, { actor }: Identity): boolean =>
  actor?.shown != null && issuedAt.getTime() + CLOCK_TOLERANCE_MS < Date.parse(actor.shown.at)

/** A token that has run out is no guess: its owner needs the answer that makes the browser renew it. */
async function byToken(hub: Hub, ip: string | null, token: string): Promise<Identity | undefined> {
  const claims = await hub.accessTokens.verify(token)
  if (claims === 'expired') return undefined
  if (claims === null) {
    await hub.credentials.failed(ip)
    return undefined
  }
  const shown = { ip, name: `session:${claims.sessionId}`, isProven: true }
  const found = await hub.credentials.lookUp(shown, () => bySession(hub, claims))
  return found && isFromBeforeProof(claims, found) ? undefined : found
}

/** The grant's row is read on every call, as a session's is: revoking it ends every token made from it at once. */
async function byGrant(
  hub: Hub,
  ip: string | null,
  { token, at }: Extract<Credential, { kind: 'grant' }>,
): Promise<Identity | undefined> {
  const claims = await hub.accessTokens.verifyGrant(token, at)
  if (claims === 'expired' || claims === 'elsewhere') return undefined
  if (claims === null) {
    await hub.credentials.failed(ip)
    return undefined
  }
  const shown = { ip, name: `grant:${claims.grantId}`, isProven: true }
  return hub.credentials.lookUp(shown, async () =>
    withGrant(hub, await findGrant(hub.db.system, claims, hub.now())),
  )
}

async function byProgram(hub: Hub, programId: string): Promise<Identity | undefined> {
  const [db, now] = [hub.db.system, hub.now()]
  const key = await keyAndOwner(db, { keyId: programId, now: now.toISOString() })
  return key ? withKey(key, programId) : withGrant(hub, await findGrantById(db, programId, now))
}

async function byKey(hub: Hub, { ip, door }: Call, text: string): Promise<Identity | undefined> {
  const key = readApiKey(text)
  if (!key) {
    await hub.credentials.failed(ip)
    return undefined
  }
  const shown = { ip, name: `key:${key.id}:${key.hash.toString('base64')}`, isProven: false }
  return hub.credentials.lookUp(shown, () => findByKey(hub, door, key))
}

function find(hub: Hub, call: Call): Promise<Identity | undefined> {
  const { credential, ip } = call
  switch (credential.kind) {
    case 'none':
      return Promise.resolve(undefined)
    case 'session':
      return byToken(hub, ip, credential.token).then((found) => onTheirPage(found, credential.madeFor))
    case 'bearer':
      return byToken(hub, ip, credential.token)
    case 'apiKey':
      return byKey(hub, call, credential.key)
    case 'grant':
      return byGrant(hub, ip, credential)
    case 'machine':
      return findMachine(hub, credential)
    case 'person': {
      const { userId, programId, impersonationId } = credential
      if (impersonationId !== undefined) return byImpersonation(hub, userId, impersonationId)
      return programId === undefined ? byUser(hub, userId) : byProgram(hub, programId)
    }
  }
}

/**
 * Who the caller is now: sessions, keys, suspensions and roles are read from the database, never from a token. Throws
 * TOO_MANY_REQUESTS where too many credentials from this address held for nobody, FORBIDDEN for a key at a door of the other
 * kind, OTHER_PERSON for a page that was made for somebody else.
 */
export const resolveIdentity = async (hub: Hub, call: Call): Promise<Identity> =>
  (await find(hub, call)) ?? nobody

/** Refuses a program or a machine where an account, its credentials or other keys are concerned: only the person may touch those. */
export function requirePerson(actor: Actor): void {
  if (programOf(actor) === null && actor.machine === null) return
  if (actor.machine !== null) throw new AppError('FORBIDDEN', { message: 'Only a person can do this.' })
  const what = actor.apiKeyId === null ? 'A connected application' : 'An API key'
  throw new AppError('FORBIDDEN', { message: `${what} cannot do this. Sign in as a person.` })
}
