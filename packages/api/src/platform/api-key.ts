import { createHash, randomBytes } from 'node:crypto'
import type { SystemDb } from '@hub/db'
import { compileOnce } from './compile-once.ts'
import { sameBytes, sha256 } from './secrets.ts'

/** Form of a key: hub_key_<id without dashes>_<secret>_<check>; the check finds typing errors without a look-up. */
const pattern = /^hub_key_([0-9a-f]{32})_([\w-]{43})_([0-9a-f]{8})$/

export const isApiKey = (text: string) => text.startsWith('hub_key_')

const checkOf = (body: string) => createHash('sha256').update(body).digest('hex').slice(0, 8)

/** A new key: `text` is shown once, only `hash` is stored. */
export function newApiKey(id: string): { text: string; prefix: string; hash: Buffer } {
  const secret = randomBytes(32).toString('base64url')
  const body = `hub_key_${id.replaceAll('-', '')}_${secret}`
  return { text: `${body}_${checkOf(body)}`, prefix: body.slice(0, 20), hash: sha256(secret) }
}

export interface LiveApiKey {
  id: string
  orgId: string
  userId: string
  scopes: string[]
  unaskedTools: string[]
}

const liveKey = compileOnce((db, { id, now }: { id: string; now: string }) =>
  db
    .selectFrom('authApiKey')
    .select(['id', 'orgId', 'userId', 'scopes', 'unaskedTools', 'secretHash', 'lastUsedAt'])
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', now),
)

const LAST_USED_EVERY_MS = 60_000

/** The live key with this text, or undefined. Notes the use at most once a minute. */
export async function findApiKey(db: SystemDb, text: string, now: Date): Promise<LiveApiKey | undefined> {
  const [, compact, secret, check] = pattern.exec(text) ?? []
  if (!compact || !secret || !check || checkOf(`hub_key_${compact}_${secret}`) !== check) return undefined
  const id = compact.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  const key = await liveKey(db, { id, now: now.toISOString() })
  if (!key || !sameBytes(key.secretHash, sha256(secret))) return undefined
  if (key.lastUsedAt === null || now.getTime() - Date.parse(key.lastUsedAt) > LAST_USED_EVERY_MS) {
    await db.updateTable('authApiKey').set({ lastUsedAt: now }).where('id', '=', id).execute()
  }
  return key
}

export const findApiKeyById = (db: SystemDb, id: string, now: Date): Promise<LiveApiKey | undefined> =>
  liveKey(db, { id, now: now.toISOString() })
