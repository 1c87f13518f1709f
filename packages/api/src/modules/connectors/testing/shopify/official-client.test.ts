import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { listen, openShop } from './testing-app.ts'

const folder = fileURLToPath(new URL('../../../../../../../.ci/shopify/', import.meta.url))
const isInstalled = existsSync(`${folder}node_modules/@shopify/shopify-api`)

async function askClient(input: object): Promise<Record<string, unknown>> {
  const child = spawn(process.execPath, ['client.mjs'], { cwd: folder, stdio: 'pipe' })
  child.stdin.end(JSON.stringify(input))
  const [found, complaint] = await Promise.all([text(child.stdout), text(child.stderr)])
  if (found === '') throw new Error(`The client ended without an answer: ${complaint}`)
  return JSON.parse(found) as Record<string, unknown>
}

describe("Shopify's own client (CONN-1, CONN-2)", () => {
  test('installs, refreshes, pages and believes the webhooks of the stand-in', async ({ skip }) => {
    skip(!isInstalled, "Shopify's client is not installed; .ci/shopify/run installs it and runs this.")
    // The client compares times with the clock of the machine.
    const shop = await openShop({ now: () => new Date() })
    const app = await listen()
    try {
      const { url, clientId, clientSecret } = shop
      const { access_token: token } = await shop.connect()
      const subscribe =
        'mutation ($uri: String) { webhookSubscriptionCreate(topic: ORDERS_CREATE, webhookSubscription: { uri: $uri }) { userErrors { message } } }'
      await shop.ask(token, subscribe, { uri: app.url })
      await shop.world.placeOrder()
      const [webhook] = app.heard
      const found = await askClient({ url, shop: shop.shop, clientId, clientSecret, webhook })
      expect(found).toEqual({
        scope: 'read_orders,read_all_orders,read_products',
        isExpiring: true,
        isForgedRefused: true,
        isUsedRefused: true,
        isOldRefused: true,
        isUnknownFieldRefused: true,
        orders: 121,
        webhook: expect.objectContaining({ valid: true, topic: 'ORDERS_CREATE', domain: shop.shop }),
        changedWebhook: expect.objectContaining({ valid: false, reason: 'invalid_hmac' }),
      })
    } finally {
      await app.stop()
      await shop.stop()
    }
  })
})

describe('the address of the shop', () => {
  test('is the path, or the host alone', async () => {
    const shop = await openShop({ orders: 1, customers: 1, products: 1 })
    const status = (host: string, path: string) =>
      new Promise((answered, failed) => {
        const asked = request(`${shop.url}${path}`, { headers: { host } }, ({ statusCode }) =>
          answered(statusCode),
        )
        asked.on('error', failed).end()
      })
    const path = '/admin/oauth/authorize'
    expect(await status(shop.shop, path)).toBe(400)
    expect(await status('127.0.0.1', `/${shop.shop}${path}`)).toBe(400)
    expect(await status('127.0.0.1', path)).toBe(404)
    await shop.stop()
  })
})
