import { asSuperuser } from '@hub/db/testing'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'
import { endpointAt, makeDue, sendAll, startReceiver } from './testing.ts'
import type { Receiver } from './testing.ts'

const DAY_MS = 24 * 3600 * 1000

let clock = Date.now()
let receiver: Receiver
let hub: TestHub
beforeAll(async () => {
  receiver = await startReceiver()
  hub = await startHub({ internet: receiver.seam, now: () => new Date(clock) })
})
afterEach(() => {
  clock = Date.now()
  receiver.received.length = 0
  receiver.answers.clear()
})
afterAll(async () => {
  await hub.stop()
  await receiver.stop()
})

const topics = () => receiver.received.map(({ body }) => (JSON.parse(body) as { topic: string }).topic)
const deliveriesOf = async (org: TestOrg) => (await org.api.endpoints.deliveries.list({})).items

describe('deliveries (EVT-1)', () => {
  test('that fail are tried with growing pauses, then kept as dead letters and sent again under the same id', async () => {
    const org = await hub.newOrg()
    const { endpoint } = await endpointAt(org, '/down', ['organization.*'])
    receiver.answers.set('/down', (response) => {
      response.statusCode = 500
      response.end('out of order')
    })
    await org.api.organizations.update({ name: 'Salt & Crumb' })
    await sendAll(hub)
    const pauses = [await pauseOf(org)]
    for (let tried = 1; tried < 14; tried += 1) {
      await makeDue(hub)
      await hub.hub.sender.drain()
      pauses.push(await pauseOf(org))
    }
    for (const [index, pause] of pauses.slice(0, 13).entries()) {
      const base = 10 * 2 ** index
      expect(pause, `pause ${index}`).toBeGreaterThan(base - 5)
      expect(pause, `pause ${index}`).toBeLessThan(base * 1.2 + 5)
    }
    const [dead] = await deliveriesOf(org)
    expect(dead).toMatchObject({
      status: 'dead',
      attempts: 14,
      error: 'It answered 500; anything from 200 to 299 counts as arrived.',
    })
    await makeDue(hub)
    await expect(hub.hub.sender.drain()).resolves.toBe(0)
    const { tries } = await org.api.endpoints.deliveries.get({ id: dead?.id ?? '' })
    expect(tries).toHaveLength(14)
    expect(tries[0]).toMatchObject({ status: 500, answer: 'out of order' })
    receiver.answers.clear()
    await expect(org.api.endpoints.deliveries.redeliverAll({ endpointId: endpoint.id })).resolves.toEqual({
      count: 1,
    })
    await sendAll(hub)
    const here = () => receiver.received.filter(({ path }) => path === '/down')
    expect(new Set(here().map(({ headers }) => headers['webhook-id']))).toEqual(new Set([dead?.eventId]))
    expect((await deliveriesOf(org))[0]).toMatchObject({ status: 'delivered' })
    await org.api.endpoints.deliveries.redeliver({ id: dead?.id ?? '' })
    await sendAll(hub)
    expect(here()).toHaveLength(16)
  })

  const pauseOf = async (org: TestOrg) => {
    const rows = await asSuperuser<{ pause: string }>(
      hub.database,
      `select extract(epoch from due_at - now()) as pause from app.endpoint_delivery where org_id = $1`,
      [org.orgId],
    )
    return Number(rows[0]?.pause)
  }

  test('hold up later ones about the same thing for the first tries only', async () => {
    const org = await hub.newOrg()
    await endpointAt(org, '/picky', ['ops.*'])
    receiver.answers.set('/picky', (response) => {
      response.statusCode = receiver.received.at(-1)?.body.includes('ops.task.created') ? 500 : 200
      response.end()
    })
    const { id } = await org.api.modules.ops.tasks.create({ title: 'Order flour' })
    await org.api.modules.ops.tasks.complete({ id })
    await sendAll(hub)
    for (let tried = 1; tried < 4; tried += 1) {
      expect(topics()).not.toContain('ops.task.completed')
      await makeDue(hub)
      await hub.hub.sender.drain()
    }
    expect(topics()).toContain('ops.task.completed')
  })

  test('that fail for five days pause their endpoint', async () => {
    const org = await hub.newOrg()
    const { endpoint } = await endpointAt(org, '/gone', ['organization.*'])
    receiver.answers.set('/gone', (response) => {
      response.statusCode = 410
      response.end()
    })
    await org.api.organizations.update({ name: 'Salt & Crumb' })
    await sendAll(hub)
    expect(await org.api.endpoints.get({ id: endpoint.id })).toMatchObject({
      state: 'on',
      failingSince: expect.any(String),
    })
    clock += 5 * DAY_MS + 60_000
    await makeDue(hub)
    await hub.hub.sender.drain()
    expect(await org.api.endpoints.get({ id: endpoint.id })).toMatchObject({
      state: 'paused',
      pausedBecause: 'failing',
    })
    const { items } = await org.api.audit.list({ action: 'endpoint.paused' })
    expect(items).toHaveLength(1)
  })

  test('are put aside for good by hand', async () => {
    const org = await hub.newOrg()
    const { endpoint } = await endpointAt(org, '/hook')
    const { id } = await org.api.endpoints.sendTest({ id: endpoint.id })
    await expect(org.api.endpoints.deliveries.discard({ id })).resolves.toMatchObject({ status: 'discarded' })
    await sendAll(hub)
    expect(receiver.received).toEqual([])
  })
})
