import { hash } from 'node:crypto'
import { isUuid, uuidv7 } from '@hub/db'
import { SignJWT, createLocalJWKSet, errors, exportJWK, jwtVerify } from 'jose'
import type { JWTPayload } from 'jose'
import type { AccessTokens, GrantClaims, ShownClaims } from '../../../platform/access/access-tokens.ts'
import { coversPath, MCP_PATH, resourcePath } from '../../../platform/catalog/tool-scopes.ts'
import { createSigningKeys } from './signing-keys.ts'
import type { SigningKeyOptions } from './signing-keys.ts'

const LIFETIME_SECONDS = 15 * 60
const CLOCK_TOLERANCE_SECONDS = 5
const MAX_AGE_SECONDS = 16 * 60
/** With the claim `act` (RFC 8693): somebody acts for the person, for half an hour at most. */
const MAX_ACT_AGE_SECONDS = 31 * 60
const VERIFIED_AT_MOST = 5_000

export interface AccessTokenOptions extends SigningKeyOptions {
  origin: string
}

/** Signatures are checked once per token and process; the row behind it is checked on every request. */
function verifiedTokens<Claims>(now: () => Date) {
  const seen = new Map<string, { claims: Claims; expiresAt: number }>()
  const nameOf = (token: string) => hash('sha256', token, 'base64')
  return {
    find(token: string): Claims | null {
      const hit = seen.get(nameOf(token))
      return hit && hit.expiresAt > now().getTime() ? hit.claims : null
    },
    keep(token: string, claims: Claims, expiresAt: number): void {
      const oldest = seen.size >= VERIFIED_AT_MOST ? seen.keys().next().value : undefined
      if (oldest !== undefined) seen.delete(oldest)
      seen.set(nameOf(token), { claims, expiresAt })
    },
  }
}

/** One kind of token: who it is for, and what it must say. */
interface TokenKind<Claims> {
  /** Absent where the claims tell which of several it is for. */
  audience?: string
  required: string[]
  claimsOf(payload: JWTPayload): Claims | null
}

const sessionClaims = ({ sub, sid, iat }: JWTPayload): ShownClaims | null =>
  typeof sub === 'string' && typeof sid === 'string' && iat !== undefined
    ? { userId: sub, sessionId: sid, issuedAt: new Date(iat * 1000) }
    : null

const isTooOld = ({ act, iat = 0 }: JWTPayload, now: Date): boolean =>
  act === undefined && now.getTime() / 1000 - iat > MAX_AGE_SECONDS + CLOCK_TOLERANCE_SECONDS

const isId = (value: unknown): value is string => typeof value === 'string' && isUuid(value)

/** The audience is an address of the MCP door. */
function resourceIn(origin: string, aud: JWTPayload['aud']): string | undefined {
  const path = typeof aud === 'string' ? resourcePath(origin, aud) : undefined
  return path !== undefined && coversPath(MCP_PATH, path) ? path : undefined
}

function grantClaims(origin: string, { sub, gid, org, scope, aud }: JWTPayload): GrantClaims | null {
  const resource = resourceIn(origin, aud)
  if (!isId(sub) || !isId(gid) || !isId(org) || typeof scope !== 'string' || resource === undefined)
    return null
  return { userId: sub, grantId: gid, orgId: org, scopes: scope.split(' '), resource }
}

interface Checking extends Pick<AccessTokenOptions, 'origin' | 'now'> {
  keys: ReturnType<typeof createSigningKeys>
}

/** A token of the one kind is nothing to the other: both are signed by the same keys, the audience tells them apart. */
function verifierOf<Claims>({ origin, now, keys }: Checking, kind: TokenKind<Claims>) {
  const { required, claimsOf, ...expected } = kind
  const verified = verifiedTokens<Claims>(now)
  return async (token: string): Promise<Claims | 'expired' | null> => {
    const known = verified.find(token)
    if (known) return known
    const { jwks } = await keys()
    const result = await jwtVerify(token, createLocalJWKSet(jwks), {
      algorithms: ['RS256'],
      issuer: origin,
      ...expected,
      typ: 'at+jwt',
      requiredClaims: ['exp', 'sub', 'jti', 'iat', ...required],
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      maxTokenAge: MAX_ACT_AGE_SECONDS,
      currentDate: now(),
    }).catch((error: unknown) => (error instanceof errors.JWTExpired ? 'expired' : null))
    if (result === null || result === 'expired') return result
    const { payload } = result
    if (isTooOld(payload, now())) return 'expired'
    const claims = claimsOf(payload)
    if (claims === null || payload.exp === undefined) return null
    verified.keep(token, claims, payload.exp * 1000)
    return claims
  }
}

/** Access tokens by jose; private keys rest sealed in the database and the JWKS serves next, current and previous. */
export function createAccessTokens(options: AccessTokenOptions): AccessTokens {
  const { origin, now } = options
  const keys = createSigningKeys(options)
  const audience = `${origin}/api`
  const checking = { origin, now, keys }
  const verifyGrant = verifierOf(checking, {
    required: ['aud', 'gid', 'org', 'scope', 'client_id'],
    claimsOf: (payload) => grantClaims(origin, payload),
  })

  return {
    async sign({ userId, sessionId }, impersonation) {
      const { kid, signing } = await keys()
      const at = now()
      const expiresAt = impersonation?.expiresAt ?? new Date(at.getTime() + LIFETIME_SECONDS * 1000)
      const act = impersonation && { act: { sub: impersonation.impersonatorId } }
      const token = await new SignJWT({ sid: sessionId, ...act })
        .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid })
        .setIssuer(origin)
        .setAudience(audience)
        .setSubject(userId)
        .setJti(uuidv7())
        .setIssuedAt(at)
        .setExpirationTime(expiresAt)
        .sign(signing)
      return { token, expiresAt }
    },
    verify: verifierOf(checking, { audience, required: ['sid'], claimsOf: sessionClaims }),
    async verifyGrant(token, at) {
      const claims = await verifyGrant(token)
      if (claims === null || claims === 'expired') return claims
      return coversPath(claims.resource, at) ? claims : 'elsewhere'
    },
    async signingKey() {
      const { kid, signing } = await keys()
      return { ...(await exportJWK(signing)), kid, alg: 'RS256', use: 'sig' }
    },
    jwks: async () => ({ keys: (await keys()).jwks.keys as Record<string, unknown>[] }),
  }
}
