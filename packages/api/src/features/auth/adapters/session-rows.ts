import { sql } from '@hub/db'
import type { SystemDb } from '@hub/db'
import type { SessionHandle, StoredSession } from '../ports.ts'

const DAY_MS = 24 * 3600 * 1000
/** Nobody stays signed in longer than this without showing the password again. */
const ABSOLUTE_DAYS = 90
/** For a session that should end with the browser; browsers that restore their windows keep such cookies. */
const BRIEF_DAYS = 1

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
export const expiryFrom = (options: SessionStoreOptions, isRemembered: boolean) =>
  new Date(options.now().getTime() + daysFor(options, isRemembered) * DAY_MS)

export const absoluteExpiry = ({ now }: SessionStoreOptions) =>
  new Date(now().getTime() + ABSOLUTE_DAYS * DAY_MS)

export const selectSessions = ({ db, now }: SessionStoreOptions) =>
  db
    .selectFrom('authSession')
    .innerJoin('authUser', 'authUser.id', 'authSession.userId')
    .select([
      'authSession.id',
      'authSession.userId',
      'authSession.isRemembered',
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
