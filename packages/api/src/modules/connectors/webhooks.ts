import type { WebhookDeclaration } from '../../platform/webhooks/webhook.ts'
import type { ConnectionPage, WholeConnection } from './connections/schema.ts'
import { connectorsEnvironment } from './environment.ts'
import { LINES } from './providers/shopify-streams.ts'
import { hintOf, readShopifyWebhook } from './providers/shopify-webhooks.ts'
import type { z } from 'zod'

/** Shopify tells of a change: what is meant is read again from the shop itself, whatever the webhook says. */
export const shopifyChanges: WebhookDeclaration = {
  title: 'Changes in a shop',
  as: 'connectors.reader',
  credential: (environment) => environment.of(connectorsEnvironment).SHOPIFY_CLIENT_SECRET,
  read: readShopifyWebhook,
  async run(delivery, machine) {
    const hint = hintOf(delivery)
    if (!hint) return
    const account = { provider: 'shopify', account: hint.shop, limit: 1 }
    const { items } = (await machine.call('connectors.connections.list', account)) as z.infer<
      typeof ConnectionPage
    > // as its output schema says
    const [found] = items
    if (!found || found.state === 'paused' || found.state === 'broken') return
    const { id } = found
    const { streams } = (await machine.call('connectors.connections.get', { id })) as WholeConnection
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
