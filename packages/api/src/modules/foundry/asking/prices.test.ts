import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { newType, openData } from '../testing.ts'
import type { Data } from '../testing.ts'
import { readDataQuestion } from './read-question.ts'

let hub: TestHub
let place: Data
beforeAll(async () => {
  hub = await startHub()
  place = await openData(hub)
  const { datasetId } = await newType(place, {
    title: 'Product',
    properties: [
      { title: 'Name', kind: 'text', path: ['name'] },
      { title: 'Price', kind: 'money', path: ['price'], currency: 'EUR' },
    ],
  })
  const records = [
    { id: 1, name: 'Sourdough loaf', price: '6.40' },
    { id: 2, name: 'Rye loaf', price: '5.90' },
  ]
  await place.data.datasets.put({ id: datasetId, keyFields: ['id'], records })
})
afterAll(async () => {
  await place.stop()
  await hub.stop()
})

const read = (question: string) =>
  readDataQuestion(
    { db: hub.hub.db.org(place.org.orgId), now: new Date(), timeZone: 'Europe/Dublin', currency: 'EUR' },
    question,
  )

test.each([
  'top 3 products by revenue',
  'what is the revenue of our products?',
  'how much money did the products bring in',
  'turnover by product',
])('what was sold is not told from prices: "%s"', async (question) => {
  const found = await read(question)
  expect(found === null || found.missed.length > 0).toBe(true)
})

test.each([
  'how much did we spend this month',
  'what did we spend last month?',
  'what have we paid for products since May',
  'our spending on products',
])('what the business itself paid is not told from what it sells: "%s"', async (question) => {
  expect(await read(question)).toBeNull()
})

test.each([
  ['what is the most expensive product?', { sort: '-price', limit: 1 }],
  ['average price of our products', { metrics: ['avg price'] }],
])('what is asked of prices is: "%s"', async (question, input) => {
  expect(await read(question)).toMatchObject({ missed: [], input })
})
