import { inTx } from '@hub/db'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { RecordStream } from '../../../platform/records/records.ts'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { readDataQuestion } from '../asking/read-question.ts'
import { foundryRecords } from '../streams/store.ts'
import { newType, openData } from '../testing.ts'
import type { Data } from '../testing.ts'

let hub: TestHub
let place: Data
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())
beforeEach(async () => {
  place = await openData(hub)
  return place.stop
})

const customers = (service: string): RecordStream => ({
  key: `${service}:1:customers`,
  title: `Customers of ${service}`,
  service,
  type: {
    name: 'customer',
    title: 'Customer',
    plural: 'Customers',
    titleProperty: 'name',
    properties: [{ name: 'name', title: 'Name', kind: 'text' }],
    links: [],
  },
  mapping: { name: { path: ['name'] } },
})

const orders = (service: string): RecordStream => ({
  key: `${service}:1:orders`,
  title: `Orders of ${service}`,
  service,
  type: {
    name: 'order',
    title: 'Order',
    plural: 'Orders',
    titleProperty: 'number',
    properties: [
      { name: 'number', title: 'Number', kind: 'text' },
      { name: 'customerKey', title: 'Customer key', kind: 'text' },
    ],
    links: [{ property: 'customerKey', to: 'customer', title: 'Customer', inverseTitle: 'Orders' }],
  },
  mapping: { number: { path: ['id'] }, customerKey: { path: ['customer'] } },
})

/** What a connection does: all its streams in one transaction. */
const connect = (...streams: RecordStream[]): Promise<string[]> =>
  inTx(hub.hub.db.org(place.org.orgId), async (tx) => {
    const ids: string[] = []
    for (const stream of streams)
      ids.push(await foundryRecords.open(tx, { orgId: place.org.orgId, now: new Date() }, stream))
    return ids
  })

const ofName = (title: string, plural = `${title}s`) => ({
  title,
  plural,
  properties: [{ title: 'Name', kind: 'text' as const, path: ['name'] }],
})
const byHand = () => newType(place, { title: 'Customer', properties: ofName('Customer').properties })

async function names(): Promise<string[]> {
  const { items } = await place.data.types.list({ limit: 100 })
  return items.map(({ title, plural }) => `${title} | ${plural}`)
}

async function bring(datasetId: string, records: readonly { id: string; [field: string]: string }[]) {
  const { orgId } = place.org
  await inTx(hub.hub.db.org(orgId), async (tx) => {
    const at = { orgId, now: new Date(), datasetId }
    const loadId = await foundryRecords.begin(tx, at, 'the shop')
    await foundryRecords.put(
      tx,
      { ...at, loadId },
      records.map((raw) => ({ key: raw.id, raw })),
    )
  })
}

async function answer(question: string) {
  const { orgId } = place.org
  const at = { db: hub.hub.db.org(orgId), now: new Date(), timeZone: 'Europe/Dublin', currency: 'EUR' }
  const read = await readDataQuestion(at, question)
  if (!read || read.missed.length > 0) return null
  const { words, rows } = await place.data.queries.run(
    read.input as Parameters<typeof place.data.queries.run>[0],
  )
  return { words, rows: rows.map(({ cells }) => cells[0]) }
}

