import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listen, openShop } from './testing-app.ts'
import type { TestedShop } from './testing-app.ts'

let shop: TestedShop
let token: string
beforeAll(async () => {
  shop = await openShop()
  token = (await shop.connect()).access_token
})
afterAll(() => shop.stop())

const QUERY = '{ orders(first: 2) { nodes { id displayFinancialStatus } } }'
const raw = () =>
  fetch(`${shop.url}/${shop.shop}/admin/api/2026-10/graphql.json`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-shopify-access-token': token },
    body: JSON.stringify({ query: QUERY }),
  })

describe('faults (CONN-2)', () => {
  test('statuses come as often as they were ordered, 429 with a time to wait', async () => {
    shop.faults.next({ kind: 'status', status: 429 })
    shop.faults.next({ kind: 'status', status: 502, times: 2 })
    const answers = [await raw(), await raw(), await raw(), await raw()]
    expect(answers.map(({ status }) => status)).toEqual([429, 502, 502, 200])
    expect(answers[0]?.headers.get('retry-after')).toBe('2.0')
  })

  test('a cut connection breaks in the middle of the body', async () => {
    shop.faults.next({ kind: 'cut' })
    const answer = await raw()
    expect(answer.status).toBe(200)
    await expect(answer.text()).rejects.toThrow()
  })

  test('garbage calls itself JSON', async () => {
    shop.faults.next({ kind: 'garbage' })
    const answer = await raw()
    expect(answer.headers.get('content-type')).toContain('application/json')
    await expect(answer.json()).rejects.toThrow()
  })

  test('a slow answer is whole', async () => {
    shop.faults.next({ kind: 'slow', ms: 60 })
    const began = performance.now()
    expect((await raw()).status).toBe(200)
    expect(performance.now() - began).toBeGreaterThan(55)
  })

  test('fields and values of tomorrow come in answers and in webhooks', async () => {
    shop.faults.next({ kind: 'newField' })
    const { data } = (await (await raw()).json()) as { data: { orders: { nodes: object[] } } }
    expect(data.orders.nodes[0]).toMatchObject({
      displayFinancialStatus: 'PARTLY_ON_ACCOUNT',
      fieldOfTomorrow: { level: 1 },
    })
    const app = await listen()
    const topic =
      'mutation ($uri: String) { webhookSubscriptionCreate(topic: ORDERS_CREATE, webhookSubscription: { uri: $uri }) { userErrors { message } } }'
    await shop.ask(token, topic, { uri: app.url })
    shop.faults.next({ kind: 'newField', at: 'webhook' })
    await shop.world.placeOrder()
    expect(JSON.parse(app.heard[0]?.body ?? '{}')).toMatchObject({ financial_status: 'partly_on_account' })
    await app.stop()
  })

  test('a spent budget is told of without spending any', async () => {
    shop.faults.next({ kind: 'throttle' })
    const { errors, extensions } = await shop.ask(token, QUERY)
    expect(errors?.[0]?.extensions['code']).toBe('THROTTLED')
    expect(extensions.cost.actualQueryCost).toBeNull()
    expect((await shop.ask(token, QUERY)).errors).toBeUndefined()
  })

  test('what went wrong is in the list of requests, without secrets', async () => {
    shop.faults.next({ kind: 'status', status: 500 })
    await raw()
    expect(shop.requests.at(-1)).toMatchObject({
      path: '/admin/api/2026-10/graphql.json',
      status: 500,
      fault: 'status',
    })
    expect(shop.faults.waiting).toBe(0)
    expect(JSON.stringify(shop.requests)).not.toContain(token)
  })
})
