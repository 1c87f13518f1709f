import { CodeChallengeMethod, OAuth2Client } from 'arctic'
import { createRemoteJWKSet, customFetch, errors, jwtVerify } from 'jose'
import type { JWTPayload } from 'jose'
import { z } from 'zod'
import type { GoogleSettings } from '../../../platform/hub.ts'
import { SocialError } from '../ports.ts'
import type { SocialPerson, SocialProvider, SocialTrip } from '../ports.ts'
import { boundedJson } from './bounded-json.ts'
import type { Bounds } from './bounded-json.ts'

const GOOGLE = 'https://accounts.google.com'
/** Google's older tokens leave the scheme out, and its documentation still allows both. */
const issuersOf = (issuer: string) => (issuer === GOOGLE ? [GOOGLE, 'accounts.google.com'] : [issuer])

const bounds: Bounds = { timeoutMs: 5_000, maxBytes: 64 * 1024 }
const DISCOVERY_KEPT_MS = 3600_000
/** A code is exchanged within seconds of its making, and the token is made in that very moment. */
const OLDEST_TOKEN = '10m'
const CLOCK_TOLERANCE_S = 30

/** What of OpenID Connect Discovery 1.0 is used. */
const Discovery = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
  authorization_response_iss_parameter_supported: z.boolean().optional(),
})
type Discovery = z.infer<typeof Discovery>

const TokenAnswer = z.object({ id_token: z.string().max(16_384) })

const Claims = z.object({
  sub: z.string().min(1).max(255),
  email: z.string().max(254).optional(),
  // Some providers write it as text.
  email_verified: z.union([z.boolean(), z.enum(['true', 'false'])]).optional(),
  name: z.string().optional(),
  auth_time: z.number().optional(),
})

/** Whoever answers over plain http may be anybody, except on this machine, where only a test or a developer's provider is. */
function checkEndpoints(issuer: string, found: Discovery): Discovery {
  const { protocol } = new URL(issuer)
  const isOurs = [found.authorization_endpoint, found.token_endpoint, found.jwks_uri].every((endpoint) =>
    ['https:', protocol].includes(new URL(endpoint).protocol),
  )
  if (found.issuer !== issuer || !isOurs)
    throw new SocialError(
      'away',
      `the discovery document of ${issuer} names another issuer or an unsafe address`,
    )
  return found
}

