import { createHmac } from 'node:crypto'
import type { Outside } from '../../../platform/outside/guarded-fetch.ts'
import { sameBytes } from '../../../platform/secrets/secrets.ts'
import { askService } from './ask-service.ts'
import { ProviderFault } from './provider.ts'

/** What a connection may read; orders older than sixty days need a scope of their own. */
export const SHOPIFY_SCOPES = ['read_customers', 'read_orders', 'read_all_orders', 'read_products'] as const

/** Its own domain at Shopify and nothing else: an address that only begins like one is somebody else's. */
export const SHOP = /^[a-z0-9][a-z0-9-]{0,62}\.myshopify\.com$/

/** The shop that somebody means: its domain, with or without what browsers show around it. Null for what is none. */
export function shopOf(text: string): string | null {
  const bare = text
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\/.*$/, '')
  const shop = bare.includes('.') ? bare : `${bare}.myshopify.com`
  return SHOP.test(shop) ? shop : null
}

/** How this hub is known to Shopify. */
export interface ShopifyApp {
  clientId: string
  clientSecret: string
  /** Beginning of the addresses of a shop, with `{shop}` in its place. */
  url: string
  outside: Outside
}

export const baseOf = ({ url }: Pick<ShopifyApp, 'url'>, shop: string): string => url.replace('{shop}', shop)

export interface Authorizing {
  shop: string
  state: string
  redirectUri: string
}

/** Where a person says yes. */
export function authorizeUrl(app: ShopifyApp, { shop, state, redirectUri }: Authorizing): string {
  const url = new URL(`${baseOf(app, shop)}/admin/oauth/authorize`)
  url.searchParams.set('client_id', app.clientId)
  url.searchParams.set('scope', SHOPIFY_SCOPES.join(','))
  url.searchParams.set('redirect_uri', redirectUri)
  url.searchParams.set('state', state)
  return url.toString()
}

/** Whether Shopify itself sent this query: signed over all of it but the signature. */
export function isSigned(
  { clientSecret }: Pick<ShopifyApp, 'clientSecret'>,
  query: URLSearchParams,
): boolean {
  const given = query.get('hmac') ?? ''
  const fields = [...query]
    .filter(([name]) => name !== 'hmac')
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
  const expected = createHmac('sha256', clientSecret).update(new URLSearchParams(fields).toString()).digest()
  return /^[\da-f]{64}$/.test(given) && sameBytes(Buffer.from(given, 'hex'), expected)
}

export interface ShopifyTokens {
  accessToken: string
  refreshToken: string | null
  expiresAt: string | null
  scopes: string[]
}

interface TokenBody {
  access_token?: unknown
  refresh_token?: unknown
  expires_in?: unknown
  scope?: unknown
  error?: unknown
}

interface Exchanging {
  shop: string
  now: Date
  fields: Readonly<Record<string, string>>
}

async function tokensBy(app: ShopifyApp, { shop, now, fields }: Exchanging): Promise<ShopifyTokens> {
  const { clientId, clientSecret, outside } = app
  const answer = await askService('Shopify', `${baseOf(app, shop)}/admin/oauth/access_token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ client_id: clientId, client_secret: clientSecret, ...fields }),
    outside,
  })
  const body = (answer.body ?? {}) as TokenBody // each field is looked at below
  if (answer.status >= 500 || answer.status === 429)
    throw new ProviderFault('away', 'Shopify answers with an error.', { retryAfter: answer.retryAfter })
  if (answer.status !== 200 || typeof body.access_token !== 'string')
    throw new ProviderFault(
      'credential',
      'Shopify no longer accepts the permission it gave. Connect the shop again.',
    )
  const seconds = typeof body.expires_in === 'number' ? body.expires_in : null
  return {
    accessToken: body.access_token,
    refreshToken: typeof body.refresh_token === 'string' ? body.refresh_token : null,
    expiresAt: seconds === null ? null : new Date(now.getTime() + seconds * 1_000).toISOString(),
    scopes: typeof body.scope === 'string' ? body.scope.split(',').map((scope) => scope.trim()) : [],
  }
}

/** The code of the callback, which works once, for tokens that live an hour and can be renewed. */
export const exchangeCode = (app: ShopifyApp, asked: Omit<Exchanging, 'fields'> & { code: string }) =>
  tokensBy(app, { ...asked, fields: { code: asked.code, expiring: '1' } })

export const refreshTokens = (
  app: ShopifyApp,
  asked: Omit<Exchanging, 'fields'> & { refreshToken: string },
) => tokensBy(app, { ...asked, fields: { grant_type: 'refresh_token', refresh_token: asked.refreshToken } })
