import { sql } from '@hub/db'
import type { SystemDb } from '@hub/db'
import { AppError } from '../shared/errors.ts'
import { permissionsOf, permissionsOfKey } from './permissions.ts'
import type { OrgPermission } from './permissions.ts'
import type { Actor, Call, Membership } from './call.ts'
import type { Hub } from './hub.ts'
import { findApiKey, findApiKeyById } from './api-key.ts'
import type { LiveApiKey } from './api-key.ts'

export interface Identity {
  actor: Actor | null
  /** Live memberships; of an API key only the one it is bound to. */
  memberships: Membership[]
  /** Scopes of the API key, when one was used. */
  scopes: readonly string[] | null
  /** Procedures the key's owner lets it write with unasked. */
  unaskedTools: readonly string[]
}

const nobody: Identity = { actor: null, memberships: [], scopes: null, unaskedTools: [] }

interface PersonRow {
  id: string
  email: string
  name: string
  emailVerifiedAt: string | null
  platformRole: 'user' | 'admin'
  timeZone: string | null
  memberships: Membership[]
}

const memberships = sql<Membership[]>`coalesce((
  select jsonb_agg(jsonb_build_object('orgId', o.id, 'slug', o.slug, 'name', o.name, 'role', m.role,
    'timeZone', o.time_zone, 'currency', o.currency) order by m.created_at, m.id)
  from organization_member m join organization o on o.id = m.org_id
  where m.user_id = auth_user.id and o.suspended_at is null), '[]')`

const person = (db: SystemDb) =>
  db
    .selectFrom('authUser')
    .select(['authUser.id', 'authUser.email', 'authUser.name', 'authUser.emailVerifiedAt'])
    .select(['authUser.platformRole', 'authUser.timeZone', memberships.as('memberships')])
    .where('authUser.suspendedAt', 'is', null)

const actorOf = (row: PersonRow, from: { sessionId: string | null; apiKeyId: string | null }): Actor => ({
  userId: row.id,
  email: row.email,
  name: row.name,
  isEmailVerified: row.emailVerifiedAt !== null,
  isPlatformAdmin: row.platformRole === 'admin',
  timeZone: row.timeZone,
  ...from,
})

const personal = (row: PersonRow, sessionId: string | null): Identity => ({
  actor: actorOf(row, { sessionId, apiKeyId: null }),
  memberships: row.memberships,
  scopes: null,
  unaskedTools: [],
})

/** The key's owner, cut down to the key's one organization and scopes. */
async function withKey(hub: Hub, key: LiveApiKey | undefined): Promise<Identity> {
  if (!key) return nobody
  const row = await person(hub.db.system).where('authUser.id', '=', key.userId).executeTakeFirst()
  if (!row) return nobody
  return {
    actor: actorOf(row, { sessionId: null, apiKeyId: key.id }),
    memberships: row.memberships.filter((membership) => membership.orgId === key.orgId),
    scopes: key.scopes,
    unaskedTools: key.unaskedTools,
  }
}

const LAST_SEEN_EVERY_MS = 60_000

/**
 * The session row is read on every request: without it no token of its family holds any more, so signing out needs no
 * list of denied tokens and takes effect at once (AUTH-4).
 */
async function bySession(hub: Hub, token: string): Promise<Identity> {
  const claims = await hub.accessTokens.verify(token)
  if (!claims) return nobody
  const now = hub.now()
  const row = await person(hub.db.system)
    .innerJoin('authSession', 'authSession.userId', 'authUser.id')
    .select('authSession.lastSeenAt')
    .where('authSession.id', '=', claims.sessionId)
    .where('authUser.id', '=', claims.userId)
    .where('authSession.expiresAt', '>', now.toISOString())
    .where('authSession.absoluteExpiresAt', '>', now.toISOString())
    .executeTakeFirst()
  if (!row) return nobody
  if (now.getTime() - Date.parse(row.lastSeenAt) > LAST_SEEN_EVERY_MS) {
    await hub.db.system
      .updateTable('authSession')
      .set({ lastSeenAt: now })
      .where('id', '=', claims.sessionId)
      .execute()
  }
  return personal(row, claims.sessionId)
}

async function byUser(hub: Hub, userId: string): Promise<Identity> {
  const row = await person(hub.db.system).where('authUser.id', '=', userId).executeTakeFirst()
  return row ? personal(row, null) : nobody
}

/** Who the caller is now: sessions, keys, suspensions and roles are read from the database, never from a token. */
export async function resolveIdentity(hub: Hub, call: Call): Promise<Identity> {
  const { credential } = call
  switch (credential.kind) {
    case 'none':
      return nobody
    case 'session':
    case 'bearer':
      return bySession(hub, credential.token)
    case 'apiKey':
      return withKey(hub, await findApiKey(hub.db.system, credential.key, hub.now()))
    case 'person':
      if (credential.apiKeyId === undefined) return byUser(hub, credential.userId)
      return withKey(hub, await findApiKeyById(hub.db.system, credential.apiKeyId, hub.now()))
  }
}

/** The organization a call is about: named by slug or id, or the only one there is. */
export function chooseMembership({ memberships: all }: Identity, named: string | null): Membership {
  if (named === null) {
    const [only, ...others] = all
    if (only && others.length === 0) return only
    const message = only
      ? `Say which organization: send x-hub-org with one of ${all.map(({ slug }) => slug).join(', ')}.`
      : 'You are not a member of any organization yet.'
    throw new AppError(only ? 'BAD_REQUEST' : 'FORBIDDEN', { message })
  }
  const found = all.find(({ slug, orgId }) => slug === named || orgId === named)
  if (!found)
    throw new AppError('NOT_FOUND', {
      message: 'There is no such organization, or you are not a member of it.',
    })
  return found
}

export const permissionsIn = ({ scopes }: Identity, { role }: Membership): ReadonlySet<OrgPermission> =>
  scopes ? permissionsOfKey(role, scopes) : permissionsOf(role)

/** Refuses a key where an account, its credentials or other keys are concerned: only the person may touch those. */
export function requirePerson({ apiKeyId }: Actor): void {
  if (apiKeyId === null) return
  throw new AppError('FORBIDDEN', { message: 'An API key cannot do this. Sign in as a person.' })
}
