import { createHmac, randomBytes } from 'node:crypto'
import { fieldsOf, json, page } from './answer.ts'
import type { Answer, Asked } from './answer.ts'
import type { Tokens } from './tokens.ts'

export interface App {
  shop: string
  clientId: string
  clientSecret: string
}

export interface Oauth {
  authorize(asked: Asked): Answer
  token(asked: Asked): Answer
}

const CODE_MINUTES = 10

/** Over all fields but `hmac`, sorted by name and written as a query. */
export function hmacOf(fields: Record<string, string>, clientSecret: string): string {
  const sorted = Object.entries(fields).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return createHmac('sha256', clientSecret).update(new URLSearchParams(sorted).toString()).digest('hex')
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const failed = (status: number, error: string, description: string) =>
  json(status, { error, error_description: description })

/** The addresses an app may be sent back to are kept at Shopify; here all of this machine are. */
function isAllowed(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' || ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
}

const scopesOf = (text: string) => [...new Set(text.split(/[\s,]+/).filter(Boolean))]

/** Why the address that a person was sent to is wrong; nothing when it is right. */
function complaint(query: URLSearchParams, { clientId }: App): string | undefined {
  if (query.get('client_id') !== clientId)
    return 'Oauth error invalid_request: Could not find Shopify API application with api_key'
  if (!isAllowed(query.get('redirect_uri') ?? ''))
    return 'Oauth error invalid_request: The redirect_uri is not whitelisted'
  if (scopesOf(query.get('scope') ?? '').some((scope) => !/^(read|write)_[a-z_]+$/.test(scope)))
    return 'Oauth error invalid_scope: The access scope is invalid'
  // Tokens of one signed-in person are not spoken here.
  if (query.getAll('grant_options[]').some((option) => option !== ''))
    return 'Oauth error invalid_request: Only offline access is offered'
  return undefined
}

export function oauthOf(app: App, tokens: Tokens, now: () => number): Oauth {
  const codes = new Map<string, { scopes: string[]; expiresAt: number }>()

  function install(query: URLSearchParams): Answer {
    const code = randomBytes(16).toString('hex')
    const scopes = scopesOf(query.get('scope') ?? '')
    codes.set(code, { scopes, expiresAt: now() + CODE_MINUTES * 60_000 })
    const store = app.shop.replace('.myshopify.com', '')
    const fields: Record<string, string> = {
      code,
      host: Buffer.from(`admin.shopify.com/store/${store}`).toString('base64').replaceAll('=', ''),
      shop: app.shop,
      state: query.get('state') ?? '',
      timestamp: String(Math.floor(now() / 1000)),
    }
    const back = new URL(query.get('redirect_uri') ?? '')
    for (const [name, value] of Object.entries(fields)) back.searchParams.set(name, value)
    back.searchParams.set('hmac', hmacOf(fields, app.clientSecret))
    return { status: 302, headers: { location: back.href }, body: '' }
  }

  function byCode(fields: Record<string, string>): Answer {
    const found = codes.get(fields['code'] ?? '')
    codes.delete(fields['code'] ?? '')
    if (!found || now() >= found.expiresAt)
      return failed(400, 'invalid_request', 'The authorization code was not found or was already used')
    return json(200, tokens.issue(found.scopes, fields['expiring'] === '1' ? 'expiring' : 'lasting'))
  }

  return {
    authorize({ method, query, body }) {
      const given = method === 'POST' ? new URLSearchParams(body) : query
      const wrong = complaint(given, app)
      if (wrong) return page(400, `<h1>${wrong}</h1>`)
      if (method === 'POST') return install(given)
      const kept = [...given].map(
        ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
      )
      const asks = escaped(scopesOf(given.get('scope') ?? '').join(', '))
      return page(
        200,
        `<main><h1>Install app</h1><p>${app.shop}</p><p>The app asks for: ${asks}</p>` +
          `<form method="post">${kept.join('')}<button type="submit">Install</button></form></main>`,
      )
    },
    token(asked) {
      const fields = fieldsOf(asked)
      if (fields['client_id'] !== app.clientId)
        return failed(400, 'application_cannot_be_found', 'The application could not be found')
      if (fields['client_secret'] !== app.clientSecret)
        return failed(400, 'invalid_client', 'Client authentication failed')
      if (fields['grant_type'] !== 'refresh_token') return byCode(fields)
      const pair = tokens.refresh(fields['refresh_token'] ?? '')
      return pair
        ? json(200, pair)
        : failed(401, 'invalid_request', 'This request requires an active refresh_token')
    },
  }
}
