import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { machineIn } from '../../platform/calls/machine.ts'
import type { TestOrg } from '../../testing/index.ts'
import { compareNightly, readChanges } from './jobs.ts'
import { connectShop, openShopPlace, untilLive } from './testing.ts'
import type { ShopPlace } from './testing.ts'
import { currentQuantity } from './testing/shopify/rows.ts'
import type { Line, Order } from './testing/shopify/rows.ts'

const HALF_AN_HOUR = 1_800_000

let place: ShopPlace
let org: TestOrg
let id: string
beforeAll(async () => {
  place = await openShopPlace({ orders: 120, customers: 30, products: 12 })
})
afterAll(() => place.stop())
beforeEach(async () => {
  org = await place.hub.newOrg()
  id = (await connectShop(place, org)).id
  await untilLive(org, id)
})

const there = (): Line[] => place.shop.world.orders().flatMap(({ lines }) => lines)

async function typeOf(plural: string): Promise<{ id: string; objects: number }> {
  const { items } = await org.api.modules.foundry.types.list({ search: plural })
  const [found] = items
  if (!found) throw new Error(`There are no ${plural}.`)
  return found
}

function someOrder(): { order: Order; line: Line } {
  const order = place.shop.world
    .orders()
    .find(({ lines, currency, financial }) => lines.length > 1 && currency === 'EUR' && financial === 'PAID')
  const [line] = order?.lines ?? []
  if (!order || !line) throw new Error('Some orders of the shop are of several things, in euros.')
  return { order, line }
}

const streamId = async (): Promise<string> => {
  const { streams } = await org.api.connectors.connections.get({ id })
  return streams.find(({ name }) => name === 'lines')?.id ?? ''
}

describe('what the orders of a shop are of (CONN-2)', () => {
  test('is all there, and leads from an order to the products in it', async () => {
    const { id: typeId, objects } = await typeOf('Order lines')
    expect(objects).toBe(there().length)
    const { order, line } = someOrder()
    const { items } = await org.api.modules.foundry.objects.search({
      typeId,
      where: [`orderKey=gid://shopify/Order/${order.id}`],
    })
    expect(items).toHaveLength(order.lines.length)
    const found = items.find(({ key }) => key.endsWith(`/${line.id}`))
    expect(found).toMatchObject({
      title: line.title,
      values: {
        quantity: line.quantity,
        price: { amount: (line.unitMinor / 100).toFixed(2), currency: 'EUR' },
      },
      links: { order: { title: `#${order.number}` } },
    })
    const product = place.shop.world.products().find((one) => one.id === line.productId)
    expect(found?.links['product']?.title).toBe(product?.title)
  })

  test('says how much of each product was sold', async () => {
    const { id: typeId } = await typeOf('Order lines')
    const { rows } = await org.api.modules.foundry.queries.run({
      typeId,
      groupBy: 'product',
      metrics: ['sum quantity'],
      limit: 100,
    })
    const products = place.shop.world.products()
    const sold = products.filter((product) => there().some(({ productId }) => productId === product.id))
    expect(sold.length).toBeGreaterThan(3)
    for (const { id: productId, title } of sold)
      expect(JSON.stringify(rows), title).toContain(
        String(
          place.shop.world
            .orders()
            .flatMap((order) => order.lines.map((line) => ({ line, quantity: currentQuantity(order, line) })))
            .filter(({ line }) => line.productId === productId)
            .reduce((sum, { quantity }) => sum + quantity, 0),
        ),
      )
  })

  test('changes with its order: new lines come and those taken out go with the same pass', async () => {
    const { line: model } = someOrder()
    const lines = Array.from({ length: 237 }, (_, at) => ({
      ...model,
      id: 88_000_000 + at,
      title: `Roll ${at}`,
    }))
    const order = await place.shop.world.placeOrder({ lines })
    const machine = machineIn(place.hub.hub, { name: 'connectors.reader', orgId: org.orgId })
    await readChanges.run(machine)
    // More than a page of one order.
    expect((await typeOf('Order lines')).objects).toBe(there().length)
    place.move(HALF_AN_HOUR)
    await place.shop.world.changeOrder(order.id, { lines: lines.slice(0, 200) })
    await readChanges.run(machine)
    expect((await typeOf('Order lines')).objects).toBe(there().length)
    const stream = await streamId()
    expect(await org.api.connectors.syncs.reconcile({ id: stream })).toMatchObject({
      there: there().length,
      here: there().length,
      removed: 0,
      mended: 0,
    })
    const key = `gid://shopify/Order/${order.id} gid://shopify/LineItem/${lines[3]?.id}`
    expect(await org.api.connectors.syncs.recheck({ id: stream, key })).toEqual({ hasChanged: false })
    await place.shop.world.deleteOrder(order.id)
    expect(await org.api.connectors.syncs.recheck({ id: stream, key })).toEqual({ hasChanged: true })
    expect(await org.api.connectors.syncs.reconcile({ id: stream })).toMatchObject({ removed: 199 })
    expect((await typeOf('Order lines')).objects).toBe(there().length)
  })

  test('is read from the night on where a former release made the connection', async () => {
    const db = place.hub.hub.db.org(org.orgId)
    await db.deleteFrom('connectorsStream').where('name', '=', 'lines').execute()
    const machine = machineIn(place.hub.hub, { name: 'connectors.reader', orgId: org.orgId })
    await compareNightly.run(machine)
    await readChanges.run(machine)
    const { streams } = await untilLive(org, id)
    expect(streams.map(({ name, read }) => [name, read > 0])).toEqual(
      ['customers', 'products', 'orders', 'lines'].map((name) => [name, true]),
    )
  })
})
