import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import type { CryptoKey, JWTPayload } from 'jose'
import Provider from 'oidc-provider'
import type { Configuration } from 'oidc-provider'
import type { GoogleSettings } from '../../platform/hub.ts'

export interface GoogleUser {
  sub: string
  email: string
  isVerified: boolean
  name: string
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>

/** A local OpenID provider that speaks the real protocol, and can be made to break it. */
export interface LocalGoogle {
  settings: GoogleSettings
  /** Who sits at the browser; null refuses at the provider's page. */
  user: GoogleUser | null
  /** Answers in place of the provider, by path; removed again with `null`. */
  instead(path: string, answer: Answer | null): void
  /** How often a path was asked. */
  asked: Map<string, number>
  /** Claims of an ID token that the hub would accept for this nonce. */
  claims(nonce: string, changes?: JWTPayload): JWTPayload
  /** A token signed with the provider's own key. */
  sign(claims: JWTPayload): Promise<string>
  key: CryptoKey
  stop(): Promise<void>
}

const CLIENT_ID = 'hub-of-the-tests'
const CLIENT_SECRET = 'a client secret of the tests'

function configuration(redirectUri: string, google: () => LocalGoogle): Configuration {
  const users = new Map<string, GoogleUser>()
  return {
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: CLIENT_SECRET,
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    clientAuthMethods: ['client_secret_post'],
    pkce: { required: () => true },
    scopes: ['openid', 'email', 'profile'],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    // Google puts the claims of the scopes into the ID token.
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    cookies: { keys: ['a key of the tests'] },
    ttl: { Session: 3600, Grant: 3600, Interaction: 3600, IdToken: 3600, AccessToken: 3600 },
    findAccount: (_ctx, sub) => {
      const { user } = google()
      if (user) users.set(user.sub, user)
      const known = users.get(sub)
      if (!known) return undefined
      const { email, isVerified, name } = known
      return {
        accountId: sub,
        claims: async () => ({ sub, email, email_verified: isVerified, name }),
      }
    },
  }
}

/** The provider's own page: whoever sits there signs in and agrees, or refuses. */
async function interact(
  provider: Provider,
  google: LocalGoogle,
  [request, response]: [IncomingMessage, ServerResponse],
): Promise<void> {
  const { prompt, params, grantId } = await provider.interactionDetails(request, response)
  const { user } = google
  if (!user)
    return provider.interactionFinished(request, response, {
      error: 'access_denied',
      error_description: 'no',
    })
  if (prompt.name === 'login')
    return provider.interactionFinished(request, response, { login: { accountId: user.sub } })
  const grant =
    (grantId === undefined ? undefined : await provider.Grant.find(grantId)) ??
    new provider.Grant({ accountId: user.sub, clientId: String(params['client_id']) })
  grant.addOIDCScope('openid email profile')
  const consent = { grantId: await grant.save() }
  return provider.interactionFinished(request, response, { consent }, { mergeWithLastSubmission: true })
}

const listen = async (server: Server): Promise<string> => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

export async function startLocalGoogle(publicUrl: string): Promise<LocalGoogle> {
  const answers = new Map<string, Answer>()
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const jwk = { ...(await exportJWK(privateKey)), kid: 'of-the-tests', alg: 'RS256', use: 'sig' }
  let provider: Provider | null = null
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
    google.asked.set(path, (google.asked.get(path) ?? 0) + 1)
    const answer = answers.get(path)
    if (answer) return void answer(request, response)
    if (!provider) return void response.writeHead(503).end()
    if (path.startsWith('/interaction/')) return void interact(provider, google, [request, response])
    return void provider.callback()(request, response)
  })
  const issuer = await listen(server)
  const google: LocalGoogle = {
    settings: { issuer, clientId: CLIENT_ID, clientSecret: CLIENT_SECRET },
    user: null,
    asked: new Map(),
    key: privateKey,
    instead: (path, answer) => void (answer ? answers.set(path, answer) : answers.delete(path)),
    claims: (nonce, changes = {}) => {
      const now = Math.floor(Date.now() / 1000)
      const { sub = '', email, isVerified, name } = google.user ?? {}
      const who = { sub, email, email_verified: isVerified, name }
      return { iss: issuer, aud: CLIENT_ID, iat: now, exp: now + 600, nonce, ...who, ...changes }
    },
    sign: (claims) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'of-the-tests' }).sign(privateKey),
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  const made = new Provider(issuer, {
    ...configuration(`${publicUrl}/auth/google/callback`, () => google),
    jwks: { keys: [jwk] },
  })
  provider = made
  return google
}
