import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { machineIn } from '../../platform/calls/machine.ts'
import type { TestOrg } from '../../testing/index.ts'
import { compareNightly, readChanges } from './jobs.ts'
import { connectShop, openShopPlace, untilLive } from './testing.ts'
import type { ShopPlace } from './testing.ts'
import { startStripe } from './testing/stripe.ts'

let stripe: Awaited<ReturnType<typeof startStripe>>
let place: ShopPlace
let org: TestOrg
beforeAll(async () => {
  stripe = await startStripe({ customers: 5, charges: 20 })
  place = await openShopPlace({ orders: 40, customers: 10, products: 6 }, { STRIPE_URL: stripe.url })
})
afterAll(async () => {
  await place.stop()
  await stripe.stop()
})
beforeEach(async () => {
  org = await place.hub.newOrg()
})

const takeMoney = async (withPersonal = true) => {
  const { connections } = org.api.connectors
  const { id } = await connections.useKey({ provider: 'stripe', key: stripe.key, withPersonal })
  await untilLive(org, id)
}
const sell = async () => {
  const { id } = await connectShop(place, org)
  await untilLive(org, id)
}
const orderAt = (at: number): string => `#${place.shop.world.orders()[at]?.number ?? ''}`

/** The payment of this key, and what it is for. */
async function paid(key: string) {
  const { items: types } = await org.api.modules.foundry.types.list({ search: 'Payments' })
  const { items } = await org.api.modules.foundry.objects.search({
    typeId: types[0]?.id ?? '',
    where: [`number=${key}`],
  })
  return { number: items[0]?.values['orderNumber'], order: items[0]?.links['order']?.title }
}

describe('a payment leads to the order it is for (CONN-2)', () => {
  test.each([
    ['the shop is connected first', [sell, takeMoney]],
    ['the payment service is connected first', [takeMoney, sell]],
    ['customers stay nameless', [sell, () => takeMoney(false)]],
  ])('where %s, and the order back to it', async (_which, connecting) => {
    const [plain, marked] = [orderAt(3), orderAt(4)]
    const [one, other] = [
      stripe.world.addCharge({ metadata: { order_id: plain.slice(1), cart: 'secret' } }),
      stripe.world.addCharge({ metadata: { order_number: ` ${marked} `, order_id: '5678901234567' } }),
    ]
    for (const connect of connecting) await connect()
    expect(await paid(one.id)).toEqual({ number: plain, order: plain })
    expect(await paid(other.id)).toEqual({ number: marked, order: marked })
    const { items: types } = await org.api.modules.foundry.types.list({ search: 'Orders' })
    const orders = types.find(({ plural }) => plural === 'Orders')
    const { items } = await org.api.modules.foundry.objects.search({
      typeId: orders?.id ?? '',
      linked: ['payments>=1'],
    })
    expect(items.map(({ title }) => title)).toEqual(expect.arrayContaining([plain, marked]))
    expect(items.map(({ title }) => title)).not.toContain(orderAt(5))
  })

  test('and to none where it names none, or one that the shop does not have', async () => {
    const unnamed = stripe.world.addCharge({ metadata: {}, description: `Order ${orderAt(5).slice(1)}` })
    const unknown = stripe.world.addCharge({ metadata: { order_id: '5678901234567' } })
    await sell()
    await takeMoney()
    expect(await paid(unnamed.id)).toEqual({ number: null, order: undefined })
    expect(await paid(unknown.id)).toEqual({ number: '5678901234567', order: undefined })
  })

  test('also where a former release made the connections', async () => {
    await sell()
    await takeMoney()
    const db = place.hub.hub.db.org(org.orgId)
    await db.deleteFrom('foundryLinkType').where('fromProperty', '=', 'orderNumber').execute()
    await db.deleteFrom('foundryProperty').where('name', '=', 'orderNumber').execute()
    await compareNightly.run(machineIn(place.hub.hub, { name: 'connectors.reader', orgId: org.orgId }))
    const charge = stripe.world.addCharge({ metadata: { order_id: orderAt(6).slice(1) } })
    await readChanges.run(machineIn(place.hub.hub, { name: 'connectors.reader', orgId: org.orgId }))
    expect(await paid(charge.id)).toEqual({ number: orderAt(6), order: orderAt(6) })
  })
})
