import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestOrg } from '../../testing/index.ts'
import { connectShop, openShopPlace } from './testing.ts'
import type { ShopPlace } from './testing.ts'

let place: ShopPlace
let org: TestOrg
beforeAll(async () => {
  place = await openShopPlace({ orders: 250, customers: 60, products: 12 })
  // Nothing is read but by the steps here.
  await place.worker.stop()
  org = await place.hub.newOrg()
})
afterAll(() => place.stop())

test('a permission taken away in the middle of the first reading is said, and connecting again reads on from there (CONN-2)', async () => {
  const { connections, syncs } = org.api.connectors
  const { id } = await connectShop(place, org)
  const ordersOf = async () => (await connections.get({ id })).streams.find(({ name }) => name === 'orders')
  const orders = await ordersOf()
  const first = await syncs.step({ id: orders?.id ?? '' })
  expect(first).toMatchObject({ isMore: true, phase: 'backfill' })

  await place.shop.world.uninstall()
  await expect(syncs.step({ id: orders?.id ?? '' })).rejects.toMatchObject({ code: 'CONFLICT' })
  expect(await connections.get({ id })).toMatchObject({
    state: 'broken',
    reason: expect.stringContaining('Connect'),
  })
  expect((await ordersOf())?.read).toBe(first.records)

  expect((await connectShop(place, org)).id).toBe(id)
  const { streams } = await connections.get({ id })
  for (const stream of streams) while ((await syncs.step({ id: stream.id })).isMore);
  expect((await ordersOf())?.read).toBe(250)
  const { items } = await org.api.modules.foundry.types.list({ search: 'Orders' })
  expect(items[0]?.objects).toBe(250)
})
