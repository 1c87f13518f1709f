import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { TestOrg } from '../../testing/index.ts'
import { connectHubspot, openHubspotPlace, untilLive } from './testing.ts'
import { expectTheSame } from './testing/hubspot/both-sides.ts'

let place: Awaited<ReturnType<typeof openHubspotPlace>>
let org: TestOrg
let id: string
beforeAll(async () => {
  place = await openHubspotPlace({
    contacts: 60,
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
const streamOf = async (name: string) =>
  (await org.api.connectors.connections.get({ id })).streams.find((stream) => stream.name === name)?.id ?? ''

describe('the words of an account at HubSpot (CONN-2)', () => {
  test('are those for where somebody stands, also the ones of today', async () => {
    const { lifecyclestage = {} } = world().choices['contacts'] ?? {}
    lifecyclestage['98112233'] = 'Regular of old'
    lifecyclestage['customer'] = 'Buys from us'
    const contacts = await streamOf('contacts')
    const { mended } = await org.api.connectors.syncs.reconcile({ id: contacts })
    expect(mended).toBeGreaterThan(0)
    await expectTheSame(org, world())
  })

  test('are asked for, and where that is not allowed the words of HubSpot do', async () => {
    const contacts = await streamOf('contacts')
    const isSubject = ({ properties }: { properties: object }) =>
      'lifecyclestage' in properties && properties.lifecyclestage === '98112233'
    const key = world().rows('contacts').find(isSubject)?.id ?? ''
    const recheck = () => org.api.connectors.syncs.recheck({ id: contacts, key })
    place.hubspot.faults.next({ kind: 'status', status: 403, at: 'properties' })
    expect(await recheck()).toEqual({ hasChanged: true })
    expect(await recheck()).toEqual({ hasChanged: true })
    await expectTheSame(org, world())
  })
})
