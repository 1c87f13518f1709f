import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { TestOrg } from '../../testing/index.ts'
import { openStripePlace, untilLive } from './testing.ts'
import { allObjects, readAll } from './testing/brought.ts'
import { expectTheSame } from './testing/stripe/both-sides.ts'

let place: Awaited<ReturnType<typeof openStripePlace>>
let org: TestOrg
beforeAll(async () => {
  place = await openStripePlace()
})
afterAll(() => place.stop())
beforeEach(async () => {
  org = await place.hub.newOrg()
})

const connections = () => org.api.connectors.connections
const use = (withPersonal = true) =>
  connections().useKey({ provider: 'stripe', key: place.stripe.key, withPersonal })
async function connect(withPersonal = true): Promise<string> {
  const { id } = await use(withPersonal)
  await untilLive(org, id)
  return id
}
const datasets = async () => (await org.api.modules.foundry.datasets.list({})).items

describe('an account that was ended and kept (CONN-3)', () => {
  test('is there once when it is connected again, with what people wrote over it and what changed since', async () => {
    const before = await connect()
    const [first] = await allObjects(org, 'Customers')
    const { objects } = org.api.modules.foundry
    await objects.edit({ id: first?.id ?? '', property: 'city', value: 'Galway' })
    await connections().end({ id: before, keepsData: true })
    const added = place.stripe.world.addCustomer({ name: 'Came Meanwhile' })
    const again = await connect()
    expect(again).not.toBe(before)
    await expectTheSame(org, place.stripe.world)
    expect(await datasets()).toHaveLength(2)
    expect((await objects.get({ id: first?.id ?? '' })).title).toBe(first?.title)
    expect(await allObjects(org, 'Customers')).toContainEqual(
      expect.objectContaining({ id: first?.id, values: expect.objectContaining({ city: 'Galway' }) }),
    )
    place.stripe.world.changeCustomer(added.id, { name: 'Renamed Since' })
    await readAll(org, again)
    await expectTheSame(org, place.stripe.world)
  })

  test('is read anew where the other choice of names is made, and there once as well', async () => {
    await connections().end({ id: await connect(), keepsData: true })
    await connect(false)
    const customers = await allObjects(org, 'Customers')
    expect(customers).toHaveLength(place.stripe.world.customers().length)
    expect(customers.filter(({ values }) => values['name'] !== null)).toEqual([])
    expect(await datasets()).toHaveLength(2)
  })
})

test('what was kept of an ended connection may be removed, and what one still reads may not (CONN-3)', async () => {
  const id = await connect()
  const { remove, get } = org.api.modules.foundry.datasets
  const [first] = await datasets()
  expect(await get({ id: first?.id ?? '' })).toMatchObject({ isRemovable: false })
  await expect(remove({ id: first?.id ?? '' })).rejects.toThrow('End the connection instead.')
  await connections().end({ id, keepsData: true })
  expect(await get({ id: first?.id ?? '' })).toMatchObject({ isRemovable: true })
  for (const { id: kept } of await datasets()) await remove({ id: kept })
  expect(await allObjects(org, 'Customers')).toEqual([])
})

describe('while it is read for the first time (CONN-2)', () => {
  const jobs = async () => (await org.api.jobs.list({})).items
  async function whileItReads(act: (id: string) => Promise<unknown>): Promise<string> {
    place.stripe.faults.next({ kind: 'slow', ms: 1_500, at: 'charges' })
    // By these the key is tried.
    const trying = place.stripe.requests.length
    const { id } = await use()
    place.stripe.faults.next({ kind: 'slow', ms: 1_500, at: 'charges' })
    await vi.waitFor(() => expect(place.stripe.faults.waiting).toBe(0), { timeout: 20_000, interval: 20 })
    expect(place.stripe.requests.length).toBeGreaterThan(trying)
    await act(id)
    return id
  }

  test('a connection may be ended, and nothing is said to have failed', async () => {
    await whileItReads((id) => connections().end({ id }))
    await vi.waitFor(async () => expect(await jobs()).toMatchObject([{ status: 'done' }]), 20_000)
    expect(await datasets()).toEqual([])
  })

  test('the other choice of names may be made, and all of it is read by that', async () => {
    const id = await whileItReads(() => use(false))
    await untilLive(org, id)
    expect(await allObjects(org, 'Customers')).toHaveLength(place.stripe.world.customers().length)
    await vi.waitFor(async () => expect(await jobs()).toMatchObject([{ status: 'done' }]), 20_000)
  })
})
