import type { OrgContext } from '../../../platform/calls/context.ts'
import type { Outside } from '../../../platform/outside/guarded-fetch.ts'
import { AppError } from '../../../shared/errors.ts'
import { connectorsEnvironment } from '../environment.ts'
import { renewHubspot } from '../providers/hubspot-oauth.ts'
import type { HubspotApp } from '../providers/hubspot-oauth.ts'
import { hubspotReader } from '../providers/hubspot.ts'
import type { Access, Reader } from '../providers/provider.ts'
import { baseOf, refreshTokens } from '../providers/shopify-oauth.ts'
import type { ShopifyApp, ShopifyTokens } from '../providers/shopify-oauth.ts'
import { shopifyReader } from '../providers/shopify.ts'
import { stripeReader } from '../providers/stripe.ts'
import { freshToken } from './credential.ts'
import type { Renewed } from './credential.ts'
import type { ProviderName } from './schema.ts'

const SHOPIFY_URL = 'https://{shop}'
const STRIPE_URL = 'https://api.stripe.com'
const HUBSPOT_URL = 'https://api.hubapi.com'
const HUBSPOT_LOGIN = 'https://app.hubspot.com'

export const readers: Readonly<Record<ProviderName, Reader>> = {
  shopify: shopifyReader,
  stripe: stripeReader,
  hubspot: hubspotReader,
}

const settingsOf = ({ hub }: OrgContext) => hub.environment.of(connectorsEnvironment)

/** An address that the operator set is theirs to choose; all others are asked by the rules for strangers. */
const outsideFor = ({ hub }: OrgContext, own: string | undefined): Outside =>
  own === undefined ? hub.outside : { ...hub.outside, allowsPrivate: true }

/** How this hub is known to Shopify; null where its operator has not set that up. */
export function shopifyApp(ctx: OrgContext): ShopifyApp | null {
  const settings = settingsOf(ctx)
  const { SHOPIFY_CLIENT_ID: clientId, SHOPIFY_CLIENT_SECRET: clientSecret } = settings
  if (clientId === undefined || clientSecret === undefined) return null
  const own = settings.SHOPIFY_URL
  return { clientId, clientSecret, url: own ?? SHOPIFY_URL, outside: outsideFor(ctx, own) }
}

export function requireShopifyApp(ctx: OrgContext): ShopifyApp {
  const app = shopifyApp(ctx)
  if (app) return app
  throw new AppError('CONFLICT', {
    message: 'Whoever runs this hub has not set up Shopify yet: it needs a client id and secret.',
  })
}

/** How this hub is known to HubSpot; null where its operator has not set that up. */
export function hubspotApp(ctx: OrgContext): HubspotApp | null {
  const settings = settingsOf(ctx)
  const { HUBSPOT_CLIENT_ID: clientId, HUBSPOT_CLIENT_SECRET: clientSecret } = settings
  if (clientId === undefined || clientSecret === undefined) return null
  const own = settings.HUBSPOT_URL
  const places = { api: own ?? HUBSPOT_URL, login: own ?? HUBSPOT_LOGIN }
  return { clientId, clientSecret, ...places, outside: outsideFor(ctx, own) }
}

export function requireHubspotApp(ctx: OrgContext): HubspotApp {
  const app = hubspotApp(ctx)
  if (app) return app
  throw new AppError('CONFLICT', {
    message: 'Whoever runs this hub has not set up HubSpot yet: it needs a client id and secret.',
  })
}

export function stripeAccess(ctx: OrgContext, token: string, withPersonal = false): Access {
  const own = settingsOf(ctx).STRIPE_URL
  return { base: own ?? STRIPE_URL, token, withPersonal, outside: outsideFor(ctx, own) }
}

export interface Known {
  id: string
  provider: ProviderName
  accountKey: string
}

interface Way {
  base: string
  outside: Outside
  /** Asks for the next permission. Throws a ProviderFault. */
  renew(refreshToken: string): Promise<Renewed>
}

const ways: Readonly<Record<ProviderName, (ctx: OrgContext, account: string) => Way>> = {
  shopify(ctx, shop) {
    const app = requireShopifyApp(ctx)
    return {
      base: baseOf(app, shop),
      outside: app.outside,
      renew: async (refreshToken) =>
        asRenewed(await refreshTokens(app, { shop, now: ctx.now(), refreshToken })),
    }
  },
  stripe(ctx) {
    const { base, outside } = stripeAccess(ctx, '')
    return { base, outside, renew: () => Promise.reject(new Error('A key is not renewed.')) }
  },
  hubspot(ctx) {
    const app = requireHubspotApp(ctx)
    return {
      base: app.api,
      outside: app.outside,
      renew: async (refreshToken) => asRenewed(await renewHubspot(app, { now: ctx.now(), refreshToken })),
    }
  },
}

const asRenewed = ({
  accessToken: token,
  refreshToken,
  expiresAt,
}: Pick<ShopifyTokens, 'accessToken' | 'refreshToken' | 'expiresAt'>): Renewed => ({
  token,
  refreshToken,
  expiresAt,
})

/** How an account is asked now, with a permission that is good for a while. Throws a ProviderFault. */
export async function accessTo(ctx: OrgContext, connection: Known, signal?: AbortSignal): Promise<Access> {
  const { hub, db, org, now } = ctx
  const { base, outside, renew } = ways[connection.provider](ctx, connection.accountKey)
  const place = { orgId: org.orgId, id: connection.id }
  const token = await freshToken({ db, sealKey: hub.keys.seal, place, now, renew })
  const { withPersonal } = await db
    .selectFrom('connectorsConnection')
    .select('withPersonal')
    .where('id', '=', connection.id)
    .executeTakeFirstOrThrow(() => new AppError('NOT_FOUND'))
  return { base, token, withPersonal, outside, ...(signal && { signal }) }
}
