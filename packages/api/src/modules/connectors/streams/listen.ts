import type { OrgContext } from '../../../platform/calls/context.ts'
import { webhookPath } from '../../../platform/webhooks/address.ts'
import { AppError } from '../../../shared/errors.ts'
import { accessTo, requireHubspotApp } from '../connections/access.ts'
import type { Known } from '../connections/access.ts'
import { refreshTokenOf } from '../connections/credential.ts'
import type { ProviderName } from '../connections/schema.ts'
import { revokeHubspot } from '../providers/hubspot-oauth.ts'
import { ProviderFault } from '../providers/provider.ts'
import { subscribeShopify, unsubscribeShopify } from '../providers/shopify-webhooks.ts'

/** Where services tell this organization of changes. */
const addressOf = ({ hub, org }: OrgContext): string =>
  `${hub.settings.publicUrl}${webhookPath(hub.keys.webhook, { orgId: org.orgId, name: 'connectors.shopify' })}`

/** Somebody waits for a connection to end, and it ends whether its service answers or not. */
const FAREWELL_MS = 5_000

type Farewell = () => Promise<void>
const nothing: Farewell = () => Promise.resolve()

/** What is not told is found by the next pass, so that a service which does not tell holds nothing up. */
async function tried(ctx: OrgContext, connection: Known, work: () => Promise<void>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    if (!(error instanceof ProviderFault) && !(error instanceof AppError)) throw error
    ctx.hub.log.info({ err: error, connection: connection.id }, 'a service does not tell of changes')
    return false
  }
}

/** Has the service tell this hub at once what changes, where it can. Answers whether it does. */
export async function listenTo(ctx: OrgContext, connection: Known): Promise<boolean> {
  if (connection.provider !== 'shopify') return false
  return tried(ctx, connection, async () => subscribeShopify(await accessTo(ctx, connection), addressOf(ctx)))
}

/** The app itself stays in the account, since others may read by it as well. */
async function givingBack(ctx: OrgContext, { id }: Known): Promise<Farewell> {
  const { hub, db, org } = ctx
  const refreshToken = await refreshTokenOf(db, hub.keys.seal, { orgId: org.orgId, id })
  if (refreshToken === null) return nothing
  const app = requireHubspotApp(ctx)
  return () => revokeHubspot(app, refreshToken, AbortSignal.timeout(FAREWELL_MS))
}

async function unsubscribing(ctx: OrgContext, connection: Known): Promise<Farewell> {
  const access = await accessTo(ctx, connection)
  return () => unsubscribeShopify({ ...access, signal: AbortSignal.timeout(FAREWELL_MS) }, addressOf(ctx))
}

const farewells: Readonly<Record<ProviderName, (ctx: OrgContext, connection: Known) => Promise<Farewell>>> = {
  shopify: unsubscribing,
  stripe: () => Promise.resolve(nothing),
  hubspot: givingBack,
}

/**
 * What is left to say to a service once a connection has ended: that it tells nothing more, and that what it allowed is given
 * back. Said before, reading that is under way would be refused and its connection be called broken; asked for afterwards,
 * nothing here would know how. It goes as well as it goes.
 */
export async function farewellTo(ctx: OrgContext, connection: Known): Promise<Farewell> {
  let say = nothing
  await tried(ctx, connection, async () => {
    say = await farewells[connection.provider](ctx, connection)
  })
  return async () => void (await tried(ctx, connection, say))
}
