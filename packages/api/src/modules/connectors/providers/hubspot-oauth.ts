import type { Outside } from '../../../platform/outside/guarded-fetch.ts'
import { askService, isObject } from './ask-service.ts'
import type { ServiceAnswer } from './ask-service.ts'
import { ProviderFault } from './provider.ts'

/** What a connection may do: read contacts, companies and deals. */
export const HUBSPOT_SCOPES = [
  'oauth',
  'crm.objects.contacts.read',
  'crm.objects.companies.read',
  'crm.objects.deals.read',
] as const

/** Pinned: a new one may say things otherwise. */
const TOKEN_PATH = '/oauth/2026-03/token'

/** How this hub is known to HubSpot. */
export interface HubspotApp {
  clientId: string
  clientSecret: string
  /** Beginning of the addresses of its API. */
  api: string
  /** Where people say yes. */
  login: string
  outside: Outside
}

/** Where a person chooses an account and says yes. */
export function hubspotLogin(
  app: HubspotApp,
  { state, redirectUri }: { state: string; redirectUri: string },
): string {
  const url = new URL(`${app.login}/oauth/authorize`)
  url.searchParams.set('client_id', app.clientId)
  url.searchParams.set('redirect_uri', redirectUri)
  url.searchParams.set('scope', HUBSPOT_SCOPES.join(' '))
  url.searchParams.set('state', state)
  return url.toString()
}

export interface HubspotTokens {
  accessToken: string
  refreshToken: string | null
  expiresAt: string | null
  scopes: string[]
  /** Of the account. */
  hubId: string | null
}

/** What HubSpot says where a code or a permission is no longer good, and not where it does not know who asks. */
const isGrantRefused = (body: Record<string, unknown>): boolean =>
  body['error'] === 'invalid_grant' || /^BAD_(?:AUTH_CODE|REFRESH_TOKEN)$/.test(String(body['status']))

function tokenFault(answer: ServiceAnswer): ProviderFault | null {
  const { status, retryAfter } = answer
  const body = isObject(answer.body) ? answer.body : {}
  if (isGrantRefused(body))
    return new ProviderFault(
      'credential',
      'HubSpot no longer accepts the permission it gave. Connect it again.',
    )
  // Whose fault that is can do something about it; the permission itself is as good as before.
  if (status === 400 || status === 401 || status === 403)
    return new ProviderFault(
      'away',
      'HubSpot does not know this hub by its client id and secret. Ask whoever runs the hub to look at them.',
    )
  if (status === 200 && typeof body['access_token'] === 'string') return null
  return new ProviderFault('away', `HubSpot answers with an error (${status}).`, { retryAfter })
}

interface Form {
  fields: Readonly<Record<string, string>>
  signal?: AbortSignal
}

const postForm = (app: HubspotApp, path: string, { fields, signal }: Form) =>
  askService('HubSpot', `${app.api}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      client_id: app.clientId,
      client_secret: app.clientSecret,
      ...fields,
    }).toString(),
    outside: app.outside,
    signal,
  })

async function tokensBy(
  app: HubspotApp,
  now: Date,
  fields: Readonly<Record<string, string>>,
): Promise<HubspotTokens> {
  const answer = await postForm(app, TOKEN_PATH, { fields })
  const fault = tokenFault(answer)
  if (fault) throw fault
  const body = answer.body as Record<string, unknown> // each field is looked at below
  const seconds = typeof body['expires_in'] === 'number' ? body['expires_in'] : null
  const scopes = Array.isArray(body['scopes']) ? body['scopes'] : []
  return {
    accessToken: String(body['access_token']),
    refreshToken: typeof body['refresh_token'] === 'string' ? body['refresh_token'] : null,
    expiresAt: seconds === null ? null : new Date(now.getTime() + seconds * 1_000).toISOString(),
    scopes: scopes.filter((scope) => typeof scope === 'string'),
    hubId: Number.isSafeInteger(body['hub_id']) ? String(body['hub_id']) : null,
  }
}

/** The code of the callback, which works once, for tokens that live half an hour and can be renewed. */
export const hubspotTokens = (
  app: HubspotApp,
  { now, ...asked }: { now: Date; code: string; redirectUri: string },
) =>
  tokensBy(app, now, {
    grant_type: 'authorization_code',
    code: asked.code,
    redirect_uri: asked.redirectUri,
  })

export const renewHubspot = (app: HubspotApp, { now, refreshToken }: { now: Date; refreshToken: string }) =>
  tokensBy(app, now, { grant_type: 'refresh_token', refresh_token: refreshToken })

export interface HubspotAccount {
  key: string
  title: string
}

/** The account that a permission is for. Throws a ProviderFault where HubSpot does not say which that is. */
export async function hubspotAccount(
  app: HubspotApp,
  { accessToken, hubId }: Pick<HubspotTokens, 'accessToken' | 'hubId'>,
): Promise<HubspotAccount> {
  const fields = { token: accessToken, token_type_hint: 'access_token' }
  const answer = await postForm(app, `${TOKEN_PATH}/introspect`, { fields })
  const body = isObject(answer.body) ? answer.body : {}
  const key = hubId ?? (Number.isSafeInteger(body['hub_id']) ? String(body['hub_id']) : null)
  if (key === null) throw new ProviderFault('away', 'HubSpot does not say which account this is.')
  const domain = body['hub_domain']
  // Nobody is kept out because it has no name.
  return { key, title: typeof domain === 'string' && domain !== '' ? domain.slice(0, 100) : `HubSpot ${key}` }
}

/** Gives a permission back. Throws a ProviderFault. */
export async function revokeHubspot(
  app: HubspotApp,
  refreshToken: string,
  signal: AbortSignal,
): Promise<void> {
  const fields = { token: refreshToken, token_type_hint: 'refresh_token' }
  const { status } = await postForm(app, `${TOKEN_PATH}/revoke`, { fields, signal })
  if (status >= 300) throw new ProviderFault('away', `HubSpot answers with an error (${status}).`)
}
