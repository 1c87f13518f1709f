import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listen, openShop } from './testing-app.ts'
import type { Listener, TestedShop } from './testing-app.ts'

let shop: TestedShop
let app: Listener
let token: string
beforeEach(async () => {
  app = await listen()
  shop = await openShop({ webhookTimeoutMs: 150, privacyUrl: app.url })
  token = (await shop.connect()).access_token
})
afterEach(async () => {
  await shop.stop()
  await app.stop()
})

const CREATE = `mutation ($topic: WebhookSubscriptionTopic!, $uri: String) {
  webhookSubscriptionCreate(topic: $topic, webhookSubscription: { uri: $uri }) {
    webhookSubscription { id topic uri apiVersion { handle } } userErrors { field message }
  }
}`
interface Made {
  webhookSubscription: { id: string } | null
  userErrors: { message: string }[]
}

const subscribe = async (topic: string, uri = app.url): Promise<Made> =>
  (await shop.ask(token, CREATE, { topic, uri })).data['webhookSubscriptionCreate'] as unknown as Made

const order = () => shop.world.orders().at(-1)

describe('subscriptions (CONN-2)', () => {
  test('are made once for a topic and an address, listed and deleted', async () => {
    const made = await subscribe('ORDERS_CREATE')
    expect((await subscribe('ORDERS_CREATE')).userErrors[0]?.message).toContain('already been taken')
    expect((await subscribe('ORDERS_CREATE', 'http://app.example/hooks')).userErrors).toHaveLength(1)
    const list = '{ webhookSubscriptions(first: 10) { nodes { topic uri } } }'
    expect((await shop.ask(token, list)).data['webhookSubscriptions']?.nodes).toEqual([
      { topic: 'ORDERS_CREATE', uri: app.url },
    ])
    const drop = 'mutation ($id: ID!) { webhookSubscriptionDelete(id: $id) { userErrors { message } } }'
    const errors = async () =>
      (await shop.ask(token, drop, { id: made.webhookSubscription?.id })).data['webhookSubscriptionDelete']?.[
        'userErrors'
      ]
    expect([await errors(), await errors()]).toEqual([
      [],
      [{ message: expect.stringContaining('does not exist') }],
    ])
  })

  test('a topic needs the scope of what it tells of', async () => {
    token = (await shop.connect('read_products')).access_token
    expect((await subscribe('ORDERS_CREATE')).webhookSubscription).toBeNull()
    expect((await subscribe('PRODUCTS_UPDATE')).webhookSubscription).not.toBeNull()
  })
})

