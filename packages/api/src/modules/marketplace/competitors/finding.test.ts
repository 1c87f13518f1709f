import { asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { machineIn } from '../../../platform/calls/machine.ts'
import { startWorker } from '../../../platform/jobs/worker.ts'
import type { DurableWorker } from '../../../platform/durable/worker.ts'
import { startHub } from '../../../testing/index.ts'
import type { TestHub, TestOrg } from '../../../testing/index.ts'
import type { Site } from '../../../testing/websites/site.ts'
import { startSites } from '../../../testing/websites/sites.ts'
import type { StandInSites } from '../../../testing/websites/sites.ts'
import { findCompetitorsMicro } from '../../../shared/check-prices.ts'
import { forgetCompetitors } from '../jobs.ts'
import { jobDone, shopKeeper } from '../testing.ts'
import { startPlaces } from '../testing/places.ts'
import type { PlacesServer } from '../testing/places.ts'

const website = (host: string, body: string): Site => ({
  host,
  redirect: 'https',
  headers: [],
  cookies: [],
  html: `<!doctype html><html lang="en"><title>${host}</title><body>${body}</body></html>`,
  robots: { body: 'User-agent: *\nCrawl-delay: 1\n' },
  files: {},
})

const DAY_MS = 24 * 60 * 60_000
let moved = 0
let places: PlacesServer
let sites: StandInSites
let hub: TestHub
let worker: DurableWorker

beforeAll(async () => {
  places = await startPlaces()
  sites = await startSites({
    sites: [
      website(
        'copperleaf.example',
        '<h1>Small batch coffee</h1><p>We roast espresso blends and deliver beans.</p>',
      ),
      website('lantern.example', '<h1>Lamps</h1><p>Paper lanterns for every ceiling.</p>'),
    ],
  })
  hub = await startHub({
    now: () => new Date(Date.now() + moved),
    // Google's stand-in listens on this machine, beside the websites.
    internet: { ...sites.seam, standsFor: (host) => host !== '127.0.0.1' },
    environment: { GOOGLE_PLACES_API_KEY: places.key, GOOGLE_PLACES_URL: places.url },
  })
  worker = await startWorker(hub.hub)
})
afterAll(async () => {
  await worker.stop()
  await hub.stop()
  await Promise.all([sites.stop(), places.stop()])
})

const wish = { what: 'coffee roaster', near: 'Cork, Ireland', radiusKm: 16 }

async function found(org: TestOrg, more: Partial<typeof wish> = {}) {
  const { competitors } = org.api.modules.marketplace
  const { jobId } = await competitors.find({ ...wish, ...more })
  await jobDone(org, jobId)
  return (await competitors.list({ limit: 100 })).items
}

describe('competitors near a place (MKT-2)', () => {
  test('are ranked by how near, of which kind and what their websites speak of, with the reasons', async () => {
    const org = await shopKeeper({ hub })
    await org.api.modules.marketplace.products.create({ name: 'House espresso blend, beans' })
    const items = await found(org)
    expect(items[0]).toMatchObject({
      name: 'Copperleaf Coffee Roasters',
      state: 'found',
      distanceMetres: 671,
    })
    expect(items[0]?.reasons).toEqual([
      '670 m away',
      'Is what you looked for: coffee roaster',
      'Its website speaks of coffee, roaster, espresso, blend, bean',
    ])
    const lantern = items.find(({ name }) => name === 'Lantern Coffee')
    expect(lantern?.reasons).toContain('Its website speaks of other things')
    expect(lantern?.score).toBeLessThan(items[0]?.score ?? 0)
    expect(items.map(({ score }) => score)).toEqual(items.map(({ score }) => score).toSorted((a, b) => b - a))
  })

  test('are sixty at most, of three pages, without those beyond the radius, closed for good or of another trade', async () => {
    const org = await shopKeeper({ hub })
    places.requests.length = 0
    const items = await found(org)
    expect(places.requests).toHaveLength(4)
    expect(items.length).toBeGreaterThan(50)
    const names = items.map(({ name }) => name)
    expect(names).toContain('The Idle Cup')
    for (const none of ['Far Hill Coffee Roasters', 'Old Mill Coffee Roasters', 'Sea Road Bakery'])
      expect(names).not.toContain(none)
    const nearest = (await org.api.modules.marketplace.competitors.list({ sort: 'nearest', limit: 1 })).items
    expect(nearest[0]?.name).toBe('The Idle Cup')
  })

  test('stay where they are followed, and do not come back where they were dismissed', async () => {
    const org = await shopKeeper({ hub })
    const { competitors } = org.api.modules.marketplace
    const [first, second] = await found(org)
    const followed = await competitors.follow({ id: first?.id ?? '', name: 'Copperleaf on the quay' })
    expect(followed).toMatchObject({ state: 'followed', name: 'Copperleaf on the quay', address: null })
    await competitors.dismiss({ id: second?.id ?? '' })
    const again = await found(org)
    expect(again.filter(({ name }) => name.startsWith('Copperleaf')).map(({ name }) => name)).toEqual([
      'Copperleaf on the quay',
    ])
    expect(again.map(({ name }) => name)).not.toContain(second?.name)
    await expect(competitors.follow({ id: second?.id ?? '' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('are forgotten after a day where nobody follows them, as Google asks', async () => {
    const org = await shopKeeper({ hub })
    const { competitors } = org.api.modules.marketplace
    const [first] = await found(org)
    await competitors.follow({ id: first?.id ?? '' })
    moved += DAY_MS + 1_000
    expect((await competitors.list({})).items.map(({ name }) => name)).toEqual([first?.name])
    await forgetCompetitors.run(machineIn(hub.hub, { name: 'marketplace.watcher', orgId: org.orgId }))
    const left = await asSuperuser<{ state: string }>(
      hub.database,
      'select state from app.marketplace_competitor where org_id = $1',
      [org.orgId],
    )
    expect(left).toEqual([{ state: 'followed' }])
  })

  test('cost their price once, also where two ask the same at once', async () => {
    const org = await shopKeeper({ hub })
    const before = (await org.api.credits.balance()).availableMicro
    const { competitors } = org.api.modules.marketplace
    const started = await Promise.all([competitors.find(wish), competitors.find(wish)])
    expect(new Set(started.map(({ jobId }) => jobId)).size).toBe(1)
    await jobDone(org, started[0].jobId)
    expect((await org.api.credits.balance()).availableMicro).toBe(before - findCompetitorsMicro)
  })
})

describe('Google Places', () => {
  const refused = async (org: TestOrg, more: Partial<typeof wish> = {}) => {
    const before = (await org.api.credits.balance()).availableMicro
    const error: unknown = await found(org, more).catch((thrown: unknown) => thrown)
    expect((await org.api.credits.balance()).availableMicro).toBe(before)
    return error
  }

  test('does not know the place: said at its field, and nothing is charged', async () => {
    const org = await shopKeeper({ hub })
    expect(await refused(org, { near: 'Zzyzx' })).toMatchObject({
      code: 'BAD_REQUEST',
      details: { issues: [{ path: 'near' }] },
    })
  })

  test.each([['quota'], ['error'], ['garbage'], ['cut']] as const)(
    'answers with %s: said in words before anything is charged, and asked again where the search is under way',
    async (fault) => {
      const org = await shopKeeper({ hub })
      places.faults.push(fault)
      expect(await refused(org)).toMatchObject({ code: 'UNAVAILABLE' })
      places.faults.push('none', fault)
      expect((await found(org)).length).toBeGreaterThan(50)
    },
    30_000,
  )

  test('refuses the key: told to tell whoever runs the hub', async () => {
    const org = await shopKeeper({ hub })
    const { key } = places
    places.key = 'another'
    try {
      expect(await refused(org)).toMatchObject({
        message: expect.stringContaining('refuses the key of this hub') as string,
      })
    } finally {
      places.key = key
    }
  })

  test('is not set up: refused before it costs anything', async () => {
    const other = await startHub()
    try {
      const org = await shopKeeper({ hub: other })
      const before = (await org.api.credits.balance()).availableMicro
      await expect(org.api.modules.marketplace.competitors.find(wish)).rejects.toThrow(
        'has not set up Google Places yet',
      )
      expect((await org.api.credits.balance()).availableMicro).toBe(before)
      expect(await org.api.modules.marketplace.competitors.setup()).toEqual({ isReady: false })
    } finally {
      await other.stop()
    }
  })
})
