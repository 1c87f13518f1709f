import { sql } from '@hub/db'
import type { SystemDb } from '@hub/db'
import { newToken, sha256 } from '../../../platform/secrets/secrets.ts'
import type { NewSession, SessionHandle, SessionToken, StoredSession } from '../ports.ts'

const DAY_MS = 24 * 3600 * 1000
/** Nobody stays signed in longer than this without showing the password again. */
const ABSOLUTE_DAYS = 90
/** For a session that should end with the browser; browsers that restore their windows keep such cookies. */
const BRIEF_DAYS = 1
const IMPERSONATION_MS = 30 * 60_000

export interface SessionStoreOptions {
  /** A transaction is as good as the plain handle. */
  db: SystemDb
  now: () => Date
  /** Days a remembered session lives after its last use. */
  refreshDays: number
}

export const daysFor = ({ refreshDays }: SessionStoreOptions, isRemembered: boolean) =>
  isRemembered ? refreshDays : BRIEF_DAYS

/** The end a session has when it is used now, before the absolute end cuts it. */
const expiryFrom = (options: SessionStoreOptions, isRemembered: boolean) =>
  new Date(options.now().getTime() + daysFor(options, isRemembered) * DAY_MS)

/** What every new row says besides its token. */
export function newRow(options: SessionStoreOptions, session: Omit<NewSession, 'userId'>) {
  const now = options.now()
  const lifetime = session.impersonatorId === null ? ABSOLUTE_DAYS * DAY_MS : IMPERSONATION_MS
  const absoluteExpiresAt = new Date(now.getTime() + lifetime)
  const expiresAt = new Date(
    Math.min(expiryFrom(options, session.isRemembered).getTime(), absoluteExpiresAt.getTime()),
  )
  return { ...session, expiresAt, absoluteExpiresAt, authTime: now, lastSeenAt: now, createdAt: now }
}

export async function strengthenRow(
  { db, now }: SessionStoreOptions,
  handle: string,
  method: string,
): Promise<void> {
  await db
    .updateTable('authSession')
    .set({ authTime: now(), amr: sql<string>`amr || ' ' || ${method}::text` })
    .where('id', '=', handle)
    .execute()
}

/** Both libraries would end the session to change its token; the row stays, and with it what was made from it. */
export async function renewRow(
  { db, now }: SessionStoreOptions,
  handle: string,
  amr: string,
): Promise<SessionToken | null> {
  const token = newToken() as SessionToken
  const row = await db
    .updateTable('authSession')
    .set({ tokenHash: sha256(token), authTime: now(), amr })
    .where('id', '=', handle)
    .returning('id')
    .executeTakeFirst()
  return row ? token : null
}

export const selectSessions = ({ db, now }: SessionStoreOptions) =>
  db
    .selectFrom('authSession')
    .innerJoin('authUser', 'authUser.id', 'authSession.userId')
    .select([
      'authSession.id',
      'authSession.userId',
      'authSession.isRemembered',
      'authSession.amr',
      'authSession.impersonatorId',
      'authSession.userAgent',
      'authSession.ip',
    ])
    .select(['authSession.createdAt', 'authSession.lastSeenAt', 'authSession.expiresAt'])
    .where('authUser.suspendedAt', 'is', null)
    .where('authSession.expiresAt', '>', now().toISOString())
    .where('authSession.absoluteExpiresAt', '>', now().toISOString())

type Row = Omit<StoredSession, 'handle'> & { id: string }

/** The branded types keep tokens and handles apart; this is where a row's id becomes a handle. */
export const toSession = ({ id, ...row }: Row): StoredSession => ({ handle: id as SessionHandle, ...row })

/** The sessions of a person, the one used last first. */
export const sessionsOf = async (options: SessionStoreOptions, userId: string): Promise<StoredSession[]> =>
  (
    await selectSessions(options)
      .where('authSession.userId', '=', userId)
      .orderBy('authSession.lastSeenAt', 'desc')
      .execute()
  ).map(toSession)

/** Moves the end on, cut at the absolute end. */
export async function extendRow(options: SessionStoreOptions, handle: string): Promise<string | null> {
  const row = await options.db
    .updateTable('authSession')
    .set({
      expiresAt: sql<string>`least(absolute_expires_at, case when is_remembered then ${expiryFrom(options, true)} else ${expiryFrom(options, false)} end::timestamptz)`,
      lastSeenAt: options.now(),
    })
    .where('id', '=', handle)
    .returning('expiresAt')
    .executeTakeFirst()
  return row?.expiresAt ?? null
}

export async function deleteExpiredRows({ db, now }: SessionStoreOptions): Promise<void> {
  await db
    .deleteFrom('authSession')
    .where((eb) =>
      eb.or([eb('expiresAt', '<=', now().toISOString()), eb('absoluteExpiresAt', '<=', now().toISOString())]),
    )
    .execute()
}
