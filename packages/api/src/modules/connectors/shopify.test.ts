import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { TestOrg } from '../../testing/index.ts'
import { machineIn } from '../../platform/calls/machine.ts'
import { compareNightly, readChanges } from './jobs.ts'
import { allow } from './testing/consent.ts'
import { connectShop, openShopPlace, untilLive } from './testing.ts'
import type { ShopPlace } from './testing.ts'

const HOUR = 3_600_000

let place: ShopPlace
let org: TestOrg
beforeAll(async () => {
  place = await openShopPlace({ orders: 320, customers: 90, products: 24 })
})
afterAll(() => place.stop())
beforeEach(async () => {
  place.shop.faults.clear()
  // What the test before asked for is forgiven by a minute: waiting for it is no part of this one.
  place.move(60_000)
  org = await place.hub.newOrg()
})

const connect = () => connectShop(place, org)

async function countOf(plural: string): Promise<number> {
  const { items } = await org.api.modules.foundry.types.list({ search: plural })
  return items[0]?.objects ?? 0
}

async function steps(id: string): Promise<void> {
  const { streams } = await org.api.connectors.connections.get({ id })
  for (const stream of streams) while ((await org.api.connectors.syncs.step({ id: stream.id })).isMore);
}

describe('a shop that is connected (CONN-1, CONN-2)', () => {
  test('is read whole: its customers, products and orders are objects with links', async () => {
    const { id } = await connect()
    const { streams, state } = await untilLive(org, id)
    expect(state).toBe('ok')
    const there = place.shop.world
    expect(streams.map(({ name, read }) => [name, read])).toEqual([
      ['customers', there.customers().length],
      ['products', there.products().length],
      ['orders', there.orders().length],
      ['lines', there.orders().flatMap(({ lines }) => lines).length],
    ])
    expect(await countOf('Orders')).toBe(there.orders().length)
    const { items } = await org.api.modules.foundry.types.list({ search: 'Customers' })
    const { rows } = await org.api.modules.foundry.queries.run({
      typeId: items[0]?.id ?? '',
      linked: ['orders>=2'],
    })
    const buyers = Map.groupBy(there.orders(), (order) => order.customerId)
    const twice = [...buyers].filter(([customer, orders]) => customer !== null && orders.length >= 2)
    expect(rows).toHaveLength(twice.length)
  })

  test('says the same again when it is read again, and what changed there comes by the next pass', async () => {
    const { id } = await connect()
    await untilLive(org, id)
    const before = await countOf('Orders')
    await steps(id)
    expect(await countOf('Orders')).toBe(before)
    place.move(HOUR / 2)
    await place.shop.world.placeOrder()
    await place.shop.world.changeCustomer(place.shop.world.customers()[0]?.id ?? 0, { firstName: 'Renamed' })
    await steps(id)
    expect(await countOf('Orders')).toBe(before + 1)
    const { items } = await org.api.modules.foundry.objects.find({ search: 'Renamed' })
    expect(items).toHaveLength(1)
  })

  test('paused in the middle of the first reading goes on from there', async () => {
    const { id } = await connect()
    await org.api.connectors.connections.pause({ id })
    const { items } = await org.api.jobs.list({})
    await vi.waitFor(async () => {
      const job = await org.api.jobs.get({ id: items[0]?.id ?? '' })
      expect(job.status).toBe('done')
    }, 20_000)
    await org.api.connectors.connections.resume({ id })
    await untilLive(org, id)
    expect(await countOf('Orders')).toBe(place.shop.world.orders().length)
  })

  test('whose first reading died is read on by the hub itself', async () => {
    const { id } = await connect()
    await org.api.connectors.connections.pause({ id })
    await org.api.jobs.cancel({ id: (await org.api.jobs.list({})).items[0]?.id ?? '' }).catch(() => undefined)
    await place.hub.hub.db.org(org.orgId).updateTable('connectorsConnection').set({ state: 'ok' }).execute()
    const machine = machineIn(place.hub.hub, { name: 'connectors.reader', orgId: org.orgId })
    await readChanges.run(machine)
    expect(await countOf('Orders')).toBe(place.shop.world.orders().length)
    expect((await org.api.connectors.connections.get({ id })).isReading).toBe(false)
  })

  test('comes without names and addresses unless somebody asked for them', async () => {
    const customer = place.shop.world.customers().find(({ email }) => email !== null)
    const [name, email] = [customer?.lastName ?? '', customer?.email ?? '']
    const { id } = await connectShop(place, org, false)
    await untilLive(org, id)
    expect(await countOf('Customers')).toBe(place.shop.world.customers().length)
    const find = async () => (await org.api.modules.foundry.objects.find({ search: name })).items
    expect(await find()).toEqual([])
    const rows = await place.hub.hub.db.org(org.orgId).selectFrom('foundryRecord').select('raw').execute()
    expect(JSON.stringify(rows)).not.toContain(email)
    await connect()
    await untilLive(org, id)
    expect(await find()).not.toEqual([])
  })

  test('is compared with what is there: what is gone goes, and the proof says so', async () => {
    const { id } = await connect()
    const { streams } = await untilLive(org, id)
    const products = streams.find(({ name }) => name === 'products')
    await place.shop.world.deleteProduct(place.shop.world.products()[3]?.id ?? 0)
    const proof = await org.api.connectors.syncs.reconcile({ id: products?.id ?? '' })
    const left = place.shop.world.products().length
    expect(proof).toMatchObject({ there: left, here: left, removed: 1 })
    expect(await countOf('Products')).toBe(left)
  })

  test('is compared: what was missed, by whatever fault, is here after it', async () => {
    const { id } = await connect()
    const { streams } = await untilLive(org, id)
    const [missing, older] = place.shop.world.products()
    const db = place.hub.hub.db.org(org.orgId)
    const gid = (product: { id: number } | undefined) => `gid://shopify/Product/${product?.id ?? 0}`
    const products = streams.find(({ name }) => name === 'products')
    const records = db.selectFrom('foundryRecord').where('datasetId', '=', products?.datasetId ?? '')
    const before = await records.select(['key', 'sourceAt']).execute()
    expect(before.map(({ key }) => key)).toEqual(expect.arrayContaining([gid(missing), gid(older)]))
    await db.deleteFrom('foundryObject').where('key', '=', gid(missing)).execute()
    await db.deleteFrom('foundryRecord').where('key', '=', gid(missing)).execute()
    // It is told of no change, as if the message was lost and the clock of the pass was past it.
    await place.shop.world.changeProduct(older?.id ?? 0, { title: 'Renamed in silence' })
    const total = place.shop.world.products().length
    const proof = await org.api.connectors.syncs.reconcile({ id: products?.id ?? '' })
    expect(proof).toMatchObject({ there: total, here: total, removed: 0, mended: 2 })
    expect(await countOf('Products')).toBe(total)
    expect((await org.api.modules.foundry.objects.find({ search: 'Renamed in silence' })).items).toHaveLength(
      1,
    )
    expect(await org.api.connectors.syncs.reconcile({ id: products?.id ?? '' })).toMatchObject({ mended: 0 })
  })

  test('is compared to its end though it asks for a pause in the middle', async () => {
    const { id } = await connect()
    const { streams } = await untilLive(org, id)
    place.shop.faults.next({ kind: 'throttle', at: 'graphql' })
    const proof = await org.api.connectors.syncs.reconcile({ id: streams[0]?.id ?? '' })
    expect(proof).toMatchObject({ removed: 0, there: place.shop.world.customers().length })
  })

  test('gives a new permission when the old one has ended, once, however many ask for it', async () => {
    const { id } = await connect()
    const { streams } = await untilLive(org, id)
    place.move(2 * HOUR)
    const asked = place.shop.requests.length
    await Promise.allSettled(
      streams.flatMap((stream) =>
        Array.from({ length: 8 }, () => org.api.connectors.syncs.step({ id: stream.id })),
      ),
    )
    const renewals = place.shop.requests.slice(asked).filter(({ path }) => path.endsWith('/access_token'))
    expect(renewals).toHaveLength(1)
    expect((await org.api.connectors.connections.get({ id })).state).toBe('ok')
  })

  test('is not lost when the answer with the new permission is', async () => {
    const { id } = await connect()
    await untilLive(org, id)
    place.move(2 * HOUR)
    place.shop.faults.next({ kind: 'lostAnswer', at: 'token' })
    await expect(steps(id)).rejects.toThrow('could not be reached')
    await steps(id)
    expect((await org.api.connectors.connections.get({ id })).state).toBe('ok')
  })

  test.each([
    ['answers with an error', { kind: 'status', status: 502 }],
    ['cuts its answer', { kind: 'cut' }],
    ['answers nonsense', { kind: 'garbage' }],
  ] as const)('that %s is said in words, and reading goes on from there', async (_what, fault) => {
    const { id } = await connect()
    await untilLive(org, id)
    place.shop.faults.next({ ...fault, at: 'graphql' })
    await expect(steps(id)).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    expect(await org.api.connectors.connections.get({ id })).toMatchObject({ state: 'attention' })
    await steps(id)
    expect(await org.api.connectors.connections.get({ id })).toMatchObject({
      state: 'ok',
      reason: '',
    })
  })

  test('that speaks of fields and words nobody knows yet is read all the same', async () => {
    place.shop.faults.next({ kind: 'newField', at: 'graphql', times: 6 })
    const { id } = await connect()
    await untilLive(org, id)
    expect(await countOf('Orders')).toBe(place.shop.world.orders().length)
  })

  test('is read by the hub itself: changes every quarter of an hour, what is gone at night', async () => {
    const { id } = await connect()
    await untilLive(org, id)
    const machine = machineIn(place.hub.hub, { name: 'connectors.reader', orgId: org.orgId })
    // Without webhooks: what was not told of is found all the same.
    for (const { id: told } of place.shop.world.subscriptions()) place.shop.forget(told)
    const [orders, products] = [await countOf('Orders'), await countOf('Products')]
    await place.shop.world.placeOrder()
    await place.shop.world.deleteProduct(place.shop.world.products()[0]?.id ?? 0)
    await readChanges.run(machine)
    expect([await countOf('Orders'), await countOf('Products')]).toEqual([orders + 1, products])
    await compareNightly.run(machine)
    expect(await countOf('Products')).toBe(products - 1)
    const { streams } = await org.api.connectors.connections.get({ id })
    expect(streams.map(({ proof }) => proof?.there === proof?.here)).toEqual([true, true, true, true])
    expect(place.shop.world.subscriptions().length).toBeGreaterThanOrEqual(11)
  })

  test('ended with its data leaves none of it, and kept leaves all of it', async () => {
    const { id } = await connect()
    await untilLive(org, id)
    await org.api.connectors.connections.end({ id, keepsData: true })
    expect(await countOf('Orders')).toBe(place.shop.world.orders().length)
    const again = await connect()
    await untilLive(org, again.id)
    await org.api.connectors.connections.end({ id: again.id })
    expect(await org.api.connectors.connections.list({})).toMatchObject({ items: [] })
  })
})

