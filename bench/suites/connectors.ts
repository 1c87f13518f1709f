import { createHmac } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { createHub, startWorker } from '@hub/api/server'
import type { Hub } from '@hub/api/server'
import { startDoor } from '../../packages/api/src/modules/connectors/testing/hub-door.ts'
import type { HubDoor } from '../../packages/api/src/modules/connectors/testing/hub-door.ts'
import { allow } from '../../packages/api/src/modules/connectors/testing/consent.ts'
import { addOrgs, withBenchDatabase } from './bench-database.ts'
import type { BenchDatabase } from './bench-database.ts'
import { benchHub } from './bench-hub.ts'
import { MeasuredChild } from './child-process.ts'
import type { Shop } from './connectors/shop.ts'
import type { Figure, Suite } from './suite.ts'
import { figure, timed } from './timed.ts'

const LOOK_MS = 50
const GIVE_UP_MS = 600_000

interface Place {
  hub: Hub
  shop: Shop
  orgId: string
  call: (path: string, input: object) => Promise<unknown>
}

/** Seconds from the owner's yes until everything that was there is here. */
async function firstReading({ hub, shop, orgId, call }: Place): Promise<number> {
  const provider = 'shopify'
  const begun = (await call('connectors.connections.begin', { provider, shop: shop.shop })) as { url: string }
  const query = await allow(begun.url)
  const began = performance.now()
  await call('connectors.connections.finish', { provider, query })
  const giveUpAt = Date.now() + GIVE_UP_MS
  for (;;) {
    const streams = await hub.db.org(orgId).selectFrom('connectorsStream').select('phase').execute()
    if (streams.length > 0 && streams.every(({ phase }) => phase === 'live')) break
    if (Date.now() > giveUpAt) throw new Error('The shop was not read in time.')
    await sleep(LOOK_MS)
  }
  return (performance.now() - began) / 1_000
}

/** What the shop waits for: its delivery is verified, kept and answered. */
function deliveries({ clientSecret, shop }: Shop, to: string, times: number): Promise<number[]> {
  const body = JSON.stringify({ id: 1, note: 'x'.repeat(2_000) })
  const signature = createHmac('sha256', clientSecret).update(body).digest('base64')
  let delivery = 0
  return timed(times, async () => {
    delivery += 1
    const { status } = await fetch(to, {
      method: 'POST',
      headers: {
        'x-shopify-topic': 'customers/update',
        'x-shopify-shop-domain': shop,
        'x-shopify-webhook-id': `delivery ${delivery}`,
        'x-shopify-hmac-sha256': signature,
      },
      body,
    })
    if (status !== 200) throw new Error(`The delivery was answered with ${status}.`)
  })
}

async function openPlace(
  database: BenchDatabase,
  { shop, door }: { shop: Shop; door: HubDoor },
): Promise<Place> {
  const [org] = await addOrgs(database, 1)
  if (!org) throw new Error('There is no organization.')
  const hub = createHub({
    db: database.db,
    ...benchHub,
    settings: { ...benchHub.settings, publicUrl: door.url },
    secret: database.secret,
    environment: {
      SHOPIFY_CLIENT_ID: shop.clientId,
      SHOPIFY_CLIENT_SECRET: shop.clientSecret,
      SHOPIFY_URL: `${shop.url}/{shop}`,
    },
  })
  door.open(hub)
  const caller = {
    door: 'web' as const,
    credential: { kind: 'person' as const, userId: org.userId },
    org: org.orgId,
    requestId: 'bench-request',
    ip: null,
    userAgent: null,
  }
  return { hub, shop, orgId: org.orgId, call: (path, input) => hub.catalog.call(path, input, caller) }
}

async function measure(
  database: BenchDatabase,
  child: MeasuredChild<Shop>,
  times: number,
): Promise<Figure[]> {
  const shop = child.ready
  const door = await startDoor()
  const place = await openPlace(database, { shop, door })
  const worker = await startWorker(place.hub)
  try {
    const before = process.memoryUsage().rss
    const seconds = await firstReading(place)
    const grown = (process.memoryUsage().rss - before) / 2 ** 20
    const answered = await deliveries(shop, await child.ask<string>('subscription'), times)
    return [
      {
        what: `a shop of ${shop.records.toLocaleString('en')} records read for the first time`,
        value: shop.records / seconds,
        unit: '/s',
        budget: { atLeast: 2_000 },
        note: `${seconds.toFixed(1)} s from the owner's yes to live; the shop keeps its own limits`,
      },
      {
        what: 'the same: memory of the process grows by',
        value: grown,
        unit: 'MB',
        budget: { atMost: 300 },
        note: 'the hub and its worker; the shop is a process of its own',
      },
      figure('a webhook of 2 kB answered', answered, 50),
    ]
  } finally {
    await worker.stop()
    await place.hub.outbox.stop()
    await place.hub.calls.stop()
    await door.stop()
  }
}

export const connectors: Suite = {
  name: 'connectors',
  about: 'a stand-in of Shopify read for the first time, and its webhooks answered',
  run: ({ quick, say }) =>
    withBenchDatabase(8, async (database) => {
      const orders = quick ? 5_000 : 50_000
      const shop = await MeasuredChild.start<Shop>(new URL('connectors/shop.ts', import.meta.url), {
        args: [String(orders)],
      })
      say('the shop is open')
      try {
        return await measure(database, shop, quick ? 40 : 200)
      } finally {
        await shop.stop()
      }
    }),
}
