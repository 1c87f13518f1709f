import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { machineIn } from '../../platform/calls/machine.ts'
import type { TestOrg } from '../../testing/index.ts'
import { readChanges } from './jobs.ts'
import { openStripePlace, untilLive } from './testing.ts'
import { readAll } from './testing/brought.ts'
import { expectTheSame } from './testing/stripe/both-sides.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

let place: Awaited<ReturnType<typeof openStripePlace>>
let org: TestOrg
beforeAll(async () => {
  place = await openStripePlace()
})
afterAll(() => place.stop())
beforeEach(async () => {
  place.stripe.faults.clear()
  // What one test did is no news to the next.
  place.move(HOUR_MS)
  org = await place.hub.newOrg()
})

const world = () => place.stripe.world
const faults = () => place.stripe.faults
const useKey = () =>
  org.api.connectors.connections.useKey({ provider: 'stripe', key: place.stripe.key, withPersonal: true })
const connection = (id: string) => org.api.connectors.connections.get({ id })
async function connect(): Promise<string> {
  const { id } = await useKey()
  await untilLive(org, id)
  return id
}
const steps = (id: string) => readAll(org, id)
const expectSame = () => expectTheSame(org, world())

describe('while Stripe is not well (CONN-2)', () => {
  test.each([
    ['answers with an error', { kind: 'status', status: 502 }, 'answers with an error (502)'],
    ['cuts its answer', { kind: 'cut' }, 'could not be reached'],
    ['answers nonsense', { kind: 'garbage' }, 'answers with an error'],
  ] as const)(
    'it says in words that it %s; nothing is half written, and reading goes on',
    async (what, fault, words) => {
      const id = await connect()
      const before = world().customers()[0]?.name ?? null
      // Both in one second, so that the record itself is asked for in the middle of a page.
      for (const name of ['Not yet', `Renamed while it ${what}`])
        world().changeCustomer(world().customers()[0]?.id ?? '', { name })
      const added = world().addCustomer({ name: `Somebody while it ${what}` })
      for (const at of ['events', 'customers'] as const) {
        faults().next({ ...fault, at })
        await expect(steps(id)).rejects.toMatchObject({
          code: 'UNAVAILABLE',
          message: expect.stringContaining(words),
        })
        expect(await connection(id)).toMatchObject({
          state: 'attention',
          reason: expect.stringContaining(words),
        })
        const { items } = await org.api.modules.foundry.objects.find({ search: added.name ?? '' })
        expect(items).toEqual([])
        const old = await org.api.modules.foundry.objects.find({ search: before ?? '' })
        expect(old.items.length).toBeGreaterThan(0)
      }
      await steps(id)
      await expectSame()
      expect(await connection(id)).toMatchObject({ state: 'ok', reason: '' })
    },
  )

  test.each([
    ['says for how long', { retryAfter: 7 }, 7],
    ['does not say for how long', {}, 2],
  ])('it is given the pause that it asks for where it %s', async (_what, told, seconds) => {
    const id = await connect()
    world().addCustomer()
    faults().next({ kind: 'throttle', ...told })
    await expect(steps(id)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      details: { retryAfter: seconds },
    })
    expect(await connection(id)).toMatchObject({ state: 'ok', reason: '' })
    await steps(id)
    await expectSame()
  })

  test('the first reading and the comparison wait for the pause that it asks for, and end', async () => {
    const { id } = await useKey()
    await org.api.connectors.connections.pause({ id })
    const { items } = await org.api.jobs.list({})
    await vi.waitFor(async () => {
      expect((await org.api.jobs.get({ id: items[0]?.id ?? '' })).status).toBe('done')
    }, 20_000)
    faults().next({ kind: 'throttle', retryAfter: 1, at: 'charges' })
    await org.api.connectors.connections.resume({ id })
    const { streams } = await untilLive(org, id)
    await expectSame()
    faults().next({ kind: 'throttle', at: 'charges' })
    const charges = world().charges().length
    expect(await org.api.connectors.syncs.reconcile({ id: streams[1]?.id ?? '' })).toMatchObject({
      there: charges,
      here: charges,
      removed: 0,
    })
    expect(faults().waiting).toBe(0)
  })

  test('what it no longer lets be read is said, also in the briefing, and comes when it does', async () => {
    const id = await connect()
    world().addCustomer()
    faults().next({ kind: 'status', status: 403, at: 'events' })
    await expect(steps(id)).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('does not let'),
    })
    expect((await connection(id)).state).toBe('attention')
    const told = async () =>
      (await org.api.system.briefing({})).lines.filter(({ name }) => name.startsWith('connectors.'))
    expect(await told()).toMatchObject([
      {
        name: 'connectors.failing',
        act: 'See why',
        words: expect.stringMatching(/^Stripe .* could not be read at the last try$/),
      },
    ])
    await steps(id)
    await expectSame()
    expect(await told()).toEqual([])
    faults().next({ kind: 'status', status: 401, at: 'events' })
    await expect(steps(id)).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(await told()).toMatchObject([
      {
        name: 'connectors.broken',
        act: 'Reconnect',
        words: expect.stringMatching(/has to be connected again/),
      },
    ])
  })

  test('a refusal of the permission before comes too late to break the one that took its place', async () => {
    const before = place.stripe.newKey('customers', 'charges', 'events')
    const use = (key: string) => org.api.connectors.connections.useKey({ provider: 'stripe', key })
    const { id } = await use(before)
    const { streams } = await untilLive(org, id)
    faults().next({ kind: 'slow', ms: 1_500, at: 'events' })
    const late = org.api.connectors.syncs.step({ id: streams[0]?.id ?? '' }).catch((error: unknown) => error)
    await vi.waitFor(() => expect(faults().waiting).toBe(0))
    place.stripe.revoke(before)
    expect((await use(place.stripe.newKey('customers', 'charges', 'events'))).id).toBe(id)
    expect(await late).toMatchObject({ code: 'UNAVAILABLE', details: { retryAfter: 1 } })
    const { state, streams: now } = await connection(id)
    expect({ state, errors: now.map(({ error }) => error) }).toEqual({ state: 'ok', errors: [null, null] })
    await steps(id)
  })

  test('what one stream may not read holds up no other, and the connection says so until it may', async () => {
    const id = await connect()
    world().changeCustomer(world().customers()[0]?.id ?? '', { name: 'Not to be read' })
    const charge = world().addCharge({ amount: 7_700 })
    // Customers come first.
    faults().next({ kind: 'status', status: 403, at: 'events' })
    await readChanges.run(machineIn(place.hub.hub, { name: 'connectors.reader', orgId: org.orgId }))
    expect((await org.api.modules.foundry.objects.find({ search: charge.id })).items).toHaveLength(1)
    const { state, streams } = await connection(id)
    expect({ state, isWell: streams.map(({ error }) => error === null) }).toEqual({
      state: 'attention',
      isWell: [false, true],
    })
    await steps(id)
    expect(await connection(id)).toMatchObject({ state: 'ok', reason: '' })
    await expectSame()
  })

  test('fields that nobody knows yet change nothing, and a slow answer is waited for', async () => {
    faults().next({ kind: 'slow', ms: 300 })
    // Four by which the key is tried, and the pages.
    faults().next({ kind: 'newField', times: 6 })
    const id = await connect()
    await expectSame()
    expect(faults().waiting).toBe(0)
    faults().next({ kind: 'newField', times: 2 })
    world().addCustomer()
    await steps(id)
    await expectSame()
  })

  test('a name with signs that no database holds is read as well as that goes, and compares as the same', async () => {
    const { id: key } = world().addCustomer({ name: 'Half \ud83d and \u0000 nothing' })
    try {
      const id = await connect()
      const { items } = await org.api.modules.foundry.objects.find({ search: 'Half' })
      expect(items.map(({ title }) => title)).toEqual(['Half \ufffd and \u2400 nothing'])
      const asked = place.stripe.requests.length
      const { streams } = await connection(id)
      await org.api.connectors.syncs.reconcile({ id: streams[0]?.id ?? '' })
      expect(place.stripe.requests.slice(asked).filter(({ path }) => path.includes(key))).toEqual([])
    } finally {
      world().deleteCustomer(key)
    }
  })

  test('a gap that is longer than it remembers is read whole, once, also what changed in it', async () => {
    const id = await connect()
    const old = world().addCharge({ amount: 5_000 })
    await steps(id)
    world().changeCustomer(world().customers()[0]?.id ?? '', { name: 'Forgotten Event' })
    world().refundCharge(old.id, 1_000)
    world().addCustomer()
    place.move(45 * DAY_MS)
    await steps(id)
    await expectSame()
    const asked = place.stripe.requests.length
    await steps(id)
    expect(place.stripe.requests.slice(asked).every(({ path }) => path.startsWith('/v1/events?'))).toBe(true)
  })

  test('a gap in the middle of a pass loses nothing either', async () => {
    const id = await connect()
    for (let at = 0; at < 150; at += 1) {
      place.move(1_000)
      world().addCharge()
    }
    const { streams } = await connection(id)
    expect(await org.api.connectors.syncs.step({ id: streams[1]?.id ?? '' })).toMatchObject({ isMore: true })
    place.move(5 * DAY_MS)
    world().refundCharge(world().charges()[3]?.id ?? '')
    place.move(40 * DAY_MS)
    await steps(id)
    await expectSame()
    await steps(id)
    await expectSame()
  })

  test('a pass that goes on weeks later begins anew, since some of what it was to read is forgotten', async () => {
    const id = await connect()
    for (let at = 0; at < 150; at += 1) {
      place.move(1_000)
      world().addCharge()
    }
    const { streams } = await connection(id)
    expect(await org.api.connectors.syncs.step({ id: streams[1]?.id ?? '' })).toMatchObject({ isMore: true })
    // The event it was to go on after is still told; of those behind it some are not.
    place.move(30 * DAY_MS - 120_000)
    await steps(id)
    await expectSame()
  })

  test('what was told before it was read whole does not come back by a late page', async () => {
    const buyer = world().customers()[5]
    world().changeCustomer(buyer?.id ?? '', { name: 'Old Name' })
    for (let at = 0; at < 120; at += 1) {
      place.move(1_000)
      world().changeCustomer(world().customers()[6]?.id ?? '', { name: `Name ${at}` })
    }
    world().changeCustomer(buyer?.id ?? '', { name: 'New Name' })
    const id = await connect()
    await steps(id)
    await expectSame()
    expect(await steps(id)).toEqual({ created: 0, changed: 0 })
  })
})
