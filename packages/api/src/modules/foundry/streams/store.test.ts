import { inTx } from '@hub/db'
import type { OrgTx } from '@hub/db'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { IncomingRecord, RecordStream } from '../../../platform/records/records.ts'
import { startHub } from '../../../testing/index.ts'
import type { TestHub, TestOrg } from '../../../testing/index.ts'
import { foundryRecords } from './store.ts'

let hub: TestHub
let org: TestOrg
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())
beforeEach(async () => {
  org = await hub.newOrg()
})

const customers: RecordStream = {
  key: 'shop:1:customers',
  title: 'Customers of the shop',
  service: 'Shopify',
  type: {
    name: 'customer',
    title: 'Customer',
    plural: 'Customers',
    titleProperty: 'name',
    properties: [
      { name: 'name', title: 'Name', kind: 'text' },
      { name: 'city', title: 'City', kind: 'choice' },
    ],
    links: [],
  },
  mapping: { name: { path: ['displayName'] }, city: { path: ['address', 'city'] } },
}
const orders: RecordStream = {
  key: 'shop:1:orders',
  title: 'Orders of the shop',
  service: 'Shopify',
  type: {
    name: 'order',
    title: 'Order',
    plural: 'Orders',
    titleProperty: 'name',
    properties: [
      { name: 'name', title: 'Number', kind: 'text' },
      { name: 'customerKey', title: 'Customer key', kind: 'text' },
      { name: 'items', title: 'Items', kind: 'number' },
    ],
    links: [{ property: 'customerKey', to: 'customer', title: 'Customer', inverseTitle: 'Orders' }],
  },
  mapping: {
    name: { path: ['name'] },
    customerKey: { path: ['customer', 'id'] },
    items: { path: ['lines', 'nodes', 'length'] },
  },
}

const place = () => ({ orgId: org.orgId, now: new Date() })
const write = <R>(work: (tx: OrgTx) => Promise<R>): Promise<R> => inTx(hub.hub.db.org(org.orgId), work)
const open = (stream: RecordStream) => write((tx) => foundryRecords.open(tx, place(), stream))

async function put(datasetId: string, records: readonly IncomingRecord[]) {
  return write(async (tx) => {
    const at = { ...place(), datasetId }
    const loadId = await foundryRecords.begin(tx, at, 'the shop')
    const counts = await foundryRecords.put(tx, { ...at, loadId }, records)
    await foundryRecords.end(tx, { ...at, loadId }, 'done')
    return counts
  })
}

const customer = (id: string, displayName: string, sourceAt?: string): IncomingRecord => ({
  key: id,
  raw: { id, displayName, address: { city: 'Galway' } },
  ...(sourceAt !== undefined && { sourceAt }),
})

async function objectsOf(title: string) {
  const { items } = await org.api.modules.foundry.types.list({ search: title })
  return org.api.modules.foundry.objects.search({ typeId: items[0]?.id ?? '', limit: 100 })
}

describe('records of connections (FND-1, CONN-2)', () => {
  test('become objects that are linked, whichever stream is opened first', async () => {
    const orderSet = await open(orders)
    const customerSet = await open(customers)
    await open(orders)
    await put(customerSet, [customer('c1', 'Lantern'), customer('c2', 'Nora Devlin')])
    const lines = { nodes: [{ id: 'l1' }, { id: 'l2' }] }
    await put(orderSet, [{ key: 'o1', raw: { id: 'o1', name: '#1001', customer: { id: 'c1' }, lines } }])
    const { items } = await objectsOf('Order')
    expect(items).toMatchObject([
      { title: '#1001', values: { items: 2, customerKey: 'c1' }, links: { customer: { title: 'Lantern' } } },
    ])
  })

  test('opened by many at once there is one place, one type and one link', async () => {
    const opened = await Promise.all([...Array.from({ length: 6 }, () => open(customers)), open(orders)])
    await Promise.all(Array.from({ length: 4 }, () => open(orders)))
    expect(new Set(opened.slice(0, 6)).size).toBe(1)
    const { items } = await org.api.modules.foundry.types.list({ limit: 100 })
    expect(items.map(({ name }) => name)).toEqual(['customer', 'order'])
    const order = await org.api.modules.foundry.types.get({ id: items[1]?.id ?? '' })
    expect(order.links).toHaveLength(1)
  })

  test('an older one never takes the place of a newer, and what is gone keeps what it last said', async () => {
    const id = await open(customers)
    await put(id, [customer('c1', 'Lantern', '2026-11-20T10:00:00Z')])
    expect(await put(id, [customer('c1', 'Old name', '2026-11-19T10:00:00Z')])).toMatchObject({
      changed: 0,
      same: 1,
    })
    expect(await put(id, [{ key: 'c1', raw: {}, isRemoved: true }])).toMatchObject({ changed: 1 })
    expect((await objectsOf('Customer')).items).toEqual([])
    expect(await put(id, [{ key: 'c1', raw: {}, isRemoved: true }])).toMatchObject({ changed: 0 })
    await put(id, [customer('c1', 'Lantern', '2026-11-21T10:00:00Z')])
    const [back] = (await objectsOf('Customer')).items
    expect(back?.title).toBe('Lantern')
    const { items } = await org.api.modules.foundry.objects.history({ id: back?.id ?? '' })
    expect(items.map(({ kind }) => kind)).toEqual(['returned', 'removed', 'created'])
  })

  test('the same said later is known as later, so that what was said in between does not win when it comes late', async () => {
    const id = await open(customers)
    await put(id, [customer('c1', 'Lantern', '2026-11-20T10:00:00Z')])
    await put(id, [customer('c1', 'Lantern', '2026-11-22T10:00:00Z')])
    await put(id, [customer('c1', 'In between', '2026-11-21T10:00:00Z')])
    expect((await objectsOf('Customer')).items[0]?.title).toBe('Lantern')
  })

  test('two services fill one type, and a type that a person made stays theirs', async () => {
    const own = await org.api.modules.foundry.datasets.create({ title: 'By hand' })
    await org.api.modules.foundry.types.create({
      title: 'Customer',
      plural: 'Customers by hand',
      datasetId: own.id,
      properties: [{ title: 'Name', kind: 'text', path: ['name'] }],
    })
    const shop = await open(customers)
    const bank = await open({
      ...customers,
      key: 'bank:1:customers',
      service: 'Stripe',
      title: 'Customers of the bank',
      mapping: { name: { path: ['n'] } },
    })
    await put(shop, [customer('c1', 'Lantern')])
    await put(bank, [{ key: 'cus_1', raw: { n: 'Kestrel' } }])
    const { items } = await org.api.modules.foundry.types.list({ limit: 100 })
    expect(Object.fromEntries(items.map(({ name, objects }) => [name, objects]))).toEqual({
      customer: 0,
      customerShopify: 2,
    })
  })

  test('removed with its stream go its records and objects, and nobody fills a stream by hand', async () => {
    const id = await open(customers)
    await put(id, [customer('c1', 'Lantern')])
    await expect(
      org.api.modules.foundry.datasets.put({ id, records: [{ id: 'c9' }], keyFields: ['id'] }),
    ).rejects.toThrow('read from a connection')
    await expect(org.api.modules.foundry.datasets.remove({ id })).rejects.toThrow('End the connection')
    await write((tx) => foundryRecords.remove(tx, id))
    expect((await objectsOf('Customer')).items).toEqual([])
  })
})
