import { sql, uuidv7 } from '@hub/db'
import type { Database } from '@hub/db'
import { exportJWK, exportPKCS8, generateKeyPair, importPKCS8 } from 'jose'
import type { CryptoKey, JSONWebKeySet, JWK } from 'jose'
import { sealedColumns } from '../../../platform/secrets/sealed.ts'
import { seal, unseal } from '../../../platform/secrets/secrets.ts'
import type { KeyRing } from '../../../platform/secrets/secrets.ts'

/** How long a process trusts its copy of the keys before it looks for a rotation. */
const KEYS_FRESH_MS = 60_000

export interface SigningKeyOptions {
  db: Database
  sealKey: KeyRing
  now: () => Date
}

export interface Keys {
  kid: string
  signing: CryptoKey
  jwks: JSONWebKeySet
  loadedAt: number
}

/** Makes a pair and stores its private half sealed. N servers may start at once: the state index keeps one. */
async function addKey({ db, sealKey, now }: SigningKeyOptions, state: 'current' | 'next'): Promise<void> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true })
  const kid = `${now().toISOString().slice(0, 10)}-${uuidv7().slice(-8)}`
  const publicJwk = { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' }
  await db.system
    .insertInto('authSigningKey')
    .values({
      kid,
      privateSealed: seal(sealKey, await exportPKCS8(privateKey), kid),
      publicJwk: JSON.stringify(publicJwk),
      state,
      promotedAt: state === 'current' ? now() : null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export const sealedSigningKeys = sealedColumns({
  title: 'signing keys',
  of: 'nobody',
  table: 'auth_signing_key',
  key: { kid: 'text' },
  columns: ['private_sealed'],
  context: (_orgId, [kid = '']) => kid,
})

/** The private half in PEM; null where another HUB_SECRET sealed it. */
function opened({ sealKey }: SigningKeyOptions, row: { kid: string; privateSealed: Buffer }): string | null {
  try {
    return unseal(sealKey, row.privateSealed, row.kid)
  } catch {
    return null
  }
}

/**
 * The keys in use, made where there are none. After a change of HUB_SECRET those of before are retired: the hub cannot sign
 * with them, and whoever stole the secret must not.
 */
async function loadKeys(options: SigningKeyOptions): Promise<Keys> {
  const rows = await options.db.system
    .selectFrom('authSigningKey')
    .select(['kid', 'privateSealed', 'publicJwk', 'state'])
    .where('state', '<>', 'retired')
    .execute()
  const closed = rows.filter((row) => opened(options, row) === null).map(({ kid }) => kid)
  // Another secret is in force than this process knows: whoever knows it goes on signing with what is closed here.
  if (closed.length > 0 && options.sealKey.isBehind)
    throw new Error(
      'The signing keys are sealed with another HUB_SECRET than this process knows. Start it again.',
    )
  if (closed.length > 0) {
    await options.db.system
      .updateTable('authSigningKey')
      .set({ state: 'retired' })
      .where('kid', 'in', closed)
      .execute()
    return loadKeys(options)
  }
  const current = rows.find(({ state }) => state === 'current')
  const pem = current && opened(options, current)
  const hasNext = rows.some(({ state }) => state === 'next')
  if (!current || !pem || !hasNext) {
    if (!current) await addKey(options, 'current')
    if (!hasNext) await addKey(options, 'next')
    return loadKeys(options)
  }
  // Extractable, because the authorization server takes its keys as JWKs.
  const signing = await importPKCS8(pem, 'RS256', { extractable: true })
  const keys = rows.map(({ publicJwk }) => publicJwk as JWK)
  return { kid: current.kid, signing, jwks: { keys }, loadedAt: Date.now() }
}

/**
 * Promotes the published "next" key where the present one has signed since before `signingSince`; the old one keeps verifying
 * what it signed, and the one before it is retired. Returns whether it did; of several servers one does.
 */
export async function rotateSigningKeys(options: SigningKeyOptions, signingSince: Date): Promise<boolean> {
  const rotated = await options.db.system.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('auth_signing_key'))`.execute(tx)
    const due = await tx
      .selectFrom('authSigningKey')
      .select('kid')
      .where('state', '=', 'current')
      .where('promotedAt', '<=', signingSince.toISOString())
      .executeTakeFirst()
    const next = await tx
      .selectFrom('authSigningKey')
      .select('kid')
      .where('state', '=', 'next')
      .executeTakeFirst()
    if (!due || !next) return false
    await tx.updateTable('authSigningKey').set({ state: 'retired' }).where('state', '=', 'previous').execute()
    await tx.updateTable('authSigningKey').set({ state: 'previous' }).where('kid', '=', due.kid).execute()
    await tx
      .updateTable('authSigningKey')
      .set({ state: 'current', promotedAt: options.now() })
      .where('kid', '=', next.kid)
      .execute()
    return true
  })
  if (rotated) await addKey(options, 'next')
  return rotated
}

/** The keys that sign tokens of this hub, read again once a minute. */
export function createSigningKeys(options: SigningKeyOptions): () => Promise<Keys> {
  let loading: Promise<Keys> | undefined
  return async function keys() {
    loading ??= loadKeys(options)
    const loaded = await loading.catch((error: unknown) => {
      loading = undefined
      throw error
    })
    if (Date.now() - loaded.loadedAt < KEYS_FRESH_MS) return loaded
    loading = undefined
    return keys()
  }
}
