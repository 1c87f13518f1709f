import { asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { machineIn } from '../../platform/calls/machine.ts'
import type { TestOrg } from '../../testing/index.ts'
import { readChanges } from './jobs.ts'
import { connectShop, openShopPlace, untilLive } from './testing.ts'
import type { ShopPlace } from './testing.ts'
import { currentMinor, currentQuantity, paidForOne, placedMinor } from './testing/shopify/rows.ts'
import type { Order } from './testing/shopify/rows.ts'

let place: ShopPlace
let org: TestOrg
let id: string
beforeAll(async () => {
  place = await openShopPlace({ orders: 120, customers: 30, products: 12 })
})
afterAll(() => place.stop())
beforeEach(async () => {
  place.move(60_000)
  org = await place.hub.newOrg()
  id = (await connectShop(place, org)).id
  await untilLive(org, id)
})

const world = () => place.shop.world
const euro = (minor: number) => ({ amount: (minor / 100).toFixed(2), currency: 'EUR' })
const sumOf = (figures: readonly number[]) => figures.reduce((sum, one) => sum + one, 0)
const inEuro = () =>
  world()
    .orders()
    .filter(({ currency }) => currency === 'EUR')

async function typeId(plural: string): Promise<string> {
  const { items } = await org.api.modules.foundry.types.list({ search: plural })
  return items[0]?.id ?? ''
}

async function valuesOf({ number }: Order) {
  const { items } = await org.api.modules.foundry.objects.search({
    typeId: await typeId('Orders'),
    where: [`number=#${number}`],
  })
  return items[0]?.values
}

async function linesOf(order: Order) {
  const { items } = await org.api.modules.foundry.objects.search({
    typeId: await typeId('Order lines'),
    where: [`orderKey=gid://shopify/Order/${order.id}`],
  })
  return items.map(({ values }) => values)
}

/** One that is paid, of several pieces. */
function paidOrder(): Order {
  const found = world()
    .orders()
    .find(
      ({ financial, currency, cancelledAt, test: isTest, lines, number }) =>
        financial === 'PAID' &&
        currency === 'EUR' &&
        cancelledAt === null &&
        !isTest &&
        (lines[0]?.quantity ?? 0) > 1 &&
        !used.has(number),
    )
  if (!found) throw new Error('Some orders of the shop are paid.')
  used.add(found.number)
  return found
}
const used = new Set<number>()

const heard = async () => {
  while ((await place.hub.deliver()) > 0);
}
const pass = () => readChanges.run(machineIn(place.hub.hub, { name: 'connectors.reader', orgId: org.orgId }))

describe('what was given back or edited (CONN-2)', () => {
  test('is no sale: totals are what is left, and say what they were and what was given back', async () => {
    const part = world()
      .orders()
      .find(({ financial, currency }) => financial === 'PARTIALLY_REFUNDED' && currency === 'EUR')
    if (!part) throw new Error('Some orders of the shop are given back in part.')
    expect(await valuesOf(part)).toMatchObject({
      total: euro(currentMinor(part)),
      original: euro(placedMinor(part)),
      refunded: euro(part.refundedMinor),
    })
    const { rows } = await org.api.modules.foundry.queries.run({
      typeId: await typeId('Orders'),
      where: ['total>=0 EUR'],
      metrics: ['sum total'],
    })
    expect(rows[0]?.cells).toEqual([euro(sumOf(inEuro().map(currentMinor)))])
  })

  test('is none in what was sold of each product either, at the price that was paid', async () => {
    const { rows } = await org.api.modules.foundry.queries.run({
      typeId: await typeId('Order lines'),
      where: ['price>=0 EUR'],
      metrics: ['sum price*quantity'],
    })
    const sold = inEuro().flatMap((order) =>
      order.lines.map((line) => paidForOne(line) * currentQuantity(order, line)),
    )
    expect(inEuro().some(({ lines }) => lines.some(({ discountMinor }) => discountMinor > 0))).toBe(true)
    expect(rows[0]?.cells).toEqual([euro(sumOf(sold))])
  })

  test.each(['ORDERS_UPDATED', 'REFUNDS_CREATE'])(
    'is here seconds later, told by %s alone',
    async (topic) => {
      const order = paidOrder()
      for (const { id: one, topic: of } of world().subscriptions()) if (of !== topic) place.shop.forget(one)
      await world().refundOrder(order.id, 700)
      await heard()
      expect(await valuesOf(order)).toMatchObject({
        total: euro(placedMinor(order) - 700),
        refunded: euro(700),
        payment: 'PARTIALLY_REFUNDED',
      })
      await world().refundOrder(order.id)
      await heard()
      expect(await valuesOf(order)).toMatchObject({ total: euro(0), refunded: euro(placedMinor(order)) })
      expect((await linesOf(order)).map(({ quantity }) => quantity)).toEqual(order.lines.map(() => 0))
    },
  )

  test.each(['ORDERS_UPDATED', 'ORDERS_EDITED'])(
    'an edit is here seconds later, told by %s alone',
    async (topic) => {
      const order = paidOrder()
      const quantity = order.lines[0]?.quantity ?? 0
      for (const { id: one, topic: of } of world().subscriptions()) if (of !== topic) place.shop.forget(one)
      for (const left of [quantity - 1, quantity + 3]) {
        await world().editOrder(order.id, left)
        await heard()
        expect(await valuesOf(order)).toMatchObject({
          total: euro(currentMinor(order)),
          original: euro(placedMinor(order)),
        })
        expect((await linesOf(order)).map((line) => line['quantity'])).toContain(left)
      }
    },
  )

  test('of the last bit of a price no more is kept than money has', async () => {
    const order = paidOrder()
    const lines = order.lines.map((line) => ({ ...line, discountMinor: line.unitMinor / 3 }))
    await world().changeOrder(order.id, { lines })
    await pass()
    const [line] = await linesOf({ ...order, lines })
    const thirds = lines.map(({ unitMinor }) => ({
      amount: ((unitMinor * 2) / 300).toFixed(4).replace(/00$/, ''),
      currency: 'EUR',
    }))
    expect(thirds).toContainEqual(line?.['price'])
  })
})

describe('what a former release read of a shop (CONN-2)', () => {
  /** Its records, its reading of them, and no word of what it read. */
  async function asBefore(): Promise<void> {
    const old = JSON.stringify({
      path: ['totalPriceSet', 'shopMoney', 'amount'],
      currencyPath: ['totalPriceSet', 'shopMoney', 'currencyCode'],
    })
    const run = (statement: string, ...values: unknown[]) =>
      asSuperuser(place.hub.database, statement, [org.orgId, ...values])
    await run(`update app.connectors_stream set place = place - 'reads' where org_id = $1`)
    await run(
      `update app.foundry_source set mapping = mapping - 'original' || jsonb_build_object('total', $2::jsonb)
        where org_id = $1 and mapping ? 'original'`,
      old,
    )
    await run(`delete from app.foundry_property where org_id = $1 and name = 'original'`)
    await run(
      `update app.foundry_record set hash = sha256(key::bytea), raw = raw - 'originalTotalPriceSet' - 'currentTotalPriceSet'
        || jsonb_build_object('totalPriceSet', raw->'originalTotalPriceSet') where org_id = $1 and raw ? 'originalTotalPriceSet'`,
    )
  }

  const partly = () => {
    const found = world()
      .orders()
      .find(({ financial, currency }) => financial === 'PARTIALLY_REFUNDED' && currency === 'EUR')
    if (!found) throw new Error('Some orders of the shop are given back in part.')
    return found
  }

  test('is read as this one does by the next pass, and once', async () => {
    await asBefore()
    expect(await valuesOf(partly())).toMatchObject({ total: euro(placedMinor(partly())) })
    await pass()
    const wanted = { total: euro(currentMinor(partly())), original: euro(placedMinor(partly())) }
    expect(await valuesOf(partly())).toMatchObject(wanted)
    const one = { typeId: await typeId('Orders'), where: [`number=#${partly().number}`] }
    for (const [name, value] of Object.entries(wanted)) {
      const { rows } = await org.api.modules.foundry.queries.run({ ...one, metrics: [`sum ${name}`] })
      expect(rows[0]?.cells).toEqual([value])
    }
    const asked = place.shop.requests.length
    await pass()
    expect(place.shop.requests.length - asked).toBeLessThan(8)
  })

  test('is read so at once where the shop tells of it before', async () => {
    await asBefore()
    await world().changeOrder(partly().id, { fulfillment: 'FULFILLED' })
    await heard()
    expect(await valuesOf(partly())).toMatchObject({ total: euro(currentMinor(partly())) })
  })

  test('is read anew from the first page where another release began', async () => {
    const orders = (await org.api.connectors.connections.get({ id })).streams.find(
      ({ name }) => name === 'orders',
    )
    await asBefore()
    await asSuperuser(
      place.hub.database,
      `update app.connectors_stream set place = place || '{"after": "of a release before", "began": "2026-01-01T00:00:00Z"}' where id = $1`,
      [orders?.id],
    )
    await pass()
    expect(await valuesOf(partly())).toMatchObject({ original: euro(placedMinor(partly())) })
  })
})