describe('no two types of an organization are called alike (FND-1, CONN-2)', () => {
  test('what a service brings says where it is from as soon as something else has its name', async () => {
    await byHand()
    await connect(customers('Shopify'))
    expect(await names()).toEqual(['Customer | Customers', 'Customer (Shopify) | Customers (Shopify)'])
    await connect(customers('Stripe'))
    await connect(customers('Shopify'))
    expect(await names()).toEqual([
      'Customer | Customers',
      'Customer (Shopify, Stripe) | Customers (Shopify, Stripe)',
    ])
  })

  test('alone it has its plain name, and a list of that name has to be called otherwise', async () => {
    await connect(customers('Shopify'))
    await connect(customers('Stripe'))
    expect(await names()).toEqual(['Customer | Customers'])
    const { id } = await place.data.datasets.create({ title: 'By hand' })
    const create = (titles: object) =>
      place.data.types.create({ ...ofName('Customer'), ...titles, datasetId: id })
    await expect(create({})).rejects.toThrow(
      'There is a type “Customer” already. Give this one another name.',
    )
    await expect(create({ title: 'Client', plural: 'customers' })).rejects.toThrow('“customers” already')
    const made = await create({ title: 'Client', plural: 'Clients' })
    await expect(place.data.types.update({ id: made.id, title: 'Customer' })).rejects.toThrow(
      '“Customer” already',
    )
    await place.data.types.update({ id: made.id, title: 'Client', plural: 'My clients' })
  })

  test('a name that somebody gave to what a service brings stays', async () => {
    await byHand()
    await connect(customers('Shopify'))
    const shop = (await place.data.types.list({ search: 'Shopify' })).items[0]
    await place.data.types.update({ id: shop?.id ?? '', title: 'Web customer', plural: 'Web customers' })
    await connect(customers('Shopify'), customers('Stripe'))
    expect(await names()).toEqual(['Customer | Customers', 'Web customer | Web customers'])
  })

  test('two services and a person at once make no two of one name', async () => {
    const { id } = await place.data.datasets.create({ title: 'By hand' })
    const byPerson = () => place.data.types.create({ ...ofName('Customer'), datasetId: id })
    const given = await Promise.allSettled([
      connect(customers('Shopify'), orders('Shopify')),
      byPerson(),
      connect(customers('Stripe')),
      byPerson(),
      connect(orders('Shopify'), customers('Shopify')),
    ])
    expect(given.filter(({ status }) => status === 'rejected').length).toBeLessThanOrEqual(2)
    const titles = (await place.data.types.list({ limit: 100 })).items.flatMap(({ title, plural }) => [
      title,
      plural,
    ])
    expect(new Set(titles).size).toBe(titles.length)
    expect(titles).toContain('Customer')
  })

  test('connected anew at once, services wait for each other and do not fail', async () => {
    await connect(customers('Shopify'), orders('Shopify'), customers('Stripe'))
    const once = [customers('Shopify'), orders('Shopify'), customers('Stripe')]
    const again = [customers('Stripe'), orders('Shopify'), customers('Shopify')]
    for (let round = 0; round < 5; round += 1)
      await Promise.all([connect(...once), connect(...again), connect(...once.toReversed())])
    expect(await names()).toEqual(['Customer | Customers', 'Order | Orders'])
  })
})

test('an answer says which of two kinds of one name it is about, and takes the one that has what is asked for', async () => {
  const own = await byHand()
  const [shop = '', sold = ''] = await connect(customers('Shopify'), orders('Shopify'))
  await place.data.datasets.put({ id: own.datasetId, keyFields: ['name'], records: [{ name: 'Nora' }] })
  await bring(shop, [
    { id: 'c1', name: 'Kestrel' },
    { id: 'c2', name: 'Lantern' },
  ])
  await bring(sold, [
    { id: '#1', customer: 'c1' },
    { id: '#2', customer: 'c1' },
  ])
  expect(await answer('How many customers do we have?')).toEqual({
    words: 'Number of customers, without those of Shopify',
    rows: [1],
  })
  const ofShopify = { words: 'Number of customers (Shopify)', rows: [2] }
  expect(await answer('How many Shopify customers do we have?')).toEqual(ofShopify)
  expect(await answer('How many customers from Shopify are there?')).toEqual(ofShopify)
  const bought = { words: 'Customers (Shopify) with orders', rows: ['Kestrel'] }
  expect(await answer('Which customers bought something?')).toEqual(bought)
  expect(await answer('Which customers bought twice?')).toEqual({
    words: 'Customers (Shopify) with at least 2 orders',
    rows: ['Kestrel'],
  })
})
