import { randomUUID } from 'node:crypto'
import { page, refused, told } from './answers.ts'
import type { Answer } from './answers.ts'
import type { Tokens } from './tokens.ts'

export const HUB_ID = 24_681_357
export const HUB_DOMAIN = 'tide-and-fennel.hubspot.example'

export interface App {
  clientId: string
  clientSecret: string
}

export interface Oauth {
  authorize(method: string, query: URLSearchParams): Answer
  token(fields: URLSearchParams): Answer
  introspect(fields: URLSearchParams): Answer
  revoke(fields: URLSearchParams): Answer
  /** What is wrong with asking by this; undefined where nothing is. */
  refuse(authorization: string | undefined, scope: string): Answer | undefined
  /** The account that somebody chooses when they are asked. */
  choose(hubId: number): void
}

/** As OAuth says it, and as HubSpot said it before. */
const oauthError = (error: string, status: string, description: string): Answer =>
  told(
    { status, message: description, error, error_description: description, correlationId: randomUUID() },
    400,
  )

const stranger = () => oauthError('invalid_client', 'BAD_CLIENT_SECRET', 'missing or unknown client secret')

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** The addresses an app may be sent back to are kept at HubSpot; here all of this machine are. */
function isAllowed(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' || ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
}

const SCOPE = /^(?:oauth|crm\.(?:objects|schemas)\.[a-z]+\.(?:read|write))$/

const scopesIn = (query: URLSearchParams) => (query.get('scope') ?? '').split(' ')

function complaint(query: URLSearchParams, { clientId }: App): string | undefined {
  if (query.get('client_id') !== clientId) return 'The app could not be found'
  if (!isAllowed(query.get('redirect_uri') ?? '')) return 'The redirect_uri is none of the app’s'
  const scopes = scopesIn(query)
  if (!scopes.includes('oauth') || scopes.some((scope) => !SCOPE.test(scope)))
    return 'The scopes are not those of the app'
  return undefined
}

/** Where a person reads what is asked for, and says yes. */
function consentPage(query: URLSearchParams): Answer {
  const kept = [...query].map(
    ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
  )
  const asks = escaped(query.get('scope') ?? '')
  return page(
    200,
    `<main><h1>Connect app to HubSpot account</h1><p>${HUB_DOMAIN}</p><p>The app asks for: ${asks}</p>` +
      `<form method="post">${kept.join('')}<button type="submit">Connect app</button></form></main>`,
  )
}

function byCode(tokens: Tokens, fields: URLSearchParams): Answer {
  const found = tokens.takeCode(fields.get('code') ?? '')
  if (!found) return oauthError('invalid_grant', 'BAD_AUTH_CODE', 'missing or unknown auth code')
  if (fields.get('redirect_uri') !== found.redirectUri)
    return oauthError('invalid_grant', 'BAD_REDIRECT_URI', 'redirect URI does not match the auth code')
  return told(tokens.issue({ scopes: found.scopes, hubId: found.hubId }))
}

function byRefreshToken(tokens: Tokens, fields: URLSearchParams): Answer {
  const answer = tokens.refresh(fields.get('refresh_token') ?? '')
  return answer
    ? told(answer)
    : oauthError('invalid_grant', 'BAD_REFRESH_TOKEN', 'refresh token is invalid, expired or revoked')
}

export function oauthOf(app: App, tokens: Tokens): Oauth {
  let hubId = HUB_ID
  const isKnown = (fields: URLSearchParams) =>
    fields.get('client_id') === app.clientId && fields.get('client_secret') === app.clientSecret
  const grants: Readonly<Record<string, (tokens: Tokens, fields: URLSearchParams) => Answer>> = {
    authorization_code: byCode,
    refresh_token: byRefreshToken,
  }
  return {
    authorize(method, query) {
      const wrong = complaint(query, app)
      if (wrong !== undefined) return page(400, `<h1>${escaped(wrong)}</h1>`)
      if (method !== 'POST') return consentPage(query)
      const back = new URL(query.get('redirect_uri') ?? '')
      back.searchParams.set(
        'code',
        tokens.codeFor({ scopes: scopesIn(query), hubId }, query.get('redirect_uri') ?? ''),
      )
      back.searchParams.set('state', query.get('state') ?? '')
      return { status: 302, headers: { location: back.href }, body: '' }
    },
    token(fields) {
      if (!isKnown(fields)) return stranger()
      const grant = grants[fields.get('grant_type') ?? '']
      return grant
        ? grant(tokens, fields)
        : oauthError('unsupported_grant_type', 'BAD_GRANT_TYPE', 'missing or unknown grant type')
    },
    introspect(fields) {
      if (!isKnown(fields)) return stranger()
      const found = tokens.look(fields.get('token') ?? '')
      if (!found || found === 'ended') return told({ active: false })
      return told({
        active: true,
        token_type: 'bearer',
        hub_id: found.hubId,
        hub_domain: HUB_DOMAIN,
        scopes: found.scopes,
      })
    },
    revoke(fields) {
      if (!isKnown(fields)) return stranger()
      tokens.revoke(fields.get('token') ?? '')
      return told({})
    },
    refuse(authorization, scope) {
      const found = tokens.look(/^Bearer (\S+)$/i.exec(authorization ?? '')?.[1] ?? '')
      if (!found) return refused(401, 'INVALID_AUTHENTICATION', 'Authentication credentials not found.')
      if (found === 'ended')
        return refused(401, 'EXPIRED_AUTHENTICATION', 'The OAuth token used to make this call expired.')
      if (found.scopes.includes(scope)) return undefined
      return refused(403, 'MISSING_SCOPES', `This app hasn't been granted all required scopes: ${scope}`)
    },
    choose: (chosen) => void (hubId = chosen),
  }
}
