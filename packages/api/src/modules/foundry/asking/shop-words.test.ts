import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { RunQuery } from '../queries/schema.ts'
import { openData } from '../testing.ts'
import type { Data } from '../testing.ts'
import { readDataQuestion } from './read-question.ts'
import { sayQuery } from './tell.ts'
import { bringServiceShop, SERVICE_SHOP_AT } from './testing/service-shop.ts'

let hub: TestHub
let place: Data
beforeAll(async () => {
  hub = await startHub({ now: () => SERVICE_SHOP_AT })
  place = await openData(hub)
  await bringServiceShop(place)
})
afterAll(async () => {
  await place.stop()
  await hub.stop()
})

const read = (question: string) =>
  readDataQuestion(
    {
      db: hub.hub.db.org(place.org.orgId),
      now: SERVICE_SHOP_AT,
      timeZone: 'Europe/Dublin',
      currency: 'EUR',
    },
    question,
  )

async function answer(question: string) {
  const found = await read(question)
  expect(found?.missed).toEqual([])
  return place.data.queries.run(RunQuery.parse({ ...found?.input }))
}

/** What is listed, by its names; a figure as it is. */
const told = async (question: string) => (await answer(question)).rows.map(({ cells }) => cells[0])

/** Which rows they are counts here, not in what order they come. */
const inOrder = (all: readonly unknown[]) =>
  all.toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)))

describe('states as services write them', () => {
  test.each([
    ['which orders were refunded', ['O3', 'O4']],
    ['how many orders were refunded', [2]],
    ['which orders were partially refunded', ['O3']],
    ['orders that were fully refunded', ['O4']],
    ['orders that were not refunded', ['O1', 'O2', 'O5', 'O6', 'O7']],
    ['which payments were refunded', ['P2']],
    ['orders that are paid but not shipped', ['O6']],
    ['how many orders have not been shipped yet', [3]],
    ['unshipped orders', ['O2', 'O5', 'O6']],
    ['shipped orders in October', ['O1', 'O3']],
    ['on hold orders', ['O6']],
    ['pending orders', ['O2']],
    ['unpaid orders', ['O2']],
    ['orders that are not paid yet', ['O2']],
    ['customers who never paid', ['Cal']],
    ['customers with orders that are not paid', ['Ada']],
    ['customers from Germany', ['Bea']],
    ['customers from the UK', ['Cal']],
  ])('are found by how people say them: %s', async (question, wanted) => {
    expect(inOrder(await told(question))).toEqual(wanted)
  })
})

describe('what a shop brings', () => {
  test.each([
    ['cancelled orders', ['O5']],
    ['how many orders were cancelled this year', [1]],
    ['orders that were cancelled in October', []],
    ['orders that were not cancelled in November', ['O4', 'O6', 'O7']],
    ['test orders', ['O6']],
    ['how much did we take in October', [{ amount: '90.00', currency: 'EUR' }]],
    ['sales in October by currency', [{ amount: '90.00', currency: 'EUR' }]],
    ['how much did customers spend in October', [{ amount: '90.00', currency: 'EUR' }]],
    ['customers who have not ordered in 30 days', ['Ada', 'Cal']],
    ['repeat customers', ['Ada', 'Bea']],
    ['who got a refund', ['Bea']],
    ['orders without a customer', ['O7']],
    ['orders with total 0', ['O4', 'O5']],
    ['orders with a total of 0', ['O4', 'O5']],
    ['orders with a total over 35 euros', ['O1']],
    ['products out of stock', ['Cap', 'Tin']],
    ['products in stock', ['Mug', 'Pot']],
    ['products with less than 5 in stock', ['Cap', 'Mug', 'Tin']],
    ['how many products do we sell', [4]],
    ['payments without an order', ['P3']],
    ['deals we won this month', ['Cups']],
    ['value of won deals', [{ amount: '200.00', currency: 'EUR' }]],
    ['deals closing this month', ['Cups', 'Jugs']],
    ['deals closing next month', ['Pots']],
    ['deals that closed this month', ['Cups']],
    ['how many deals did we win this month', [1]],
    ['deals created in October', ['Jugs']],
    ["Ada's orders", ['O1', 'O2']],
    ["Bea's last order", ['O6']],
    ['customers from country NL', ['Ada']],
    ['customers whose country is NL', ['Ada']],
    ['orders by payment status', ['PAID', 'PARTIALLY_REFUNDED', 'PENDING', 'REFUNDED', 'VOIDED']],
    ['how many orders per delivery status', ['FULFILLED', 'ON_HOLD', 'PARTIALLY_FULFILLED', 'UNFULFILLED']],
    ['won deals by month', ['2026-11', '2026-12']],
    ['value of won deals per month', ['2026-11', '2026-12']],
    ['monthly won deals', ['2026-11', '2026-12']],
    ['deals by month', ['2026-08', '2026-10', '2026-11']],
    ['deals closing by month', ['2026-11', '2026-12']],
    ['won deals in October and November', ['Cups']],
    ['deals won between 1 November and 15 November', ['Cups']],
    ['which month has the most won deals', ['2026-11']],
  ])('is asked for in words: %s', async (question, wanted) => {
    expect(inOrder(await told(question))).toEqual(wanted)
  })

  test.each([
    ['biggest order ever', ['O1']],
    ['our 2 best customers', ['Bea', 'Ada']],
    ['worst customer', ['Cal']],
  ])('comes in the order of its amounts, those of the own currency first: %s', async (question, wanted) => {
    expect(await told(question)).toEqual(wanted)
  })

  test('how many of something is asked for is never left out', async () => {
    expect((await read('orders with more than 3 customers'))?.missed).not.toEqual([])
    expect((await read('returning customers this month'))?.missed).not.toEqual([])
    expect((await read('orders next month'))?.missed).not.toEqual([])
    expect((await answer('customers with more than 1 orders')).rows.map(({ cells }) => cells[0])).toEqual([
      'Ada',
      'Bea',
    ])
  })

  test('is told without the keys by which things name each other, and by what it was ranked', async () => {
    const { text } = sayQuery(await answer('our 2 best customers'))
    expect(text).toContain('1. Bea: 90.00 EUR')
    const orders = sayQuery(await answer('cancelled orders')).text
    expect(orders).not.toContain('C2')
  })
})