describe('the way to a shop', () => {
  const begin = () => org.api.connectors.connections.begin({ provider: 'shopify', shop: place.shop.shop })
  const finish = (query: string, by: TestOrg = org) =>
    by.api.connectors.connections.finish({ provider: 'shopify', query })

  test.each([
    'x.myshopify.com.evil.example',
    'evil.example',
    'https://evil.example/x.myshopify.com',
    'a b',
    '-x.myshopify.com',
    'shop@evil.example',
  ])('does not lead to %s', async (shop) => {
    await expect(org.api.connectors.connections.begin({ provider: 'shopify', shop })).rejects.toThrow(
      'address of your shop',
    )
  })

  test('is good once, for whoever began it, and not for long', async () => {
    const query = await allow((await begin()).url)
    const other = await place.hub.newOrg()
    await expect(finish(query, other)).rejects.toThrow('not begun here')
    await finish(query)
    await expect(finish(query)).rejects.toThrow('not begun here')
    const late = await allow((await begin()).url)
    place.move(11 * 60_000)
    await expect(finish(late)).rejects.toThrow('not begun here')
  })

  test('may be gone once more where the shop was away', async () => {
    const query = await allow((await begin()).url)
    place.shop.faults.next({ kind: 'status', status: 502, at: 'token' })
    await expect(finish(query)).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    expect((await finish(query)).account).toBe(place.shop.shop)
    await expect(finish(query)).rejects.toThrow('used already')
  })

  test('is refused where what came back was changed or made up', async () => {
    const query = await allow((await begin()).url)
    for (const wrong of [
      query.replace('tide', 'tidy'),
      query.replace(/hmac=(.)/, (_, first) => `hmac=${first === '0' ? 1 : 0}`),
      query.replace(/&?hmac=[^&]*/, ''),
      `${query}&more=1`,
      'code=1&state=2',
    ])
      await expect(finish(wrong)).rejects.toThrow('did not come from Shopify')
  })
})
