import { errors } from 'oidc-provider'
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider'
import { guardedFetch } from '../../../platform/outside/guarded-fetch.ts'
import type { GuardSeam } from '../../../platform/outside/guarded-fetch.ts'
import type { Hub } from '../../../platform/hub.ts'
import { MCP_PATH, resourcePath, toolResources, toolScopes } from '../../../platform/catalog/tool-scopes.ts'
import type { ToolScopes } from '../../../platform/catalog/tool-scopes.ts'
import { refusalPage } from '../grants/refusal-page.ts'
import { isWithinOauthLimit } from '../grants/limits.ts'
import { isSafeRedirect } from '../grants/redirects.ts'
import { isClientName } from '../grants/registration.ts'
import { findById } from '../people.ts'
import { oidcRows } from './oidc-rows.ts'

const MINUTE = 60
const DAY = 24 * 60 * MINUTE
/** Unused for this long, a refresh token is worth nothing any more. */
const REFRESH_SECONDS = 30 * DAY
const DOCUMENT_BYTES = 10 * 1024
const DOCUMENT_MS = 5_000

/** The library's own session, which is never kept; its cookie is taken out of every answer. */
export const SESSION_COOKIE = 'hub_oauth_session'

const now = (): number => Math.floor(Date.now() / 1000)

export interface ServerOptions {
  hub: () => Hub
  /** Only tests bring one. */
  documents?: GuardSeam | undefined
}

interface Resource {
  path: string
  scopes: ToolScopes
}

/** One of the addresses of the MCP door; a token for several would be worth more than any of them needs. */
function resourceOf({ settings, catalog }: Hub, named: unknown): Resource {
  const path = typeof named === 'string' ? resourcePath(settings.publicUrl, named) : undefined
  const scopes = path === undefined ? undefined : toolResources(catalog).get(path)
  if (path === undefined || scopes === undefined) throw new errors.InvalidTarget()
  return { path, scopes }
}

/** How an answer may travel; a form that posts itself to a client would break the rule that forms stay with the hub. */
export const RESPONSE_MODES: readonly string[] = ['query', 'fragment']

function checkResponseMode({ oidc }: KoaContextWithOIDC): void {
  const asked = oidc.params?.['response_mode']
  if (!oidc.params || asked === undefined) return
  if (typeof asked === 'string' && RESPONSE_MODES.includes(asked)) return
  // Or the refusal itself would travel that way.
  oidc.params['response_mode'] = undefined
  throw new errors.UnsupportedResponseMode()
}

/** What is asked for is kept until it is answered, and no row can hold this character. */
function checkStorable({ oidc }: KoaContextWithOIDC): void {
  const isWrong = Object.values(oidc.params ?? {}).some(
    (value) => typeof value === 'string' && value.includes('\u0000'),
  )
  if (isWrong) throw new errors.InvalidRequest('a parameter holds a character that cannot be stored')
}

/**
 * A client that names no scope gets the ones that only look. What the resource does not need is left out of what is asked;
 * names that no tool of the hub knows are refused.
 */
function chooseScope(hub: Hub, { oidc }: KoaContextWithOIDC, asked: unknown): void {
  if (!oidc.params) return
  const { all, reading } = resourceOf(hub, oidc.params['resource']).scopes
  if (typeof asked !== 'string' || asked.trim() === '') {
    oidc.params['scope'] = reading.join(' ')
    return
  }
  const names = asked.split(' ').filter((name) => name !== '')
  const offered = toolScopes(hub.catalog).all
  const unknown = names.filter((name) => !offered.some((scope) => scope === name))
  const chosen = all.filter((scope) => names.includes(scope))
  if (unknown.length > 0) throw new errors.InvalidScope('no such scope here', unknown.join(' '))
  if (chosen.length === 0) throw new errors.InvalidScope('the resource needs none of these', asked)
  oidc.params['scope'] = chosen.join(' ')
}

/** Tokens are cut to the resource they are asked for, so they are worth nothing anywhere else. */
function resourceIndicators(hub: () => Hub) {
  return {
    enabled: true,
    defaultResource: () => `${hub().settings.publicUrl}${MCP_PATH}`,
    useGrantedResource: () => true,
    getResourceServerInfo: (_ctx: KoaContextWithOIDC, named: string) => {
      const { path, scopes } = resourceOf(hub(), named)
      return {
        scope: scopes.all.join(' '),
        // The hub as a whole has no other door that takes such tokens.
        audience: `${hub().settings.publicUrl}${path === '' ? MCP_PATH : path}`,
        accessTokenFormat: 'jwt' as const,
        accessTokenTTL: 15 * MINUTE,
        jwt: { sign: { alg: 'RS256' as const } },
      }
    },
  }
}

/** The scope in a document would bind its client to it for good, or be refused as unknown: people decide that here. */
async function withoutScope(response: Response): Promise<Response> {
  if (!response.ok) return response
  const { status, headers } = response
  const text = await response.text()
  try {
    const { scope: _scope, ...document } = JSON.parse(text) as Record<string, unknown>
    return Response.json(document, { status, headers })
  } catch {
    // The library says what is wrong with it.
    return new Response(text, { status, headers })
  }
}

