import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lookedAgain, newRoaster, openMall, shopKeeper, watched } from './testing.ts'
import type { MallPlace } from './testing.ts'

const DAY_MS = 86_400_000

let place: MallPlace
beforeAll(async () => {
  place = await openMall()
})
afterAll(() => place.stop())

describe('products.pressing', () => {
  test('is the product whose price moved last, with every shop, the cheapest first', async () => {
    const org = await shopKeeper(place)
    const { products } = org.api.modules.marketplace
    expect(await products.pressing({})).toEqual({ product: null, shops: [], tracked: 0, moved: 0 })
    const [one, other] = [newRoaster(place, { price: '22.90' }), newRoaster(place, { price: '24.80' })]
    const { id, productId } = await watched(org, { url: one.url })
    await watched(org, { url: other.url, productId })
    await products.update({ id: productId, price: '23.50', currency: 'EUR' })
    await products.create({ name: 'Another blend' })
    expect(await products.pressing({})).toMatchObject({ product: { id: productId }, tracked: 2, moved: 0 })
    one.sells({ price: '21.90' })
    await lookedAgain(org, id)
    const { product, shops, moved } = await products.pressing({})
    expect(product).toMatchObject({ price: { amount: '23.50', currency: 'EUR' } })
    expect(shops.map(({ shop, price }) => [shop, price.amount])).toEqual([
      [one.host, '21.90'],
      [other.host, '24.80'],
    ])
    expect(moved).toBe(1)
    place.move(DAY_MS)
    expect((await products.pressing({})).moved).toBe(0)
  })

  test('is the product of an alert before all others', async () => {
    const org = await shopKeeper(place)
    const { products, rules } = org.api.modules.marketplace
    const [dear, cheap] = [newRoaster(place, { price: '30.00' }), newRoaster(place, { price: '20.00' })]
    const told = await watched(org, { url: cheap.url })
    await products.update({ id: told.productId, price: '21.00', currency: 'EUR' })
    await watched(org, { url: dear.url })
    await rules.create({ kind: 'undercut' })
    expect((await products.pressing({})).product?.id).toBe(told.productId)
  })

  test('is nothing of another organization', async () => {
    const org = await shopKeeper(place)
    await watched(org, { url: newRoaster(place, { price: '22.90' }).url })
    const stranger = await place.hub.newOrg()
    expect((await stranger.api.modules.marketplace.products.pressing({})).product).toBeNull()
  })
})