describe('deliveries (CONN-2)', () => {
  test('are signed over the raw body and carry the headers of Shopify', async () => {
    await subscribe('ORDERS_UPDATED')
    shop.move(5000)
    const changed = await shop.world.changeOrder(order()?.id ?? 0, { fulfillment: 'FULFILLED' })
    expect(app.heard).toHaveLength(1)
    const [{ headers, body } = { headers: {}, body: '' }] = app.heard
    expect(headers).toMatchObject({
      'x-shopify-topic': 'orders/updated',
      'x-shopify-shop-domain': shop.shop,
      'x-shopify-api-version': '2026-10',
      'x-shopify-hmac-sha256': createHmac('sha256', shop.clientSecret).update(body).digest('base64'),
      'x-shopify-triggered-at': shop.world.now().toISOString(),
      'x-shopify-webhook-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
      'x-shopify-event-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
    expect(JSON.parse(body)).toMatchObject({
      id: changed.id,
      admin_graphql_api_id: `gid://shopify/Order/${changed.id}`,
      updated_at: '2026-11-02T10:30:05+01:00',
      fulfillment_status: 'fulfilled',
    })
  })

  test('go to all that asked, as one event with an id of its own each', async () => {
    await subscribe('ORDERS_CREATE')
    await subscribe('ORDERS_CREATE', `${app.url}/second`)
    await shop.world.placeOrder()
    const ids = (name: string) => new Set(app.heard.map(({ headers }) => headers[name]))
    expect([app.heard.length, ids('x-shopify-event-id').size, ids('x-shopify-webhook-id').size]).toEqual([
      2, 1, 2,
    ])
  })

  test('hold the fields that were asked for, and those of a change from then on', async () => {
    const create = `mutation ($uri: String, $fields: [String!]) {
      webhookSubscriptionCreate(topic: PRODUCTS_UPDATE, webhookSubscription: { uri: $uri, includeFields: $fields }) {
        webhookSubscription { id } } }`
    const made = await shop.ask(token, create, { uri: app.url, fields: ['id', 'variants.price'] })
    const id = (made.data['webhookSubscriptionCreate'] as unknown as Made).webhookSubscription?.id
    const product = shop.world.products()[0]
    const change = () => shop.world.changeProduct(product?.id ?? 0, { title: 'Tin' })
    await change()
    const update = `mutation ($id: ID!) {
      webhookSubscriptionUpdate(id: $id, webhookSubscription: { includeFields: ["title"] }) {
        webhookSubscription { includeFields } userErrors { message } } }`
    expect((await shop.ask(token, update, { id })).data['webhookSubscriptionUpdate']).toEqual({
      webhookSubscription: { includeFields: ['title'] },
      userErrors: [],
    })
    await change()
    expect(app.heard.map(({ body }) => JSON.parse(body))).toEqual([
      { id: product?.id, variants: product?.variants.map(() => ({ price: expect.any(String) })) },
      { title: 'Tin' },
    ])
  })

  test('one that was not answered in time is tried again, the same to the byte', async () => {
    await subscribe('PRODUCTS_DELETE')
    app.answers('nothing')
    await shop.world.deleteProduct(shop.world.products()[0]?.id ?? 0)
    expect(shop.world.deliveries()[0]).toMatchObject({ state: 'waiting', lastStatus: null, attempts: 1 })
    app.answers(200)
    await shop.world.retryDeliveries()
    await shop.world.retryDeliveries()
    expect(shop.world.deliveries()[0]).toMatchObject({ state: 'delivered', attempts: 2 })
    const [first, second] = app.heard
    expect(app.heard).toHaveLength(2)
    expect([second?.body, second?.headers['x-shopify-webhook-id']]).toEqual([
      first?.body,
      first?.headers['x-shopify-webhook-id'],
    ])
  })

  test('after eight failures in a row the subscription is gone; one success begins anew', async () => {
    await subscribe('CUSTOMERS_UPDATE')
    const id = shop.world.customers()[0]?.id ?? 0
    const change = () => shop.world.changeCustomer(id, { tags: ['vip'] })
    app.answers(500)
    for (let failed = 0; failed < 7; failed += 1) await change()
    app.answers(200)
    await change()
    app.answers(302)
    for (let failed = 0; failed < 7; failed += 1) await change()
    expect(shop.world.subscriptions()).toHaveLength(1)
    await change()
    expect(shop.world.subscriptions()).toHaveLength(0)
  })

  test('an uninstall is told of, and ends the subscriptions', async () => {
    await subscribe('APP_UNINSTALLED')
    await shop.world.uninstall()
    expect(app.heard[0]?.headers['x-shopify-topic']).toBe('app/uninstalled')
    expect(shop.world.subscriptions()).toEqual([])
  })

  test('privacy requests go to the address of the app', async () => {
    await shop.world.askPrivacy('CUSTOMERS_DATA_REQUEST', shop.world.customers()[0]?.id)
    await shop.world.askPrivacy('SHOP_REDACT')
    expect(app.heard.map(({ headers }) => headers['x-shopify-topic'])).toEqual([
      'customers/data_request',
      'shop/redact',
    ])
  })

  test('every act changes what it says and moves updatedAt forward', async () => {
    const at = shop.world.now().getTime()
    const placed = await shop.world.placeOrder()
    const part = await shop.world.refundOrder(placed.id, 100)
    expect(part).toMatchObject({ financial: 'PARTIALLY_REFUNDED', refundedMinor: 100, updatedAt: at })
    expect(await shop.world.refundOrder(placed.id)).toMatchObject({ financial: 'REFUNDED' })
    shop.move(60_000)
    expect(await shop.world.cancelOrder(placed.id)).toMatchObject({
      cancelledAt: at + 60_000,
      updatedAt: at + 60_000,
    })
    await shop.world.deleteOrder(placed.id)
    const added = await shop.world.addCustomer({ firstName: 'Pia' })
    await shop.world.deleteCustomer(added.id)
    await expect(shop.world.deleteCustomer(added.id)).rejects.toThrow('no row')
    expect([shop.world.orders().length, shop.world.customers().length]).toEqual([120, 30])
  })
})
