import { vi } from 'vitest'
import type { DurableWorker } from '../../platform/durable/worker.ts'
import { startWorker } from '../../platform/jobs/worker.ts'
import { startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'
import { allow } from './testing/consent.ts'
import { startDoor } from './testing/hub-door.ts'
import type { HubDoor } from './testing/hub-door.ts'
import { startHubspot } from './testing/hubspot.ts'
import type { HubspotOptions } from './testing/hubspot.ts'
import { startShopify } from './testing/shopify.ts'
import { startStripe } from './testing/stripe.ts'
import type { StripeOptions } from './testing/stripe.ts'
import type { ShopifyOptions, ShopifyServer } from './testing/shopify.ts'

/** A hub that is known to a stand-in of Shopify, with a clock that both have. */
export interface ShopPlace {
  hub: TestHub
  shop: ShopifyServer
  /** Where the shop reaches the hub. */
  door: HubDoor
  worker: DurableWorker
  move(ms: number): void
  stop(): Promise<void>
}

export async function openShopPlace(
  options: ShopifyOptions = {},
  environment: Readonly<Record<string, string>> = {},
): Promise<ShopPlace> {
  let moved = 0
  const now = () => new Date(Date.now() + moved)
  const shop = await startShopify({ plan: 'Shopify Plus', now, ...options })
  const door = await startDoor()
  const hub = await startHub({
    now,
    settings: { publicUrl: door.url },
    environment: {
      ...environment,
      SHOPIFY_CLIENT_ID: shop.clientId,
      SHOPIFY_CLIENT_SECRET: shop.clientSecret,
      SHOPIFY_URL: `${shop.url}/{shop}`,
    },
  })
  door.open(hub.hub)
  const worker = await startWorker(hub.hub)
  return {
    hub,
    shop,
    door,
    worker,
    move: (ms) => void (moved += ms),
    async stop() {
      await worker.stop()
      await shop.stop()
      await door.stop()
      await hub.stop()
    },
  }
}

/** A hub that is known to a stand-in of Stripe, with a clock that both have. */
export async function openStripePlace(options: StripeOptions = {}) {
  let moved = 0
  const now = () => new Date(Date.now() + moved)
  const stripe = await startStripe({ now, ...options })
  const hub = await startHub({ now, environment: { STRIPE_URL: stripe.url } })
  const worker = await startWorker(hub.hub)
  return {
    hub,
    stripe,
    move: (ms: number) => void (moved += ms),
    async stop() {
      await worker.stop()
      await hub.stop()
      await stripe.stop()
    },
  }
}

/** A hub that is known to a stand-in of HubSpot, with a clock that both have, and where HubSpot tells of changes. */
export async function openHubspotPlace(options: HubspotOptions = {}) {
  let moved = 0
  const now = () => new Date(Date.now() + moved)
  const hubspot = await startHubspot({ now, ...options })
  const door = await startDoor()
  const hub = await startHub({
    now,
    settings: { publicUrl: door.url },
    environment: {
      HUBSPOT_CLIENT_ID: hubspot.clientId,
      HUBSPOT_CLIENT_SECRET: hubspot.clientSecret,
      HUBSPOT_URL: hubspot.url,
    },
  })
  door.open(hub.hub)
  hubspot.target(`${door.url}/webhooks/connectors/hubspot`)
  const worker = await startWorker(hub.hub)
  return {
    hub,
    hubspot,
    door,
    move: (ms: number) => void (moved += ms),
    async stop() {
      await worker.stop()
      await hubspot.stop()
      await door.stop()
      await hub.stop()
    },
  }
}

/** What somebody comes back with who allows it at HubSpot. */
export async function comeBackFromHubspot(org: TestOrg, withPersonal = true): Promise<string> {
  const { url } = await org.api.connectors.connections.begin({ provider: 'hubspot', withPersonal })
  return allow(url)
}

/** Connects HubSpot as the owner of an organization. */
export const connectHubspot = async (org: TestOrg, withPersonal = true) =>
  org.api.connectors.connections.finish({
    provider: 'hubspot',
    query: await comeBackFromHubspot(org, withPersonal),
  })

/** Connects the shop as the owner of an organization. */
export async function connectShop({ shop }: Pick<ShopPlace, 'shop'>, org: TestOrg, withPersonal = true) {
  const { connections } = org.api.connectors
  const { url } = await connections.begin({ provider: 'shopify', shop: shop.shop, withPersonal })
  return connections.finish({ provider: 'shopify', query: await allow(url) })
}

/** Waits until everything that was there before is read. */
export const untilLive = (org: TestOrg, id: string, timeout = 60_000) =>
  vi.waitFor(
    async () => {
      const connection = await org.api.connectors.connections.get({ id })
      const waiting = connection.streams.filter(({ phase }) => phase === 'backfill')
      if (waiting.length > 0) throw new Error(`Still reading ${waiting.map(({ name }) => name).join(', ')}.`)
      return connection
    },
    { timeout, interval: 50 },
  )
