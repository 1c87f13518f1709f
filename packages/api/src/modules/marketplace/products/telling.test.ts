import { uuidv7 } from '@hub/db'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stopAnswers } from '../../../features/assistant/run.ts'
import { read, say } from '../../../features/assistant/testing.ts'
import { newRoaster, openMall, shopKeeper, watched } from '../testing.ts'
import type { MallPlace } from '../testing.ts'
import type { History, PressingProduct, Product } from './schema.ts'
import { historyTold, pressingTold, productsTold, productTold } from './telling.ts'

const at = (day: number) => `2020-11-${day}T08:00:00.000Z`
const eur = (amount: string) => ({ amount, currency: 'EUR' })
const page = (items: readonly Product[], nextCursor: string | null = null) => ({ items, nextCursor })
const productOf = (more: Partial<Product> = {}): Product => ({
  id: uuidv7(),
  name: 'House blend, 1 kg',
  price: eur('23.50'),
  gtin: null,
  lowest: { ...eur('21.90'), shop: 'copperleaf.example' },
  middle: eur('24.80'),
  listings: 2,
  watched: 2,
  createdAt: at(20),
  updatedAt: at(20),
  version: 1,
  ...more,
})
const alone = { lowest: null, middle: null, listings: 0 }
const under = '23.50 EUR with you, at the lowest 21.90 EUR at copperleaf.example, 1.60 EUR less than you'

describe('tracked products', () => {
  test('none', () => {
    expect(productsTold(page([]))).toEqual({
      text: 'I find no tracked product: say “track the price of” and its name, or add the page of a shop.',
      shown: [],
    })
  })

  test('one', () => {
    const product = productOf()
    expect(productsTold(page([product]))).toEqual({
      text: `1 product is tracked; somebody is cheaper than you on it.\n1. House blend, 1 kg: ${under}`,
      shown: [{ id: product.id, name: 'House blend, 1 kg' }],
    })
    expect(productsTold(page([productOf({ ...alone, price: null })])).text).toBe(
      '1 product is tracked; none can be compared with another shop just now.\n1. House blend, 1 kg: no price of your own, compared with no shop yet',
    )
  })

  test('several: on which somebody is cheaper comes first', () => {
    const rows = [
      productOf({ name: 'Guji', lowest: { ...eur('23.50'), shop: 'oldpier.example' } }),
      productOf({ name: 'Filter', lowest: { ...eur('30.00'), shop: 'oldpier.example' } }),
      productOf({ name: 'Beans', lowest: { amount: '20.00', currency: 'USD', shop: 'us.example' } }),
      productOf({ name: 'Mug', lowest: null, middle: null }),
      productOf(),
    ]
    expect(productsTold(page(rows)).text.split('\n')).toEqual([
      '5 products are tracked; somebody is cheaper than you on 1.',
      `1. House blend, 1 kg: ${under}`,
      '2. Guji: 23.50 EUR with you, at the lowest 23.50 EUR at oldpier.example, the same as you',
      '3. Filter: 23.50 EUR with you, at the lowest 30.00 EUR at oldpier.example, 6.50 EUR more than you',
      '4. Beans: 23.50 EUR with you, at the lowest 20.00 USD at us.example',
      '5. Mug: 23.50 EUR with you, no price elsewhere just now',
    ])
    expect(productsTold(page(rows.slice(0, 2))).text).toMatch(
      /^2 products are tracked; nobody is cheaper than you on any of them\.\n/,
    )
  })

  test('more than ten', () => {
    const { text, shown } = productsTold(
      page(
        Array.from({ length: 11 }, () => productOf()),
        'on',
      ),
    )
    expect(text).toMatch(
      /^More than 11 products are tracked; somebody is cheaper than you on 11 of the first 11\.\n/,
    )
    expect(text.split('\n').slice(-2)).toEqual([`10. House blend, 1 kg: ${under}`, 'There are more.'])
    expect(shown).toHaveLength(10)
  })

  test('one by itself', () => {
    expect(productTold(productOf({ gtin: '4006381333931' })).text.split('\n')).toEqual([
      `House blend, 1 kg: ${under}.`,
      'In the middle of the market it costs 24.80 EUR.',
      '2 pages of shops are compared with it.',
      'The number under its bar code is 4006381333931.',
    ])
    expect(productTold(productOf(alone)).text).toBe(
      'House blend, 1 kg: 23.50 EUR with you, compared with no shop yet.\nAdd the page of a shop that sells it too.',
    )
  })
})

