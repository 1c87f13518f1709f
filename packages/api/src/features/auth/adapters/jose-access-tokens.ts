import type { KeyObject } from 'node:crypto'
import { hash } from 'node:crypto'
import { sql, uuidv7 } from '@hub/db'
import type { Database } from '@hub/db'
import {
  SignJWT,
  createLocalJWKSet,
  errors,
  exportJWK,
  exportPKCS8,
  generateKeyPair,
  importPKCS8,
  jwtVerify,
} from 'jose'
import type { CryptoKey, JSONWebKeySet, JWK } from 'jose'
import type { AccessClaims, AccessTokens } from '../../../platform/access-tokens.ts'
import { seal, unseal } from '../../../platform/secrets.ts'

const LIFETIME_SECONDS = 15 * 60
const CLOCK_TOLERANCE_SECONDS = 5
const MAX_AGE = '16m'
/** How long a process trusts its copy of the keys before it looks for a rotation. */
const KEYS_FRESH_MS = 60_000
const VERIFIED_AT_MOST = 5_000

export interface AccessTokenOptions {
  db: Database
  sealKey: KeyObject
  origin: string
  now: () => Date
}

interface Keys {
  kid: string
  signing: CryptoKey
  jwks: JSONWebKeySet
  loadedAt: number
}

/** Makes a pair and stores its private half sealed. N servers may start at once: the state index keeps one. */
async function addKey({ db, sealKey, now }: AccessTokenOptions, state: 'current' | 'next'): Promise<void> {
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

async function loadKeys(options: AccessTokenOptions): Promise<Keys> {
  const rows = await options.db.system
    .selectFrom('authSigningKey')
    .select(['kid', 'privateSealed', 'publicJwk', 'state'])
    .where('state', '<>', 'retired')
    .execute()
  const current = rows.find(({ state }) => state === 'current')
  const hasNext = rows.some(({ state }) => state === 'next')
  if (!current || !hasNext) {
    if (!current) await addKey(options, 'current')
    if (!hasNext) await addKey(options, 'next')
    return loadKeys(options)
  }
  const signing = await importPKCS8(unseal(options.sealKey, current.privateSealed, current.kid), 'RS256')
  const keys = rows.map(({ publicJwk }) => publicJwk as JWK)
  return { kid: current.kid, signing, jwks: { keys }, loadedAt: Date.now() }
}

/**
 * Promotes the published "next" key where the present one has signed since before `signingSince`; the old one keeps verifying
 * what it signed, and the one before it is retired. Returns whether it did; of several servers one does.
 */
export async function rotateSigningKeys(options: AccessTokenOptions, signingSince: Date): Promise<boolean> {
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

/** Signatures are checked once per token and process; the session behind it is checked on every request. */
function verifiedTokens(now: () => Date) {
  const seen = new Map<string, { claims: AccessClaims; expiresAt: number }>()
  const nameOf = (token: string) => hash('sha256', token, 'base64')
  return {
    find(token: string): AccessClaims | null {
      const hit = seen.get(nameOf(token))
      return hit && hit.expiresAt > now().getTime() ? hit.claims : null
    },
    keep(token: string, claims: AccessClaims, expiresAt: number): void {
      const oldest = seen.size >= VERIFIED_AT_MOST ? seen.keys().next().value : undefined
      if (oldest !== undefined) seen.delete(oldest)
      seen.set(nameOf(token), { claims, expiresAt })
    },
  }
}

/** Access tokens by jose; private keys rest sealed in the database and the JWKS serves next, current and previous. */
export function createAccessTokens(options: AccessTokenOptions): AccessTokens {
  const audience = `${options.origin}/api`
  const verified = verifiedTokens(options.now)
  let loading: Promise<Keys> | undefined

  async function keys(): Promise<Keys> {
    loading ??= loadKeys(options)
    const loaded = await loading.catch((error: unknown) => {
      loading = undefined
      throw error
    })
    if (Date.now() - loaded.loadedAt < KEYS_FRESH_MS) return loaded
    loading = undefined
    return keys()
  }

  async function check(token: string): Promise<AccessClaims | 'expired' | null> {
    const { jwks } = await keys()
    const result = await jwtVerify(token, createLocalJWKSet(jwks), {
      algorithms: ['RS256'],
      issuer: options.origin,
      audience,
      typ: 'at+jwt',
      requiredClaims: ['exp', 'sub', 'jti', 'iat', 'sid'],
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      maxTokenAge: MAX_AGE,
      currentDate: options.now(),
    }).catch((error: unknown) => (error instanceof errors.JWTExpired ? 'expired' : null))
    if (result === null || result === 'expired') return result
    const { sub, sid, exp } = result.payload
    if (typeof sub !== 'string' || typeof sid !== 'string' || exp === undefined) return null
    const claims = { userId: sub, sessionId: sid }
    verified.keep(token, claims, exp * 1000)
    return claims
  }

  return {
    async sign({ userId, sessionId }) {
      const { kid, signing } = await keys()
      const now = options.now()
      const expiresAt = new Date(now.getTime() + LIFETIME_SECONDS * 1000)
      const token = await new SignJWT({ sid: sessionId })
        .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid })
        .setIssuer(options.origin)
        .setAudience(audience)
        .setSubject(userId)
        .setJti(uuidv7())
        .setIssuedAt(now)
        .setExpirationTime(expiresAt)
        .sign(signing)
      return { token, expiresAt }
    },
    verify: async (token) => verified.find(token) ?? check(token),
    jwks: async () => ({ keys: (await keys()).jwks.keys as Record<string, unknown>[] }),
  }
}
