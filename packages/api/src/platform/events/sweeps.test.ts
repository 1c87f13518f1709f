import { randomUUID } from 'node:crypto'
import { asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'
import { sweepIdempotency } from '../data/idempotency.ts'
import { sweepDelivered } from './deliveries.ts'

let hub: TestHub
let org: TestOrg
beforeAll(async () => {
  hub = await startHub()
  org = await hub.newOrg()
})
afterAll(() => hub.stop())

test('a key may be used again a day later, and not before (CON-6)', async () => {
  const idempotencyKey = randomUUID()
  const first = await org.api.modules.ops.tasks.create({ title: 'Once a day', idempotencyKey })
  await sweepIdempotency(hub.hub.db.system, new Date())
  const again = await org.api.modules.ops.tasks.create({ title: 'Once a day', idempotencyKey })
  expect(again.id).toBe(first.id)
  await sweepIdempotency(hub.hub.db.system, new Date(Date.now() + 25 * 3_600_000))
  const next = await org.api.modules.ops.tasks.create({ title: 'Once a day', idempotencyKey })
  expect(next.id).not.toBe(first.id)
})

test('delivered events go after a week; those that wait or are dead stay', async () => {
  const emit = (aggregate: string) =>
    asSuperuser(
      hub.database,
      `insert into app.outbox_event (id, org_id, topic, aggregate, payload)
       values (gen_random_uuid(), $1, 'mail.withheld', $2, '{}')`,
      [org.orgId, aggregate],
    )
  await org.api.modules.ops.tasks.create({ title: 'Nobody listens for this' })
  await emit('heard')
  await hub.hub.outbox.drain()
  await emit('waits')
  await emit('dead')
  await asSuperuser(hub.database, "update app.outbox_delivery set dead_at = now() where aggregate = 'dead'")
  const count = async () => (await asSuperuser(hub.database, 'select 1 from app.outbox_event')).length
  const before = await count()
  await sweepDelivered(hub.hub.db.system, new Date(Date.now() + 6 * 86_400_000))
  expect(await count()).toBe(before)
  await sweepDelivered(hub.hub.db.system, new Date(Date.now() + 8 * 86_400_000))
  expect(await count()).toBe(2)
})
