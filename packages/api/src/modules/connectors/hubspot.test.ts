import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { tablesHolding } from '../../testing/tables-holding.ts'
import type { TestOrg } from '../../testing/index.ts'
import { comeBackFromHubspot, connectHubspot, openHubspotPlace, untilLive } from './testing.ts'
import { readAll } from './testing/brought.ts'
import { expectTheSame } from './testing/hubspot/both-sides.ts'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

let place: Awaited<ReturnType<typeof openHubspotPlace>>
let org: TestOrg
beforeAll(async () => {
  place = await openHubspotPlace({
    contacts: 450,
    companies: 60,
    deals: 230,
    inTenSeconds: 5_000,
    searches: 100,
  })
})
afterAll(() => place.stop())
beforeEach(async () => {
  place.hubspot.faults.clear()
  place.hubspot.world.release()
  // What one test did is no news to the next.
  place.move(HOUR_MS)
  org = await place.hub.newOrg()
})

const world = () => place.hubspot.world
const idOf = (type: 'contacts' | 'companies' | 'deals', at: number) => world().rows(type)[at]?.id ?? ''
const streamOf = async (id: string, at: number) => (await connection(id)).streams[at]?.id ?? ''
const connection = (id: string) => org.api.connectors.connections.get({ id })
async function connect(): Promise<string> {
  const { id } = await connectHubspot(org)
  await untilLive(org, id)
  return id
}
const steps = (id: string) => readAll(org, id)
const expectSame = () => expectTheSame(org, world())
/** Waits until it is read, or its job would go on into the next test. */
async function finish(query: string, of = org) {
  const made = await of.api.connectors.connections.finish({ provider: 'hubspot', query })
  return untilLive(of, made.id)
}

