import { createHmac } from 'node:crypto'
import { asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { TestOrg } from '../../testing/index.ts'
import { connectShop, openShopPlace, untilLive } from './testing.ts'
import type { ShopPlace } from './testing.ts'

let place: ShopPlace
let org: TestOrg
let id: string
beforeAll(async () => {
  place = await openShopPlace({ orders: 30, customers: 12, products: 6 })
})
afterAll(() => place.stop())
beforeEach(async () => {
  org = await place.hub.newOrg()
  id = (await connectShop(place, org)).id
  await untilLive(org, id)
})

const world = () => place.shop.world
const heard = async () => {
  while ((await place.hub.deliver()) > 0);
}
const titles = async (search: string, of = org) => {
  const { items } = await of.api.modules.foundry.objects.find({ search })
  return items.map(({ title }) => title)
}
const countOf = async (plural: string, of = org) => {
  const { items } = await of.api.modules.foundry.types.list({ search: plural })
  return items[0]?.objects ?? 0
}

/** A delivery as the shop would send it, to where this organization hears. */
async function send(body: string, { secret = place.shop.clientSecret, id: name = 'one', uri = '' } = {}) {
  const to = uri === '' ? (mine()[0]?.uri ?? '') : uri
  const answer = await fetch(to, {
    method: 'POST',
    headers: {
      'x-shopify-topic': 'customers/update',
      'x-shopify-shop-domain': place.shop.shop,
      'x-shopify-webhook-id': name,
      'x-shopify-hmac-sha256': createHmac('sha256', secret).update(body).digest('base64'),
    },
    body,
  })
  return answer.status
}

/** The newest subscriptions are those of the organization that came last. */
const mine = () => {
  const all = world().subscriptions()
  const uri = all.at(-1)?.uri
  return all.filter((one) => one.uri === uri)
}

describe('what a shop tells of (CONN-2)', () => {
  test('is here as soon as it is heard: new, changed and gone, without any pass', async () => {
    const [orders, products] = [await countOf('Orders'), await countOf('Products')]
    const lines = await countOf('Order lines')
    const placed = await world().placeOrder()
    await world().changeCustomer(world().customers()[0]?.id ?? 0, { firstName: 'Quillon' })
    await world().deleteProduct(world().products()[0]?.id ?? 0)
    await heard()
    expect(await countOf('Orders')).toBe(orders + 1)
    expect(await countOf('Order lines')).toBe(lines + placed.lines.length)
    expect(await titles('Quillon')).toHaveLength(1)
    expect(await countOf('Products')).toBe(products - 1)
  })

  test('names each new order once, by webhook or by the next pass, and none that was there before', async () => {
    const told = async () => {
      const { items } = await org.api.events.list({ topic: 'connectors.order.arrived' })
      return items.map(({ payload }) => String(payload?.['name']))
    }
    const placed = [await world().placeOrder(), await world().placeOrder()]
    await heard()
    const [first] = placed
    await world().changeOrder(first?.id ?? 0, { email: 'noon@lantern.example' })
    await heard()
    place.move(20 * 60_000)
    const { streams } = await org.api.connectors.connections.get({ id })
    const orders = streams.find(({ name }) => name === 'orders')?.id ?? ''
    const next = () => org.api.connectors.syncs.step({ id: orders })
    await next()
    await next()
    // Deliveries overtake one another.
    expect((await told()).toSorted((one, other) => one.localeCompare(other))).toEqual(
      placed.map(({ number }) => `#${number}`),
    )
  })

  test('is which record it is, however much the shop has to say of it', async () => {
    const variants = Array.from({ length: 2_000 }, (_, at) => ({
      id: at + 1,
      sku: `TIN-${at}`,
      barcode: null,
      priceMinor: 450,
    }))
    const id = world().products()[1]?.id ?? 0
    await world().changeProduct(id, { title: 'Tin of two thousand kinds', variants })
    await world().editOrder(world().orders()[0]?.id ?? 0, 3)
    expect(mine()).toHaveLength(13)
    const uri = mine()[0]?.uri
    const sent = world()
      .deliveries()
      .filter((one) => one.uri === uri)
    expect(sent.map(({ topic }) => topic)).toEqual(
      expect.arrayContaining(['PRODUCTS_UPDATE', 'ORDERS_EDITED']),
    )
    for (const { body } of sent) expect(body.length).toBeLessThan(200)
    await heard()
    expect(await titles('two thousand kinds')).toHaveLength(1)
  })

  test('is refused with one flipped byte, by another secret, and at an address that was guessed', async () => {
    const body = JSON.stringify({ id: world().customers()[1]?.id })
    const before = place.shop.requests.length
    expect(await send(body, { secret: 'of somebody else' })).toBe(401)
    const uri = mine()[0]?.uri ?? ''
    const flipped = `${uri.slice(0, -2)}${uri.endsWith('AA') ? 'BB' : 'AA'}`
    expect(await send(body, { uri: flipped })).toBe(404)
    const signature = createHmac('sha256', place.shop.clientSecret).update(body).digest('base64')
    const answer = await fetch(uri, {
      method: 'POST',
      headers: {
        'x-shopify-topic': 'customers/update',
        'x-shopify-shop-domain': place.shop.shop,
        'x-shopify-webhook-id': 'flipped',
        'x-shopify-hmac-sha256': signature,
      },
      body: body.replace(/\d(?=})/, (digit) => String((Number(digit) + 1) % 10)),
    })
    expect(answer.status).toBe(401)
    await heard()
    expect(place.shop.requests).toHaveLength(before)
  })

  test('is a hint: what the shop itself says is written, and the same one again is done once', async () => {
    const customer = world().customers()[2]
    const body = JSON.stringify({ id: customer?.id, first_name: 'Forged', email: 'forged@post-1.example' })
    expect(await send(body, { id: 'twice' })).toBe(200)
    await heard()
    expect(await titles('Forged')).toEqual([])
    const asked = place.shop.requests.length
    expect(await send(body, { id: 'twice' })).toBe(200)
    await heard()
    expect(place.shop.requests).toHaveLength(asked)
  })

  test.each(['', 'null', '[]', '{"id":"7"}', '{"id":1e400}', '{}', 'not JSON', '{"id":999999999999}'])(
    'is taken and does nothing where it says %j',
    async (body) => {
      const before = await countOf('Customers')
      expect(await send(body, { id: `odd ${body}` })).toBe(200)
      await heard()
      expect(await countOf('Customers')).toBe(before)
    },
  )

  test('is kept without what it says of people', async () => {
    const customer = world().customers()[5]
    await world().changeCustomer(customer?.id ?? 0, { firstName: 'Zephyrine' })
    const bodies = await asSuperuser<{ id: string | null; body: string }>(
      place.hub.database,
      `select body::jsonb ->> 'id' as id, body from (
         select convert_from(decode(payload ->> 'body', 'base64'), 'utf8') as body from app.outbox_event
         where topic = 'connectors.shopify' and org_id = $1) as kept`,
      [org.orgId],
    )
    expect(bodies.map(({ id: told }) => told)).toContain(String(customer?.id))
    expect(bodies.filter(({ body }) => /Zephyrine|@|name/.test(body))).toEqual([])
    await heard()
    expect(await titles('Zephyrine')).toHaveLength(1)
  })

  test('goes to each organization that is connected to the shop', async () => {
    const second = await place.hub.newOrg()
    const other = await connectShop(place, second)
    await untilLive(second, other.id)
    await world().changeCustomer(world().customers()[3]?.id ?? 0, { firstName: 'Bothwell' })
    await heard()
    expect(await titles('Bothwell')).toHaveLength(1)
    expect(await titles('Bothwell', second)).toHaveLength(1)
  })

  test('is asked for again when the shop forgot, and no longer when the connection ends', async () => {
    const uri = mine()[0]?.uri
    const { streams } = await org.api.connectors.connections.get({ id })
    expect(streams).toHaveLength(4)
    expect(await org.api.connectors.syncs.listen({ connectionId: id })).toEqual({ isTold: true })
    const ofMine = () =>
      world()
        .subscriptions()
        .filter((one) => one.uri === uri)
    expect(ofMine()).toHaveLength(13)
    // As an earlier release asked for them: with all that a record says.
    const [first] = ofMine()
    Object.assign(first ?? {}, { includeFields: [] })
    expect(await org.api.connectors.syncs.listen({ connectionId: id })).toEqual({ isTold: true })
    expect(ofMine().filter(({ includeFields }) => includeFields.length === 0)).toEqual([])
    expect(ofMine()).toHaveLength(13)
    await org.api.connectors.connections.end({ id })
    expect(ofMine()).toEqual([])
  })

  test('brings nothing while the connection is paused, and all of it when it goes on', async () => {
    await org.api.connectors.connections.pause({ id })
    await world().changeCustomer(world().customers()[4]?.id ?? 0, { firstName: 'Paused' })
    await heard()
    expect(await titles('Paused')).toEqual([])
    await org.api.connectors.connections.resume({ id })
    const { streams } = await org.api.connectors.connections.get({ id })
    for (const stream of streams) await org.api.connectors.syncs.step({ id: stream.id })
    expect(await titles('Paused')).toHaveLength(1)
  })

  test('may be that the app was taken out: then the connection has to be made again', async () => {
    await world().uninstall()
    await heard()
    const { state, reason } = await org.api.connectors.connections.get({ id })
    expect([state, reason]).toEqual(['broken', expect.stringContaining('Connect')])
    await heard()
    const told = async () =>
      (await org.api.notifications.list({})).items.map(({ kind, doneAt }) => [kind, doneAt !== null])
    expect(await told()).toContainEqual(['connectors.connection.broken', false])
    const again = await connectShop(place, org)
    expect(again.id).toBe(id)
    expect(await org.api.connectors.connections.get({ id })).toMatchObject({ state: 'ok', reason: '' })
    await heard()
    expect(await told()).not.toContainEqual(['connectors.connection.broken', false])
  })
})
