import { hash, randomBytes } from 'node:crypto'
import type { SystemDb } from '@hub/db'
import { sha256 } from '../secrets/secrets.ts'
import { noted } from './noted.ts'

/** Form of a key: hub_key_<id without dashes>_<secret>_<check>; the check finds typing errors without a look-up. */
const pattern = /^hub_key_([0-9a-f]{32})_([\w-]{43})_([0-9a-f]{8})$/

export const isApiKey = (text: string) => text.startsWith('hub_key_')

const checkOf = (body: string) => hash('sha256', body, 'hex').slice(0, 8)

/** A new key: `text` is shown once, only `hash` is stored. */
export function newApiKey(id: string): { text: string; prefix: string; hash: Buffer } {
  const secret = randomBytes(32).toString('base64url')
  const body = `hub_key_${id.replaceAll('-', '')}_${secret}`
  return { text: `${body}_${checkOf(body)}`, prefix: body.slice(0, 20), hash: sha256(secret) }
}

/** What a key's text tells: the id of its row, and the hash its secret must have there. */
export interface ShownKey {
  id: string
  hash: Buffer
}

/** Undefined where the text is no whole key. */
export function readApiKey(text: string): ShownKey | undefined {
  const [, compact, secret, check] = pattern.exec(text) ?? []
  if (!compact || !secret || !check || checkOf(`hub_key_${compact}_${secret}`) !== check) return undefined
  const id = compact.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return { id, hash: sha256(secret) }
}

const LAST_USED_EVERY_MS = 60_000

/** Notes that a key was used, at most once a minute. */
export async function noteKeyUse(
  db: SystemDb,
  { id, lastUsedAt }: { id: string; lastUsedAt: string | null },
  now: Date,
): Promise<void> {
  if (lastUsedAt !== null && now.getTime() - Date.parse(lastUsedAt) <= LAST_USED_EVERY_MS) return
  await noted(db.updateTable('authApiKey').set({ lastUsedAt: now }).where('id', '=', id).execute())
}