describe('connecting HubSpot (CONN-1)', () => {
  test('leads there with a state of its own, and keeps what comes back sealed', async () => {
    const { url } = await org.api.connectors.connections.begin({ provider: 'hubspot' })
    const { origin, pathname, searchParams } = new URL(url)
    expect([origin, pathname]).toEqual([place.hubspot.url, '/oauth/authorize'])
    expect(searchParams.get('redirect_uri')).toBe(`${place.door.url}/connectors/hubspot/callback`)
    expect(searchParams.get('scope')).toBe(
      'oauth crm.objects.contacts.read crm.objects.companies.read crm.objects.deals.read',
    )
    const made = await connectHubspot(org)
    expect(made).toMatchObject({
      provider: 'hubspot',
      account: String(place.hubspot.hubId),
      title: 'tide-and-fennel.hubspot.example',
      state: 'ok',
    })
    expect(made.streams.map(({ name }) => name)).toEqual(['companies', 'contacts', 'deals'])
    await untilLive(org, made.id)
    const { refreshTokens } = place.hubspot.tokens
    expect(await tablesHolding(place.hub.database, refreshTokens())).toEqual([])
  })

  test('works once, for whoever began it, within ten minutes', async () => {
    const [first, late] = [await comeBackFromHubspot(org), await comeBackFromHubspot(org)]
    const stranger = await place.hub.newOrg()
    await expect(finish(first, stranger)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    const changed = new URLSearchParams(first)
    changed.set('state', `${changed.get('state')}x`)
    await expect(finish(changed.toString())).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await finish(first)
    await expect(finish(first)).rejects.toMatchObject({ message: expect.stringContaining('used already') })
    place.move(11 * MINUTE_MS)
    await expect(finish(late)).rejects.toMatchObject({ message: expect.stringContaining('is over') })
  })

  test('does not take what was begun for a shop, nor a way back without a code', async () => {
    const query = new URLSearchParams(await comeBackFromHubspot(org))
    query.delete('code')
    await expect(finish(query.toString())).rejects.toMatchObject({
      message: expect.stringContaining('not allowed at HubSpot'),
    })
    await expect(
      org.api.connectors.connections.finish({ provider: 'shopify', query: query.toString() }),
    ).rejects.toMatchObject({ code: 'CONFLICT' })
    expect((await org.api.connectors.connections.list({})).items).toEqual([])
  })

  test('may be tried once more where HubSpot was away or its answer was lost', async () => {
    const query = await comeBackFromHubspot(org)
    place.hubspot.faults.next({ kind: 'status', status: 502, at: 'token' })
    await expect(finish(query)).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    expect((await finish(query)).state).toBe('ok')
  })

  test('an account without a name is called by its number', async () => {
    const query = await comeBackFromHubspot(org)
    place.hubspot.faults.next({ kind: 'status', status: 403, at: 'account' })
    expect((await finish(query)).title).toBe(`HubSpot ${place.hubspot.hubId}`)
  })

  test('fifty who find the permission over renew it once', async () => {
    const id = await connect()
    place.move(31 * MINUTE_MS)
    const before = place.hubspot.requests.length
    const { streams } = await connection(id)
    await Promise.all(
      Array.from({ length: 50 }, () =>
        org.api.connectors.syncs.recheck({
          id: streams[1]?.id ?? '',
          key: idOf('contacts', 0),
        }),
      ),
    )
    const renewals = place.hubspot.requests
      .slice(before)
      .filter(({ path }) => path === '/oauth/2026-03/token')
    expect(renewals).toHaveLength(1)
  })

  test('a permission that ended says so, and connecting again goes on where it stopped', async () => {
    const id = await connect()
    place.hubspot.tokens.revokeAll()
    world().add('contacts', { firstname: 'Came', lastname: 'Meanwhile' })
    place.move(31 * MINUTE_MS)
    await expect(steps(id)).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(await connection(id)).toMatchObject({
      state: 'broken',
      reason: expect.stringContaining('Connect it again'),
    })
    expect((await connectHubspot(org)).id).toBe(id)
    await steps(id)
    await expectSame()
  })

  test('is no broken permission where the operator’s secret is wrong', async () => {
    const id = await connect()
    place.move(31 * MINUTE_MS)
    place.hubspot.faults.next({ kind: 'status', status: 401, at: 'token' })
    await expect(steps(id)).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    expect(await connection(id)).toMatchObject({
      state: 'attention',
      reason: expect.stringContaining('client id and secret'),
    })
    await steps(id)
    expect((await connection(id)).state).toBe('ok')
  })

  test('ending it gives the permission back, and takes what it brought', async () => {
    const id = await connect()
    const before = place.hubspot.tokens.refreshTokens().length
    await org.api.connectors.connections.end({ id })
    expect(place.hubspot.tokens.refreshTokens()).toHaveLength(before - 1)
    expect((await org.api.modules.foundry.objects.find({ search: 'Supply 1' })).items).toEqual([])
  })

  test('two organizations may read one account, and neither ends it for the other', async () => {
    const id = await connect()
    const other = await place.hub.newOrg()
    const { id: theirs } = await connectHubspot(other)
    await untilLive(other, theirs)
    await other.api.connectors.connections.end({ id: theirs })
    place.move(31 * MINUTE_MS)
    world().add('companies')
    expect((await steps(id)).created).toBeGreaterThan(0)
    await expectSame()
  })
})

describe('what is at HubSpot (CONN-2)', () => {
  test('is read whole: contacts lead to companies, and deals to both, in words and currencies', async () => {
    const id = await connect()
    await expectSame()
    expect(await steps(id)).toEqual({ created: 0, changed: 0 })
  })

  test('comes without names, addresses and numbers of people unless somebody asked for them', async () => {
    const properties = world().rows('contacts')[3]?.properties ?? {}
    const { id } = await connectHubspot(org, false)
    await untilLive(org, id)
    world().change('contacts', idOf('contacts', 3), { lifecyclestage: 'customer' })
    await steps(id)
    const kept = async () =>
      JSON.stringify(
        await place.hub.hub.db.org(org.orgId).selectFrom('foundryRecord').select('raw').execute(),
      )
    expect((await kept()).includes(String(properties['email'] ?? 'nobody@'))).toBe(false)
    expect(await connectHubspot(org)).toMatchObject({ id, withPersonal: true })
    await untilLive(org, id)
    await expectSame()
  })

  test('comes with the next pass when it changes there, and the same pass again changes nothing', async () => {
    const id = await connect()
    const [one, two, three] = world().rows('deals')
    world().moveDeal(one?.id ?? '', '155320442')
    world().change('deals', two?.id ?? '', { amount: '12.5', deal_currency_code: 'GBP' })
    world().archive('deals', three?.id ?? '')
    world().add('contacts', { firstname: 'New', lastname: 'Face' })
    world().change('companies', idOf('companies', 0), { name: 'Renamed & Sons' })
    await steps(id)
    await expectSame()
    expect(await steps(id)).toEqual({ created: 0, changed: 0 })
  })

  test('more changes than a page are all read, also where they share one moment', async () => {
    const id = await connect()
    for (const row of world().rows('contacts').slice(0, 430))
      world().change('contacts', row.id, { lastname: 'Imported' })
    expect((await steps(id)).changed).toBeGreaterThanOrEqual(430)
    await expectSame()
  })

  test('what changes between two pages of a pass is not missed', async () => {
    const id = await connect()
    const rows = world().rows('contacts')
    for (const row of rows.slice(0, 300)) world().change('contacts', row.id, { lastname: 'Before' })
    const { streams } = await connection(id)
    const contacts = streams[1]?.id ?? ''
    expect(await org.api.connectors.syncs.step({ id: contacts })).toMatchObject({ isMore: true })
    place.move(20 * MINUTE_MS)
    world().change('contacts', rows[5]?.id ?? '', { lastname: 'Read already' })
    place.move(MINUTE_MS)
    world().change('contacts', rows[299]?.id ?? '', { lastname: 'Not read yet' })
    await steps(id)
    await steps(id)
    await expectSame()
  })

  test('what the search finds late is not lost', async () => {
    const id = await connect()
    world().hold()
    world().change('companies', idOf('companies', 2), { name: 'Found late' })
    place.move(2 * MINUTE_MS)
    await steps(id)
    world().release()
    place.move(15 * MINUTE_MS)
    expect((await steps(id)).changed).toBeGreaterThan(0)
    await expectSame()
  })

  test('a record that was merged into another, or came back from the bin, is as it is there', async () => {
    const id = await connect()
    const [winner, loser, binned] = [5, 6, 7].map((at) => idOf('companies', at)) as [string, string, string]
    world().archive('companies', binned)
    await steps(id)
    await expectSame()
    world().restore('companies', binned)
    world().merge('companies', winner, loser)
    const stream = await streamOf(id, 0)
    for (const key of [loser, binned])
      expect(await org.api.connectors.syncs.recheck({ id: stream, key })).toEqual({ hasChanged: true })
    await steps(id)
    await expectSame()
  })

  test('the comparison finds what no pass tells of: an association, the name of a stage, a merger', async () => {
    const id = await connect()
    const deal = world()
      .rows('deals')
      .find((row) => world().associated('deals', row.id, 'companies').length === 0)
    world().associate({ type: 'deals', id: deal?.id ?? '' }, { type: 'companies', id: idOf('companies', 0) })
    world().merge('contacts', idOf('contacts', 20), idOf('contacts', 21))
    world().renameStage('155320441', 'Samples are out')
    const proofs = []
    for (const at of [0, 1, 2])
      proofs.push(await org.api.connectors.syncs.reconcile({ id: await streamOf(id, at) }))
    expect(proofs.every(({ there, here }) => there === here)).toBe(true)
    expect(proofs[1]).toMatchObject({ removed: 1 })
    await expectSame()
    const again = await org.api.connectors.syncs.reconcile({ id: await streamOf(id, 2) })
    expect(again).toMatchObject({ removed: 0, mended: 0 })
  })
})
