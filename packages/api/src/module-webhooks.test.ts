import { describe, expect, test } from 'vitest'
import { declaredBy } from './declared.ts'
import { modules } from './modules/index.ts'
import type { HubModule } from './platform/module.ts'
import { modulesWithDepot } from './testing/depot-module.ts'

const depot = modulesWithDepot.at(-1) as HubModule
const [orders] = Object.values(depot.webhooks ?? {})

describe('webhooks that cannot work are refused at start', () => {
  if (!orders) throw new Error('the webhook these tests lean on is gone')
  test.each<[string, Partial<HubModule>, RegExp]>([
    [
      'of another module',
      { webhooks: { 'ops.orders': orders } },
      /declares the webhook "ops\.orders"\. Its name/,
    ],
    ['that no address could hold', { webhooks: { 'depot.new orders': orders } }, /is part of its address/],
    ['without a title', { webhooks: { 'depot.orders': { ...orders, title: '' } } }, /needs a title/],
    ['that nobody could sign', { credentials: {} }, /a credential that is not among its `credentials`/],
    ['that nobody works off', { machines: {} }, /"depot\.orders" works as "depot\.clerk", which it does not/],
    [
      'named as a listener is',
      { listeners: [{ name: 'depot.orders', as: 'depot.clerk', topics: [], run: async () => undefined }] },
      /declares the listener "depot\.orders", which the module "depot" declares already/,
    ],
    [
      'that others would listen to',
      {
        listeners: [
          { name: 'depot.spy', as: 'depot.clerk', topics: ['depot.orders'], run: async () => undefined },
        ],
      },
      /"depot\.spy" asks for the event "depot\.orders", which nobody declares/,
    ],
  ])('one %s', (_what, changes, words) => {
    expect(() => declaredBy([...modules, { ...depot, ...changes }])).toThrow(words)
  })
})
