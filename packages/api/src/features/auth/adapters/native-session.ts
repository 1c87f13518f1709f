import { uuidv7 } from '@hub/db'
import { newToken, sha256 } from '../../../platform/secrets/secrets.ts'
import type { SessionStore, SessionToken } from '../ports.ts'
import {
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

/** Sessions without a library over the same rows: the proof that lucia can be taken out in one line. */
export function nativeSessions(options: SessionStoreOptions): SessionStore {
  const { db } = options
  return {
    async create({ userId, ...session }) {
      const token = newToken() as SessionToken
      const id = uuidv7()
      const row = { id, userId, tokenHash: sha256(token), ...newRow(options, session) }
      await db.insertInto('authSession').values(row).execute()
      const made = await selectSessions(options).where('authSession.id', '=', id).executeTakeFirst()
      if (!made) throw new Error('The new session is not there.')
      return { token, session: toSession(made) }
    },
    async validate(token) {
      const row = await selectSessions(options)
        .where('authSession.tokenHash', '=', sha256(token))
        .executeTakeFirst()
      if (!row) return null
      const expiresAt = (await extendRow(options, row.id)) ?? row.expiresAt
      return toSession({ ...row, expiresAt })
    },
    extend: (handle) => extendRow(options, handle),
    renew: (handle, amr) => renewRow(options, handle, amr),
    strengthen: (handle, method) => strengthenRow(options, handle, method),
    list: (userId) => sessionsOf(options, userId),
    end: async (handle) => void (await db.deleteFrom('authSession').where('id', '=', handle).execute()),
    endAll: async (userId) =>
      void (await db.deleteFrom('authSession').where('userId', '=', userId).execute()),
    endExpired: () => deleteExpiredRows(options),
  }
}
