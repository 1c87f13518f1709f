import { uuidv7 } from '@hub/db'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stopAnswers } from '../../features/assistant/run.ts'
import { read, say } from '../../features/assistant/testing.ts'
import { startHub } from '../../testing/index.ts'
import type { TestHub } from '../../testing/index.ts'
import type { Connection, Provider, Stream, WholeConnection } from './connections/schema.ts'
import { connectionTold, connectionsTold, providersTold } from './telling.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(async () => {
  await stopAnswers(hub.hub)
  await hub.stop()
})

const at = '2020-11-27T08:00:00.000Z'
const DAY = 'Friday, 27 November 2020'
const connectionOf = (more: Partial<Connection> = {}): Connection => ({
  id: uuidv7(),
  provider: 'shopify',
  account: 'tide-and-fennel.myshopify.com',
  title: 'Tide & Fennel',
  state: 'ok',
  reason: '',
  withPersonal: true,
  isReading: false,
  syncedAt: at,
  createdAt: at,
  updatedAt: at,
  version: 1,
  ...more,
})
const page = (items: readonly Connection[], nextCursor: string | null = null) => ({ items, nextCursor })

test('connections: none, one, several and more than ten', () => {
  expect(connectionsTold(page([])).text).toBe(
    'No service is connected like that: connect one on the page “Connectors”.',
  )
  expect(connectionsTold(page([connectionOf()])).text).toBe(
    `1 connected service:\n1. Tide & Fennel (Shopify): is well, last read on ${DAY}`,
  )
  const rows = [
    connectionOf({ isReading: true, syncedAt: null }),
    connectionOf({ state: 'broken', reason: 'The key was taken back.', provider: 'stripe' }),
    connectionOf({ state: 'attention', reason: 'It did not answer.' }),
    connectionOf({ state: 'paused', syncedAt: null }),
  ]
  expect(connectionsTold(page(rows))).toEqual({
    text: [
      '4 connected services; 2 need a look:',
      '1. Tide & Fennel (Shopify): is well, what was there before is still being read',
      `2. Tide & Fennel (Stripe): has to be connected again (The key was taken back), last read on ${DAY}`,
      `3. Tide & Fennel (Shopify): could not be read at the last try (It did not answer), last read on ${DAY}`,
      '4. Tide & Fennel (Shopify): is paused, not read to the end yet',
    ].join('\n'),
    shown: rows.map(({ id, title }) => ({ id, name: title })),
  })
  const more = connectionsTold(page(Array.from({ length: 11 }, () => connectionOf())))
  expect(more.text).toMatch(/\n10\. .*\nThere are more\.$/)
  expect(more.shown).toHaveLength(10)
})

test('one connection, with what it reads', () => {
  const streamOf = (more: Partial<Stream> = {}): Stream => ({
    id: uuidv7(),
    name: 'orders',
    title: 'Orders',
    datasetId: crypto.randomUUID(),
    phase: 'live',
    read: 260,
    total: null,
    error: null,
    proof: null,
    syncedAt: at,
    ...more,
  })
  const whole = (streams: Stream[]): WholeConnection => ({ ...connectionOf(), streams })
  expect(connectionTold(whole([])).text).toBe(`Tide & Fennel (Shopify) is well, last read on ${DAY}.`)
  expect(
    connectionTold(
      whole([
        streamOf({ proof: { there: 260, here: 259, removed: 0, at } }),
        streamOf({ title: 'Customers', phase: 'backfill', read: 40, total: 120 }),
        streamOf({ title: 'Products', error: 'It may not be read.' }),
      ]),
    ).text,
  ).toBe(
    [
      `Tide & Fennel (Shopify) is well, last read on ${DAY}:`,
      `1. Orders: 260 read, 259 here and 260 there when compared on ${DAY}`,
      '2. Customers: 40 of 120 read so far',
      '3. Products: 260 read, It may not be read.',
    ].join('\n'),
  )
})

test('services', () => {
  const shopify: Provider = {
    name: 'shopify',
    title: 'Shopify',
    about: 'Customers, products and orders of a shop.',
    wayIn: 'oauth',
    isReady: false,
  }
  const stripe: Provider = { ...shopify, name: 'stripe', title: 'Stripe', about: 'Payments.', wayIn: 'key' }
  expect(providersTold({ items: [shopify] }).text).toBe(
    'No service can be connected yet:\n1. Shopify: Customers, products and orders of a shop. Whoever runs this hub has to set it up first.',
  )
  const ready = [shopify, stripe].map((one) => ({ ...one, isReady: true }))
  expect(providersTold({ items: ready }).text).toBe(
    [
      'You can connect Shopify and Stripe on the page “Connectors”:',
      '1. Shopify: Customers, products and orders of a shop.',
      '2. Stripe: Payments.',
    ].join('\n'),
  )
})

test('said to the assistant', async () => {
  const org = await hub.newOrg()
  const asked = async (text: string) => read((await say(org.api, text)).events)
  expect(await asked('which services can we connect?')).toContain(
    'You can connect Stripe on the page “Connectors”:\n1. Shopify: ',
  )
  expect(await asked('show our connections')).toContain(
    'No service is connected like that: connect one on the page “Connectors”.',
  )
})
