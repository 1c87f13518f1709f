import type { OrgContext } from '../../../platform/calls/context.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { hubspotAccount, hubspotLogin, hubspotTokens } from '../providers/hubspot-oauth.ts'
import { authorizeUrl, exchangeCode, isSigned, shopOf } from '../providers/shopify-oauth.ts'
import { requireHubspotApp, requireShopifyApp } from './access.ts'
import type { Kept } from './keep.ts'
import type { BeginConnection } from './schema.ts'

interface Asked {
  /** As far as it is known before somebody says yes. */
  account: string
  redirectUri: string
}

/** How people are led to a service, and what is made of what they come back with. */
export interface OauthWay {
  /** What is connected, in words: "shop". */
  what: string
  /** The account that somebody means; nothing where they choose it there. */
  accountOf(input: BeginConnection): string
  /** Where they say yes. */
  login(asked: Asked & { state: string }): string
  /** Throws where this did not come from the service. */
  check(query: URLSearchParams): void
  /** Whether it is about the account that was meant. */
  isOf(account: string, query: URLSearchParams): boolean
  /** Throws a ProviderFault. */
  exchange(asked: Asked & { code: string; now: Date }): Promise<Omit<Kept, 'provider' | 'withPersonal'>>
}

function shopifyWay(ctx: OrgContext): OauthWay {
  const app = requireShopifyApp(ctx)
  return {
    what: 'shop',
    accountOf(input) {
      const shop = shopOf(input.shop ?? '')
      if (shop !== null) return shop
      throw fieldFault(
        'shop',
        'Write the address of your shop at Shopify, such as tide-and-fennel.myshopify.com.',
      )
    },
    login: ({ account: shop, ...asked }) => authorizeUrl(app, { shop, ...asked }),
    check(query) {
      if (!isSigned(app, query))
        throw fieldFault('query', 'This did not come from Shopify, or was changed on its way.')
    },
    isOf: (account, query) => account === query.get('shop'),
    async exchange({ account: shop, code, now }) {
      const tokens = await exchangeCode(app, { shop, now, code })
      const { accessToken: token, refreshToken, expiresAt, scopes } = tokens
      const title = shop.replace('.myshopify.com', '')
      return { accountKey: shop, title, credential: { token, refreshToken }, expiresAt, scopes }
    },
  }
}

/** HubSpot signs nothing of what people come back with: that nobody else knows the state says that it is theirs. */
function hubspotWay(ctx: OrgContext): OauthWay {
  const app = requireHubspotApp(ctx)
  return {
    what: 'account',
    accountOf: () => '',
    login: (asked) => hubspotLogin(app, asked),
    check(query) {
      if ((query.get('code') ?? '') === '')
        throw fieldFault('query', 'It was not allowed at HubSpot, so nothing was connected.')
    },
    isOf: () => true,
    async exchange(asked) {
      const tokens = await hubspotTokens(app, asked)
      const { key: accountKey, title } = await hubspotAccount(app, tokens)
      const { accessToken: token, refreshToken, expiresAt, scopes } = tokens
      return { accountKey, title, credential: { token, refreshToken }, expiresAt, scopes }
    },
  }
}

/** Throws a CONFLICT where the operator has not set the service up. */
export const oauthWay = (ctx: OrgContext, provider: BeginConnection['provider']): OauthWay =>
  provider === 'shopify' ? shopifyWay(ctx) : hubspotWay(ctx)
