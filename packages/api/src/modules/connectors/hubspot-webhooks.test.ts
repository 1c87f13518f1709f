import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { TestOrg } from '../../testing/index.ts'
import { connectHubspot, openHubspotPlace, untilLive } from './testing.ts'
import { expectTheSame } from './testing/hubspot/both-sides.ts'

const HOUR_MS = 3_600_000

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
  place.move(HOUR_MS)
  org = await place.hub.newOrg()
  id = (await connectHubspot(org)).id
  await untilLive(org, id)
  await place.hubspot.webhooks.flush()
})

const world = () => place.hubspot.world
const webhooks = () => place.hubspot.webhooks
const address = () => `${place.door.url}/webhooks/connectors/hubspot`
async function told(): Promise<number[]> {
  const statuses = await webhooks().flush()
  await place.hub.hub.outbox.drain()
  return statuses
}

describe('what HubSpot tells at once (CONN-2)', () => {
  test('is here when it is told: new, changed, won, merged and taken away', async () => {
    const [winner = '', loser = ''] = world()
      .rows('contacts')
      .map((row) => row.id)
    world().add('companies', { name: 'Told at once' })
    world().change('contacts', winner, { lastname: 'Renamed' })
    world().merge('contacts', winner, loser)
    world().moveDeal(world().rows('deals')[0]?.id ?? '', 'closedwon')
    world().archive('deals', world().rows('deals')[1]?.id ?? '')
    expect(await told()).toEqual([200])
    await expectTheSame(org, world())
  })

  test('a hundred and more at once are read by pages', async () => {
    for (const row of world().rows('contacts'))
      for (const lastname of ['One', 'Two', 'Three', 'Four']) world().change('contacts', row.id, { lastname })
    expect(await told()).toEqual([200, 200])
    await expectTheSame(org, world())
  })

  test('goes to every organization that reads the account, and is done once', async () => {
    const other = await place.hub.newOrg()
    await untilLive(other, (await connectHubspot(other)).id)
    world().add('companies', { name: 'For both' })
    const signed = webhooks().sign(webhooks().take(), address())
    expect([await webhooks().post(address(), signed), await webhooks().post(address(), signed)]).toEqual([
      200, 200,
    ])
    await place.hub.hub.outbox.drain()
    await expectTheSame(org, world())
    await expectTheSame(other, world())
  })

  test('is refused where it is forged, changed, for another address, or older than five minutes', async () => {
    const events = [{ portalId: place.hubspot.hubId, subscriptionType: 'contact.creation', objectId: 1 }]
    const good = webhooks().sign(events, address())
    const post = (signed: typeof good) => webhooks().post(address(), signed)
    const old = place.hub.hub.now().getTime() - 6 * 60_000
    expect([
      await post({ ...good, body: good.body.replace('creation', 'deletion') }),
      await post({ ...good, headers: { ...good.headers, 'x-hubspot-signature-v3': 'AAAA' } }),
      await post({ ...good, headers: {} }),
      await post(webhooks().sign(events, `${address()}/elsewhere`)),
      await post(webhooks().sign(events, address(), old)),
      await post(good),
    ]).toEqual([401, 401, 401, 401, 401, 200])
  })

  test('of accounts that nobody has connected nothing is kept, and odd bodies change nothing', async () => {
    const kept = async () =>
      (await place.hub.hub.db.org(org.orgId).selectFrom('webhookDelivery').selectAll().execute()).length
    const before = await kept()
    for (const events of [
      [{ portalId: 99, subscriptionType: 'contact.creation', objectId: 1 }],
      [{ portalId: place.hubspot.hubId, subscriptionType: 'ticket.creation', objectId: 1 }],
      [null, 7, { subscriptionType: 'deal.creation' }] as unknown as object[],
    ])
      expect(await webhooks().post(address(), webhooks().sign(events, address()))).toBe(200)
    expect(await kept()).toBe(before)
    await expectTheSame(org, world())
  })
})
