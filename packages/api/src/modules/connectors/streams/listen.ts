import type { OrgContext } from '../../../platform/calls/context.ts'
import { webhookPath } from '../../../platform/webhooks/address.ts'
import { AppError } from '../../../shared/errors.ts'
import { accessTo, requireHubspotApp } from '../connections/access.ts'
import type { Known } from '../connections/access.ts'
import { refreshTokenOf } from '../connections/credential.ts'
import { revokeHubspot } from '../providers/hubspot-oauth.ts'
import { ProviderFault } from '../providers/provider.ts'
import { subscribeShopify, unsubscribeShopify } from '../providers/shopify-webhooks.ts'

/** Where services tell this organization of changes. */
const addressOf = ({ hub, org }: OrgContext): string =>
  `${hub.settings.publicUrl}${webhookPath(hub.keys.webhook, { orgId: org.orgId, name: 'connectors.shopify' })}`

/** Somebody waits for a connection to end, and it ends whether its service answers or not. */
const FAREWELL_MS = 5_000

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
async function giveBack(ctx: OrgContext, { id }: Known): Promise<void> {
  const { hub, db, org } = ctx
  const refreshToken = await refreshTokenOf(db, hub.keys.seal, { orgId: org.orgId, id })
  if (refreshToken === null) return
  await revokeHubspot(requireHubspotApp(ctx), refreshToken, AbortSignal.timeout(FAREWELL_MS))
}

/** Has it tell nothing more, and gives back what it allowed, as well as that goes. */
export async function stopListening(ctx: OrgContext, connection: Known): Promise<boolean> {
  if (connection.provider === 'hubspot') return tried(ctx, connection, () => giveBack(ctx, connection))
  if (connection.provider !== 'shopify') return false
  return tried(ctx, connection, async () =>
    unsubscribeShopify(await accessTo(ctx, connection, AbortSignal.timeout(FAREWELL_MS)), addressOf(ctx)),
  )
}
