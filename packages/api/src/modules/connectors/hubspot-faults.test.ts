import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { TestOrg } from '../../testing/index.ts'
import { connectHubspot, openHubspotPlace, untilLive } from './testing.ts'
import { readAll } from './testing/brought.ts'
import { expectTheSame } from './testing/hubspot/both-sides.ts'

let place: Awaited<ReturnType<typeof openHubspotPlace>>
let org: TestOrg
let id: string
beforeAll(async () => {
  place = await openHubspotPlace({
    contacts: 30,
    companies: 10,
    deals: 20,
    inTenSeconds: 5_000,
    searches: 100,
  })
})
afterAll(() => place.stop())
beforeEach(async () => {
  place.hubspot.faults.clear()
  place.move(3_600_000)
  org = await place.hub.newOrg()
  id = (await connectHubspot(org)).id
  await untilLive(org, id)
})

const world = () => place.hubspot.world
const state = async () => (await org.api.connectors.connections.get({ id })).state

describe('while HubSpot is not well (CONN-2)', () => {
  test.each([
    ['answers with an error', { kind: 'status', status: 502 }],
    ['cuts its answer', { kind: 'cut' }],
    ['answers nonsense', { kind: 'garbage' }],
    ['lets nothing more be read today', { kind: 'throttle', policy: 'DAILY' }],
  ] as const)('it says that it %s; nothing is half written, and reading goes on', async (_what, fault) => {
    for (const at of ['search', 'associations', 'pipelines', 'properties', 'list'] as const) {
      world().moveDeal(world().rows('deals')[0]?.id ?? '', 'closedlost')
      world().add('deals')
      place.hubspot.faults.next({ ...fault, at })
      await expect(readAll(org, id)).rejects.toMatchObject({ code: 'UNAVAILABLE' })
      expect(await state()).toBe('attention')
      await readAll(org, id)
      expect(await state()).toBe('ok')
      await expectTheSame(org, world())
    }
  })

  test('a limit of one second is waited for in place, a longer one is told', async () => {
    world().add('contacts')
    place.hubspot.faults.next({ kind: 'throttle', policy: 'SECONDLY', at: 'search', times: 2 })
    await readAll(org, id)
    await expectTheSame(org, world())
    place.hubspot.faults.next({ kind: 'throttle', at: 'search' })
    await expect(readAll(org, id)).rejects.toMatchObject({ details: { retryAfter: 10 } })
    expect(await state()).toBe('ok')
  })

  test('fields that nobody knows yet change nothing', async () => {
    place.hubspot.faults.next({ kind: 'newField', times: 12 })
    expect(await readAll(org, id)).toEqual({ created: 0, changed: 0 })
    await expectTheSame(org, world())
  })
})
