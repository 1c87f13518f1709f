import { asSuperuser } from '@hub/db/testing'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'
import { address, endpointAt, isSigned, sendAll, startReceiver } from './testing.ts'
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

const bodies = () =>
  receiver.received.map(({ body }) => JSON.parse(body) as { id: string; topic: string; data: object })
const deliveriesOf = async (org: TestOrg) => (await org.api.endpoints.deliveries.list({})).items

describe('an endpoint (EVT-1)', () => {
  test('gets what happens, signed so that anybody can check it', async () => {
    const org = await hub.newOrg()
    const { endpoint, secret } = await endpointAt(org, '/hook', ['ops.*'])
    const { id: taskId } = await org.api.modules.ops.tasks.create({ title: 'Order flour' })
    await org.api.organizations.update({ name: 'Salt & Crumb' })
    await sendAll(hub)
    expect(receiver.received).toHaveLength(1)
    const [got] = receiver.received
    if (!got) throw new Error('nothing came')
    expect(isSigned(got, secret)).toBe(true)
    expect(isSigned({ ...got, body: `${got.body} ` }, secret)).toBe(false)
    expect(got.headers['content-type']).toBe('application/json')
    const { items } = await org.api.events.list({ topic: 'ops.task.created' })
    expect(JSON.parse(got.body)).toEqual({
      id: items[0]?.id,
      topic: 'ops.task.created',
      createdAt: items[0]?.createdAt,
      organization: { id: org.orgId, slug: org.slug },
      data: { taskId, title: 'Order flour', assigneeId: null },
    })
    expect(got.headers['webhook-id']).toBe(items[0]?.id)
    const [delivery] = await deliveriesOf(org)
    expect(delivery).toMatchObject({
      status: 'delivered',
      attempts: 1,
      error: null,
      topic: 'ops.task.created',
    })
    await expect(org.api.endpoints.deliveries.get({ id: delivery?.id ?? '' })).resolves.toMatchObject({
      body: got.body,
      tries: [{ status: 200, answer: '{"ok":true}', error: null }],
    })
    await expect(org.api.endpoints.get({ id: endpoint.id })).resolves.toMatchObject({
      state: 'on',
      failingSince: null,
      lastDeliveredAt: expect.any(String),
      waiting: 0,
      dead: 0,
    })
  })

  test('is sent a test by hand, and the events of one thing in their order', async () => {
    const org = await hub.newOrg()
    const { endpoint, secret } = await endpointAt(org, '/hook')
    await org.api.endpoints.sendTest({ id: endpoint.id })
    await sendAll(hub)
    expect(bodies()).toMatchObject([{ topic: 'endpoint.test' }])
    expect(receiver.received.every((one) => isSigned(one, secret))).toBe(true)
    receiver.received.length = 0
    const { id } = await org.api.modules.ops.tasks.create({ title: 'Order flour' })
    await org.api.modules.ops.tasks.complete({ id })
    await sendAll(hub)
    expect(bodies().map(({ topic }) => topic)).toEqual(['ops.task.created', 'ops.task.completed'])
  })

  test('has its secret changed while both sign for a day', async () => {
    const org = await hub.newOrg()
    const { endpoint, secret: before } = await endpointAt(org, '/hook')
    const { secret, endpoint: changed } = await org.api.endpoints.rotateSecret({ id: endpoint.id })
    expect(secret).not.toBe(before)
    expect(changed.oldSecretUntil).not.toBeNull()
    const signers = async () => {
      receiver.received.length = 0
      await org.api.endpoints.sendTest({ id: endpoint.id })
      await sendAll(hub)
      const [got] = receiver.received
      return got && [isSigned(got, before), isSigned(got, secret)]
    }
    expect(await signers()).toEqual([true, true])
    clock += DAY_MS + 1_000
    expect(await signers()).toEqual([false, true])
  })

  test('shows its secret once, and keeps it sealed', async () => {
    const org = await hub.newOrg()
    const idempotencyKey = 'endpoint-once'
    const input = { name: 'Till', address: address('/hook'), topics: ['*'], idempotencyKey }
    const { secret } = await org.api.endpoints.create(input)
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    await expect(org.api.endpoints.create(input)).rejects.toMatchObject({ code: 'ALREADY_DONE' })
    const rows = await asSuperuser<{ text: string }>(
      hub.database,
      `select string_agg(row_to_json(e)::text, ' ') as text from app.endpoint e`,
    )
    expect(rows[0]?.text).not.toContain(Buffer.from(secret).toString('hex'))
    expect(rows[0]?.text).not.toContain(secret)
  })

  test.each([
    ['http://shop.example/hook', 'an address without TLS'],
    ['https://shop.example:8443/hook', 'another port'],
    ['https://127.0.0.1/hook', 'this machine'],
    ['https://[::1]/hook', 'this machine by its other name'],
    ['https://me:secret@shop.example/hook', 'a password in the address'],
  ])('cannot be at %s: %s', async (wrong) => {
    const org = await hub.newOrg()
    await expect(
      org.api.endpoints.create({ name: 'Wrong', address: wrong, topics: ['*'] }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })

  test('cannot ask for what never happens', async () => {
    const org = await hub.newOrg()
    await expect(endpointAt(org, '/hook', ['ops.task.eaten'])).rejects.toMatchObject({
      message: 'There is no topic "ops.task.eaten" here. events.topics lists them.',
    })
    await expect(endpointAt(org, '/hook', ['mail.*'])).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })
})

describe('what an endpoint may get', () => {
  test('is what its maker may read at that moment', async () => {
    const org = await hub.newOrg()
    const admin = await org.join('admin')
    await admin.api.endpoints.create({ name: 'Mine', address: address('/mine'), topics: ['*'] })
    const setOps = (level: string) =>
      asSuperuser(hub.database, `update app.organization_member set levels = $2 where user_id = $1`, [
        admin.userId,
        JSON.stringify({ ops: level }),
      ])
    await setOps('none')
    await org.api.modules.ops.tasks.create({ title: 'Secret recipe' })
    await org.api.organizations.update({ name: 'Salt & Crumb' })
    await sendAll(hub)
    expect(bodies().map(({ topic }) => topic)).toEqual(['organization.updated'])
    const kept = (await deliveriesOf(org)).find(({ topic }) => topic === 'ops.task.created')
    expect(kept).toMatchObject({
      status: 'discarded',
      error: 'Whoever set up this endpoint may not read such events.',
    })
    await expect(admin.api.endpoints.deliveries.get({ id: kept?.id ?? '' })).resolves.toMatchObject({
      body: null,
    })
    await expect(org.api.endpoints.deliveries.get({ id: kept?.id ?? '' })).resolves.toMatchObject({
      body: expect.stringContaining('Secret recipe'),
    })
  })

  test('is what whoever led it elsewhere may read from then on', async () => {
    const org = await hub.newOrg()
    const admin = await org.join('admin', { ops: 'none' })
    const { endpoint } = await endpointAt(org, '/ours', ['ops.*'])
    const taken = await endpointAt(org, '/taken', ['organization.updated'])
    const same = { topics: ['ops.*'], address: address('/ours') }
    const renamed = await admin.api.endpoints.update({ id: endpoint.id, name: 'Ours', ...same })
    expect(renamed.madeByName).toBe(org.owner.name)
    await org.api.modules.ops.tasks.create({ title: 'To the owner' })
    await sendAll(hub)
    expect(bodies()).toMatchObject([{ data: { title: 'To the owner' } }])

    await org.api.modules.ops.tasks.create({ title: 'On its way' })
    await hub.hub.outbox.drain()
    const led = await admin.api.endpoints.update({ id: endpoint.id, address: address('/theirs') })
    expect(led.madeByName).toBe(admin.name)
    await admin.api.endpoints.update({ id: taken.endpoint.id, topics: ['*'] })
    await org.api.modules.ops.tasks.create({ title: 'Secret recipe' })
    await sendAll(hub)
    expect(receiver.received.filter(({ body }) => /On its way|Secret/.test(body))).toEqual([])
  })

  test('ends when they leave, which owners see and may take over', async () => {
    const org = await hub.newOrg()
    const admin = await org.join('admin')
    const { endpoint } = await admin.api.endpoints.create({
      name: 'Mine',
      address: address('/mine'),
      topics: ['ops.*'],
    })
    await org.api.organizations.members.remove({ userId: admin.userId })
    await org.api.modules.ops.tasks.create({ title: 'After they left' })
    await sendAll(hub)
    await sendAll(hub)
    expect(receiver.received).toEqual([])
    await expect(org.api.endpoints.get({ id: endpoint.id })).resolves.toMatchObject({
      state: 'paused',
      pausedBecause: 'maker_gone',
    })
    const paused = (await org.api.events.list({ topic: 'endpoint.paused' })).items
    expect(paused).toMatchObject([{ payload: { endpointId: endpoint.id, because: 'maker_gone' } }])
    await expect(org.api.endpoints.sendTest({ id: endpoint.id })).rejects.toMatchObject({ code: 'CONFLICT' })
    await org.api.endpoints.update({ id: endpoint.id, state: 'on' })
    await org.api.modules.ops.tasks.create({ title: 'Taken over' })
    // What waited when it was paused goes out as well, now that somebody answers for it.
    await vi.waitFor(
      async () => {
        await sendAll(hub)
        const titles = bodies().map(({ data }) => String('title' in data && data.title))
        expect(titles.toSorted()).toEqual(['After they left', 'Taken over'])
      },
      { timeout: 10_000 },
    )
  })

  test('ends where they have no second factor and the organization asks for one, which is said', async () => {
    const org = await hub.newOrg()
    const { endpoint } = await endpointAt(org, '/without-factor')
    await org.api.endpoints.sendTest({ id: endpoint.id })
    const ask = (isAsked: boolean) =>
      asSuperuser(hub.database, 'update app.organization set requires_second_factor = $2 where id = $1', [
        org.orgId,
        isAsked,
      ])
    await ask(true)
    await sendAll(hub)
    await ask(false)
    expect(receiver.received).toEqual([])
    expect(await org.api.endpoints.get({ id: endpoint.id })).toMatchObject({
      state: 'paused',
      pausedBecause: 'maker_gone',
    })
  })

  test('waits while a person has paused it, and nothing new joins', async () => {
    const org = await hub.newOrg()
    const { endpoint } = await endpointAt(org, '/hook', ['ops.*'])
    await org.api.modules.ops.tasks.create({ title: 'Before' })
    await hub.hub.outbox.drain()
    await org.api.endpoints.update({ id: endpoint.id, state: 'paused' })
    await org.api.modules.ops.tasks.create({ title: 'Meanwhile' })
    await sendAll(hub)
    expect(receiver.received).toEqual([])
    await org.api.endpoints.update({ id: endpoint.id, state: 'on' })
    await sendAll(hub)
    expect(bodies().map(({ data }) => data)).toMatchObject([{ title: 'Before' }])
  })

  test('is nobody else’s', async () => {
    const [one, other] = [await hub.newOrg(), await hub.newOrg()]
    await endpointAt(one, '/one')
    await other.api.modules.ops.tasks.create({ title: 'Of the others' })
    await sendAll(hub)
    expect(receiver.received).toEqual([])
  })
})