async function discover(issuer: string): Promise<Discovery> {
  const { status, body } = await boundedJson(
    `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    bounds,
  )
  const found = Discovery.safeParse(body)
  if (status !== 200 || !found.success)
    throw new SocialError('away', `${issuer} has no discovery document that can be read`)
  return checkEndpoints(issuer, found.data)
}

const keysAt = (uri: string) =>
  createRemoteJWKSet(new URL(uri), {
    timeoutDuration: bounds.timeoutMs,
    [customFetch]: async (url) => {
      const { status, body } = await boundedJson(url, bounds)
      return Response.json(body, { status })
    },
  })

interface Known {
  found: Discovery
  keys: ReturnType<typeof keysAt>
}

/** Reads what the provider says of itself, and keeps it for an hour. */
function remembered(issuer: string): () => Promise<Known> {
  let known: (Known & { until: number }) | null = null
  return async () => {
    if (known && known.until > performance.now()) return known
    const found = await discover(issuer)
    known = { found, keys: keysAt(found.jwks_uri), until: performance.now() + DISCOVERY_KEPT_MS }
    return known
  }
}

/** The token's own rules beyond signature, issuer, audience and time: OpenID Connect Core 3.1.3.7, points 3 to 5 and 11. */
function checkParty(payload: JWTPayload, clientId: string, nonce: string): void {
  const audiences = [payload.aud ?? []].flat()
  const isForUs = audiences.length === 1 && (payload['azp'] === undefined || payload['azp'] === clientId)
  if (!isForUs) throw new SocialError('refused', 'the ID token was made for another client too')
  if (payload['nonce'] !== nonce) throw new SocialError('refused', 'the ID token belongs to another sign-in')
}

function toPerson(payload: JWTPayload): SocialPerson {
  const claims = Claims.safeParse(payload)
  if (!claims.success) throw new SocialError('refused', 'the ID token lacks what says who the person is')
  const { sub, email, email_verified: verified, name, auth_time: at } = claims.data
  return {
    subject: sub,
    email: email ?? null,
    isEmailVerified: verified === true || verified === 'true',
    name: name ?? null,
    signedInAt: at === undefined ? null : new Date(at * 1000),
  }
}

/** Keys that cannot be read are the provider's trouble; everything else is about the token. */
function toSocialError(error: unknown): SocialError {
  if (error instanceof SocialError) return error
  const isAway = !(error instanceof errors.JOSEError) || error instanceof errors.JWKSTimeout
  return new SocialError(isAway ? 'away' : 'refused', 'the ID token does not hold', { cause: error })
}

interface Expected {
  keys: Known['keys']
  settings: GoogleSettings
  nonce: string
  now: Date
}

async function check(
  idToken: string,
  { keys, settings: { issuer, clientId }, nonce, now }: Expected,
): Promise<SocialPerson> {
  try {
    const { payload } = await jwtVerify(idToken, keys, {
      algorithms: ['RS256'],
      issuer: issuersOf(issuer),
      audience: clientId,
      requiredClaims: ['exp', 'iat', 'sub', 'nonce'],
      clockTolerance: CLOCK_TOLERANCE_S,
      maxTokenAge: OLDEST_TOKEN,
      currentDate: now,
    })
    checkParty(payload, clientId, nonce)
    return toPerson(payload)
  } catch (error) {
    throw toSocialError(error)
  }
}

/**
 * Google, or any OpenID provider in its place. arctic's own class for Google has its addresses built in, so its general
 * client is used with those of discovery; the exchange is ours, because arctic's has neither time-out nor size limit, and
 * so is the check of the ID token, which arctic only decodes.
 */
export function openidProvider(settings: GoogleSettings, redirectUri: string): SocialProvider {
  const { issuer, clientId } = settings
  // It makes addresses only; the secret is read when a code is exchanged, because its file may have changed.
  const client = new OAuth2Client(clientId, null, redirectUri)
  const provider = remembered(issuer)

  async function exchange(endpoint: string, code: string, { codeVerifier }: SocialTrip): Promise<string> {
    const { status, body } = await boundedJson(endpoint, bounds, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
        client_id: clientId,
        client_secret: settings.clientSecret,
        code_verifier: codeVerifier,
      }),
    })
    const answer = TokenAnswer.safeParse(body)
    if (status === 200 && answer.success) return answer.data.id_token
    const kind = status === 400 || status === 401 ? 'refused' : 'away'
    throw new SocialError(kind, `the code was not exchanged: the provider answered ${status}`)
  }

  return {
    async addressOf({ state, codeVerifier, nonce }, asksAnew) {
      const { found } = await provider()
      const scopes = ['openid', 'email', 'profile']
      const url = client.createAuthorizationURLWithPKCE(
        found.authorization_endpoint,
        state,
        CodeChallengeMethod.S256,
        codeVerifier,
        scopes,
      )
      url.searchParams.set('nonce', nonce)
      if (asksAnew) {
        url.searchParams.set('prompt', 'login')
        url.searchParams.set('max_age', '0')
      }
      return url
    },
    async personOf({ code, issuer: named }, trip, now) {
      const { found, keys } = await provider()
      // RFC 9207: an answer that another provider sent here must not reach the token endpoint of this one.
      const mustName = found.authorization_response_iss_parameter_supported === true
      if (named === null ? mustName : named !== found.issuer)
        throw new SocialError('refused', 'the answer came from another provider')
      const idToken = await exchange(found.token_endpoint, code, trip)
      return check(idToken, { keys, settings, nonce: trip.nonce, now })
    },
  }
}