describe('prices over time', () => {
  type At = readonly [day: number, amount: string | null]
  const points = (...of: readonly At[]) => of.map(([day, amount]) => ({ at: at(day), amount }))
  const shop = (name: string, ...of: readonly At[]): History['series'][number] => ({
    listingId: uuidv7(),
    shop: name,
    points: points(...of),
  })

  test('none', () => {
    expect(historyTold({ currency: null, series: [] }).text).toBe(
      'No price of it is known in that time: say what you ask for it, or add the page of a shop.',
    )
  })

  test('of yours and of shops', () => {
    const series = [
      { listingId: null, shop: null, points: points([20, '23.50']) },
      shop('copperleaf.example', [20, '24.00'], [23, '22.90'], [27, '21.90']),
      shop('saltgate.example', [20, '24.00'], [25, null]),
    ]
    expect(historyTold({ currency: 'EUR', series }).text.split('\n')).toEqual([
      'The last move was on Friday, 27 November 2020: copperleaf.example went from 22.90 EUR to 21.90 EUR.',
      '1. Your own price: 23.50 EUR, it did not move',
      '2. copperleaf.example: 21.90 EUR, 22.90 EUR until Friday, 27 November 2020, 2 moves',
      '3. saltgate.example: no price since Wednesday, 25 November 2020',
    ])
    expect(historyTold({ currency: 'EUR', series: series.slice(0, 1) }).text).toBe(
      'No price of it moved in that time.\n1. Your own price: 23.50 EUR, it did not move',
    )
  })

  test('of more than ten shops', () => {
    const series = Array.from({ length: 11 }, (_, n) => shop(`shop-${n + 1}.example`, [20, '24.00']))
    expect(historyTold({ currency: 'EUR', series }).text.split('\n').slice(-2)).toEqual([
      '10. shop-10.example: 24.00 EUR, it did not move',
      'There are more.',
    ])
  })
})

test('the price to look at first', () => {
  const nothing: PressingProduct = { product: null, shops: [], tracked: 0, moved: 0 }
  expect(pressingTold(nothing).text).toBe('No product is tracked yet: say “track the price of” and its name.')
  const shops = [{ listingId: uuidv7(), shop: 'copperleaf.example', price: eur('21.90') }]
  expect(pressingTold({ product: productOf(), shops, tracked: 3, moved: 1 }).text.split('\n')).toEqual([
    `Look at House blend, 1 kg first: ${under}.`,
    '1. copperleaf.example: 21.90 EUR',
    '1 price of shops moved in the last 24 hours; 3 products are tracked.',
  ])
})

describe('said to the assistant', () => {
  let place: MallPlace
  beforeAll(async () => {
    place = await openMall()
  })
  afterAll(async () => {
    await stopAnswers(place.hub.hub)
    await place.stop()
  })

  test('who is cheaper, what it costs there, and when one is told', async () => {
    const org = await shopKeeper(place)
    const { products, rules } = org.api.modules.marketplace
    const { id: productId } = await products.create({ name: 'House blend', price: '23.50', currency: 'EUR' })
    const { host, url } = newRoaster(place, { price: '21.90' })
    await watched(org, { url, productId })
    await rules.create({ kind: 'undercut', productId })
    const line = `House blend: 23.50 EUR with you, at the lowest 21.90 EUR at ${host}, 1.60 EUR less than you`
    const { sent, events } = await say(org.api, 'who is cheaper than us?')
    expect(read(events)).toContain(
      `\n\n1 product is tracked; somebody is cheaper than you on it.\n1. ${line}`,
    )
    const hear = async (text: string) => read((await say(org.api, text, sent.conversationId)).events)
    expect(await hear('price history of House blend')).toBe(
      `No price of it moved in that time.\n1. Your own price: 23.50 EUR, it did not move\n2. ${host}: 21.90 EUR, it did not move`,
    )
    expect(await hear('show the watched pages')).toBe(
      `1 page of a shop: 1 watched.\n1. House blend at ${host}: 21.90 EUR`,
    )
    expect(await hear('show the price alerts')).toMatch(
      new RegExp(`^1 price alert; 1 still holds\\.\n1\\. ${host} asks 21\\.90 EUR for House blend: on `),
    )
    expect(await hear('show the price rules')).toBe(
      '1 rule says when you are told of a price.\n1. House blend: when a shop asks less than you',
    )
  })
})
