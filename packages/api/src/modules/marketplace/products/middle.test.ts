import { afterAll, beforeAll, expect, test } from 'vitest'
import { newRoaster, openMall, shopKeeper, watched } from '../testing.ts'
import type { MallPlace } from '../testing.ts'
import { productTold } from './telling.ts'

let place: MallPlace
beforeAll(async () => {
  place = await openMall()
})
afterAll(() => place.stop())

test('the middle of the market is the median: of an even number the mean of the two in the middle', async () => {
  const org = await shopKeeper(place)
  const { products } = org.api.modules.marketplace
  const { productId } = await watched(org, { url: newRoaster(place, { price: '7.30' }).url })
  const joinedBy = async (price: string) => {
    await watched(org, { url: newRoaster(place, { price }).url, productId })
    return products.get({ id: productId })
  }
  expect((await products.get({ id: productId })).middle?.amount).toBe('7.30')
  const two = await joinedBy('6.20')
  expect(two.middle).toEqual({ amount: '6.75', currency: 'EUR' })
  expect(productTold(two).text).toContain('In the middle of the market it costs 6.75 EUR.')
  expect((await products.list({})).items).toMatchObject([{ middle: { amount: '6.75' } }])
  expect((await joinedBy('9.00')).middle?.amount).toBe('7.30')
  // (6.81 + 7.30) / 2 is 7.055.
  expect((await joinedBy('6.81')).middle?.amount).toBe('7.06')
})
