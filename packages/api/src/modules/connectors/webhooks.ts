import { sql } from '@hub/db'
import type { Machine } from '../../platform/calls/machine.ts'
import type { WebhookDeclaration } from '../../platform/webhooks/webhook.ts'
import type { ConnectionPage, ProviderName, WholeConnection } from './connections/schema.ts'
import { connectorsEnvironment } from './environment.ts'
import { readPages } from './jobs.ts'
import { hubspotHint, hubspotParts, readHubspotWebhook } from './providers/hubspot-webhooks.ts'
import { LINES } from './providers/shopify-streams.ts'
import { hintOf, keptOfShopify, readShopifyWebhook } from './providers/shopify-webhooks.ts'
import type { z } from 'zod'

/** What is read of an account now; nothing where its connection is paused, broken or over. */
async function streamsOf(
  machine: Machine,
  which: { provider: ProviderName; account: string },
): Promise<WholeConnection['streams']> {
  const { items } = (await machine.call('connectors.connections.list', { ...which, limit: 1 })) as z.infer<
    typeof ConnectionPage
  > // as its output schema says
  const [found] = items
  if (!found || found.state === 'paused' || found.state === 'broken') return []
  const { id } = found
  return ((await machine.call('connectors.connections.get', { id })) as WholeConnection).streams
}

/** Shopify tells of a change: what is meant is read again from the shop itself, whatever the webhook says. */
export const shopifyChanges: WebhookDeclaration = {
  title: 'Changes in a shop',
  as: 'connectors.reader',
  credential: (environment) => environment.of(connectorsEnvironment).SHOPIFY_CLIENT_SECRET,
  read: readShopifyWebhook,
  kept: keptOfShopify,
  async run(delivery, machine) {
    const hint = hintOf(delivery)
    if (!hint) return
    const streams = await streamsOf(machine, { provider: 'shopify', account: hint.shop })
    if (hint.record === null) {
      // Asking is how it shows that the permission ended with the app.
      const [first] = streams
      if (first) await machine.call('connectors.syncs.step', { id: first.id })
      return
    }
    const { stream, key } = hint.record
    const told = streams.find(({ name }) => name === stream)
    if (told) await machine.call('connectors.syncs.recheck', { id: told.id, key })
    // What an order is of changes with it, and is read with all that changed since.
    const lines = stream === 'orders' ? streams.find(({ name }) => name === LINES) : undefined
    if (lines?.phase === 'live') await machine.call('connectors.syncs.step', { id: lines.id })
  },
}

/** More changes than these are read as a pass reads them, by pages. */
const ONE_BY_ONE = 10
/** So many of these at once; the rest comes with the next pass. */
const AT_ONCE = 5

/** HubSpot tells of changes, a hundred at once: what is meant is read again, whatever the webhook says. */
export const hubspotChanges: WebhookDeclaration = {
  title: 'Changes in HubSpot',
  as: 'connectors.reader',
  credential: (environment) => environment.of(connectorsEnvironment).HUBSPOT_CLIENT_SECRET,
  read: readHubspotWebhook,
  shared: {
    parts: hubspotParts,
    async connected(db, accounts) {
      const { rows } = await sql<{ orgId: string; account: string }>`
        select org_id, account_key as account from connectors_connection
        where provider = 'hubspot' and account_key = any(${accounts}::text[])`.execute(db)
      return rows
    },
  },
  async run({ body }, machine) {
    const { account, streams: told } = hubspotHint(body)
    for (const { id, name, phase } of await streamsOf(machine, { provider: 'hubspot', account })) {
      const keys = [...(told.get(name) ?? [])]
      if (keys.length > ONE_BY_ONE && phase === 'live') await readPages(machine, id, AT_ONCE)
      else for (const key of keys) await machine.call('connectors.syncs.recheck', { id, key })
    }
  },
}
