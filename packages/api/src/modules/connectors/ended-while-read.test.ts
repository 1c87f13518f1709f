import { asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectHubspot, openHubspotPlace, untilLive } from './testing.ts'

let place: Awaited<ReturnType<typeof openHubspotPlace>>
beforeAll(async () => {
  place = await openHubspotPlace({
    contacts: 45,
    companies: 30,
    deals: 30,
    inTenSeconds: 5_000,
    searches: 100,
  })
})
afterAll(() => place.stop())

/** What may come of reading what ends meanwhile: it was read before, or there is nothing any more. */
const cameThrough = (reading: Promise<unknown>): Promise<string> =>
  reading.then(
    () => 'read',
    (error: { code: string; message: string }) => (error.code === 'NOT_FOUND' ? 'ended' : error.message),
  )

test('a connection ends at once while it is read, compared and told of changes, and nobody hears that it broke (CONN-3)', async () => {
  const org = await place.hub.newOrg()
  const { connections, syncs } = org.api.connectors
  const outcomes = new Set<string>()
  // Each time a little later, so that the end meets the others at every point of their work.
  for (let round = 0; round < 12; round += 1) {
    const { id } = await connectHubspot(org)
    const { streams } = await untilLive(org, id)
    const contacts = place.hubspot.world.rows('contacts').slice(0, 30)
    for (const row of contacts) place.hubspot.world.change('contacts', row.id, { lastname: `Of ${round}` })
    const reading = streams.flatMap((stream) => [
      cameThrough(syncs.reconcile({ id: stream.id })),
      cameThrough(syncs.step({ id: stream.id })),
      cameThrough(syncs.recheck({ id: stream.id, key: contacts[0]?.id ?? '' })),
    ])
    await new Promise((resolve) => setTimeout(resolve, round * 6))
    await connections.end({ id, keepsData: round % 2 === 0 })
    for (const outcome of await Promise.all(reading)) outcomes.add(outcome)
  }
  expect([...outcomes].toSorted()).toEqual(['ended', 'read'])
  const broken = await asSuperuser(
    place.hub.database,
    `select 1 from app.outbox_event where org_id = $1 and topic = 'connectors.connection.broken'`,
    [org.orgId],
  )
  expect(broken).toEqual([])
})
