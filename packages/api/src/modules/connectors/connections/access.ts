import type { OrgContext } from '../../../platform/calls/context.ts'
import type { Outside } from '../../../platform/outside/guarded-fetch.ts'
import { AppError } from '../../../shared/errors.ts'
import { connectorsEnvironment } from '../environment.ts'
import type { Access, Reader } from '../providers/provider.ts'
import { baseOf, refreshTokens } from '../providers/shopify-oauth.ts'
import type { ShopifyApp } from '../providers/shopify-oauth.ts'
import { shopifyReader } from '../providers/shopify.ts'
import { stripeReader } from '../providers/stripe.ts'
import { freshToken } from './credential.ts'
import type { Renewed } from './credential.ts'
import type { ProviderName } from './schema.ts'

const SHOPIFY_URL = 'https://{shop}'
const STRIPE_URL = 'https://api.stripe.com'

export const readers: Readonly<Record<ProviderName, Reader>> = {
  shopify: shopifyReader,
  stripe: stripeReader,
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

export function stripeAccess(ctx: OrgContext, token: string, withPersonal = false): Access {
  const own = settingsOf(ctx).STRIPE_URL
  return { base: own ?? STRIPE_URL, token, withPersonal, outside: outsideFor(ctx, own) }
}

export interface Known {
  id: string
  provider: ProviderName
  accountKey: string
}

/** How an account is asked now, with a permission that is good for a while. Throws a ProviderFault. */
export async function accessTo(ctx: OrgContext, connection: Known, signal?: AbortSignal): Promise<Access> {
  const { hub, db, org, now } = ctx
  const app = connection.provider === 'shopify' ? requireShopifyApp(ctx) : null
  const renew = async (refreshToken: string): Promise<Renewed> => {
    if (!app) throw new Error('A key is not renewed.')
    const tokens = await refreshTokens(app, { shop: connection.accountKey, now: now(), refreshToken })
    return { token: tokens.accessToken, refreshToken: tokens.refreshToken, expiresAt: tokens.expiresAt }
  }
  const place = { orgId: org.orgId, id: connection.id }
  const token = await freshToken({ db, sealKey: hub.keys.seal, place, now, renew })
  const { withPersonal } = await db
    .selectFrom('connectorsConnection')
    .select('withPersonal')
    .where('id', '=', connection.id)
    .executeTakeFirstOrThrow()
  const more = signal ? { signal } : {}
  if (!app) return { ...stripeAccess(ctx, token, withPersonal), ...more }
  return { base: baseOf(app, connection.accountKey), token, withPersonal, outside: app.outside, ...more }
}