/** Documents of clients that publish who they are: read like anything a stranger names. */
function clientDocuments({ documents }: ServerOptions): Partial<Configuration> {
  return {
    fetch: async (input) =>
      withoutScope(
        await guardedFetch(input instanceof Request ? input.url : input.toString(), {
          maxBytes: DOCUMENT_BYTES,
          timeoutMs: DOCUMENT_MS,
          ...(documents && { seam: documents }),
        }),
      ),
    fetchResponseBodyLimits: { 'client_id metadata document': DOCUMENT_BYTES },
  }
}

function features(options: ServerOptions): Configuration['features'] {
  const { hub } = options
  return {
    devInteractions: { enabled: false },
    userinfo: { enabled: false },
    rpInitiatedLogout: { enabled: false },
    dPoP: { enabled: false },
    // On by default; the code flow of a public client gains nothing by it that PKCE and exact redirects do not give.
    pushedAuthorizationRequests: { enabled: false },
    claimsParameter: { enabled: false },
    registration: { enabled: true, issueRegistrationAccessToken: false },
    revocation: {
      enabled: true,
      allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
    },
    clientIdMetadataDocument: {
      enabled: true,
      ack: 'draft-02',
      cacheDuration: { min: 5 * MINUTE, max: DAY },
      // Without a context when the consent page asks: another server may have read the document before.
      allowFetch: (ctx?: KoaContextWithOIDC) => isWithinOauthLimit(hub(), 'document', ctx?.ip ?? '::'),
      allowClient: (_ctx, { redirectUris = [], clientName }) =>
        redirectUris.every(isSafeRedirect) && (clientName === undefined || isClientName(clientName)),
    },
    resourceIndicators: resourceIndicators(hub),
  }
}

const refreshSeconds = ({ oidc }: KoaContextWithOIDC): number => {
  // However often it is renewed, it never outlives what the person allowed.
  const left = (oidc.entities.Grant?.exp ?? 0) - now()
  return Math.max(1, Math.min(REFRESH_SECONDS, left))
}

async function orgOf({ db }: Hub, grantId: string): Promise<string> {
  const { orgId } = await db.system
    .selectFrom('oauthGrant')
    .select('orgId')
    .where('id', '=', grantId)
    .executeTakeFirstOrThrow()
  return orgId
}

/** Cookies of one request under way; each goes to its own address only. */
function cookies({ settings, keys }: Hub): Configuration['cookies'] {
  const isHttps = settings.publicUrl.startsWith('https://')
  const cookie = { httpOnly: true, sameSite: 'lax', signed: true, secure: isHttps } as const
  const prefix = isHttps ? '__Secure-' : ''
  return {
    // The first signs, each of them is believed.
    keys: [keys.oauth.current, ...keys.oauth.all].map((key) => key.export().toString('base64url')),
    names: {
      interaction: `${prefix}hub_oauth_request`,
      resume: `${prefix}hub_oauth_resume`,
      session: SESSION_COOKIE,
    },
    short: cookie,
    long: cookie,
  }
}

/** Settings of the library, each as measured in a prototype: code flow with S256 only, rotation, one resource (AUTH-14). */
export function oidcSettings(options: ServerOptions, jwks: Configuration['jwks']): Configuration {
  const { hub } = options
  return {
    jwks,
    adapter: oidcRows(hub),
    clientAuthMethods: ['none'],
    clientDefaults: { application_type: 'native', token_endpoint_auth_method: 'none' },
    scopes: [],
    responseTypes: ['code'],
    pkce: { required: () => true },
    rotateRefreshToken: () => true,
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    expiresWithSession: () => false,
    ttl: {
      AccessToken: 15 * MINUTE,
      AuthorizationCode: MINUTE,
      Interaction: 30 * MINUTE,
      RefreshToken: refreshSeconds,
      Session: 30 * MINUTE,
    },
    routes: {
      authorization: '/oauth/authorize',
      token: '/oauth/token',
      registration: '/oauth/register',
      revocation: '/oauth/revoke',
      end_session: '/oauth/end-session',
      // Answered by the hub itself, whose keys these are.
      jwks: '/.well-known/jwks.json',
    },
    interactions: { url: (_ctx, interaction) => `/oauth/consent/${interaction.uid}` },
    cookies: cookies(hub()),
    extraParams: {
      scope(ctx, asked) {
        checkResponseMode(ctx)
        checkStorable(ctx)
        chooseScope(hub(), ctx, asked)
      },
    },
    extraTokenClaims: async (_ctx, token) =>
      'grantId' in token && token.grantId !== undefined
        ? { gid: token.grantId, org: await orgOf(hub(), token.grantId) }
        : undefined,
    findAccount: async (_ctx, id) => {
      const person = await findById(hub().db.system, id)
      if (!person || person.suspendedAt !== null) return undefined
      return { accountId: id, claims: async () => ({ sub: id }) }
    },
    renderError: (ctx, out) => {
      ctx.type = 'html'
      ctx.body = refusalPage(out)
    },
    features: features(options),
    ...clientDocuments(options),
  }
}
