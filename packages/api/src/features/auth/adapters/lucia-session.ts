import { isUuid, uuidv7 } from '@hub/db'
import { Lucia, TimeSpan } from 'lucia'
import type { Adapter, DatabaseSession } from 'lucia'
import { sha256 } from '../../../platform/secrets/secrets.ts'
import type { NewSession, SessionStore, SessionToken } from '../ports.ts'
import {
  daysFor,
  deleteExpiredRows,
  extendRow,
  newRow,
  renewRow,
  selectSessions,
  sessionsOf,
  strengthenRow,
  toSession,
} from './session-rows.ts'
import type { SessionStoreOptions } from './session-rows.ts'

type Attributes = Omit<NewSession, 'userId'>

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<Attributes>
    DatabaseSessionAttributes: Attributes
  }
}

/** A token where a handle belongs would delete nothing without a word; this makes it an error. */
function handleOnly(id: string): string {
  if (!isUuid(id)) throw new TypeError('A session is ended by its handle, not by its token.')
  return id
}

/**
 * Token in, handle out: Lucia stores and compares session ids as they are, so this adapter hashes the token on the way in
 * and answers with the row's own id, which Lucia then uses for updates and deletes.
 */
function adapterOf(options: SessionStoreOptions): Adapter {
  const { db } = options
  // Lucia reads the machine's clock; the hub's clock may be another in tests.
  const shift = options.now().getTime() - Date.now()
  const shown = ({ id, userId, expiresAt, ...attributes }: DatabaseRow): DatabaseSession => ({
    id,
    userId,
    expiresAt: new Date(Date.parse(expiresAt) - shift),
    attributes,
  })
  return {
    async getSessionAndUser(token) {
      const row = await selectSessions(options)
        .where('authSession.tokenHash', '=', sha256(token))
        .executeTakeFirst()
      return row ? [shown(row), { id: row.userId, attributes: {} }] : [null, null]
    },
    getUserSessions: async (userId) =>
      (await selectSessions(options).where('authSession.userId', '=', userId).execute()).map(shown),
    async setSession({ id: token, userId, attributes }) {
      const row = { id: uuidv7(), userId, tokenHash: sha256(token), ...newRow(options, attributes) }
      await db.insertInto('authSession').values(row).execute()
    },
    // Lucia knows neither brief sessions nor an absolute end, so its own date is not used.
    updateSessionExpiration: async (handle) => void (await extendRow(options, handleOnly(handle))),
    deleteSession: async (handle) =>
      void (await db.deleteFrom('authSession').where('id', '=', handleOnly(handle)).execute()),
    deleteUserSessions: async (userId) =>
      void (await db.deleteFrom('authSession').where('userId', '=', userId).execute()),
    deleteExpiredSessions: () => deleteExpiredRows(options),
  }
}

interface DatabaseRow extends Attributes {
  id: string
  userId: string
  createdAt: string
  lastSeenAt: string
  expiresAt: string
}

/** Sessions by lucia, which is finished upstream; `native-session.ts` passes the same contract and can take its place. */
export function luciaSessions(options: SessionStoreOptions): SessionStore {
  const lucia = new Lucia(adapterOf(options), { sessionExpiresIn: new TimeSpan(daysFor(options, true), 'd') })
  const find = (column: 'authSession.tokenHash' | 'authSession.id', value: Buffer | string) =>
    selectSessions(options).where(column, '=', value).executeTakeFirst()
  return {
    async create({ userId, ...attributes }) {
      const { id: token } = await lucia.createSession(userId, attributes)
      const row = await find('authSession.tokenHash', sha256(token))
      if (!row) throw new Error('The new session is not there.')
      return { token: token as SessionToken, session: toSession(row) }
    },
    async validate(token) {
      const { session } = await lucia.validateSession(token)
      const row = session && (await find('authSession.id', session.id))
      return row ? toSession(row) : null
    },
    extend: (handle) => extendRow(options, handle),
    renew: (handle, amr) => renewRow(options, handle, amr),
    strengthen: (handle, method) => strengthenRow(options, handle, method),
    list: (userId) => sessionsOf(options, userId),
    end: (handle) => lucia.invalidateSession(handle),
    endAll: (userId) => lucia.invalidateUserSessions(userId),
    endExpired: () => lucia.deleteExpiredSessions(),
  }
}
