import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { machineIn } from '../../platform/calls/machine.ts'
import type { TestOrg } from '../../testing/index.ts'
import { scanDue } from './jobs.ts'
import { addedSite, openSitesPlace, scanned, showProof } from './testing.ts'
import type { SitesPlace } from './testing.ts'

const MINUTE_MS = 60_000
const WEEK_MS = 7 * 86_400_000
const HOST = 'fortress.example'

let place: SitesPlace
let sound: readonly (readonly [string, string])[]
beforeAll(async () => {
  place = await openSitesPlace()
  sound = place.sites.sites.get(HOST)?.headers ?? []
})
afterAll(() => place.stop())
beforeEach(() => place.sites.set(HOST, { headers: sound }))

/** Without the header that keeps the page out of frames of others. */
const spoilt = () => sound.filter(([name]) => !/^x-frame-options|^content-security-policy/.test(name))

async function watched(micro?: number) {
  const site = await addedSite(place, HOST, micro)
  await showProof(place, site)
  await site.security.sites.prove({ id: site.id })
  await scanned(site.org, site.id, 'full')
  await scanned(site.org, site.id, 'full')
  await site.security.schedules.set({ siteId: site.id, weekday: 1 })
  return site
}

const tick = (org: TestOrg) =>
  scanDue.run(machineIn(place.hub.hub, { name: 'security.scanner', orgId: org.orgId }))

async function events(org: TestOrg): Promise<string[]> {
  await place.hub.deliver()
  const { items } = await org.api.events.list({ limit: 100 })
  return items.map(({ topic }) => topic).filter((topic) => topic.startsWith('security.'))
}

describe('a site that is scanned every week', () => {
  test('is for sites that are proved, and not before its day', async () => {
    const { security, id, org } = await addedSite(place, 'tideandfennel.example')
    await expect(security.schedules.set({ siteId: id, weekday: 3 })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
    const site = await watched()
    await tick(site.org)
    expect((await site.security.scans.list({ siteId: site.id })).items).toHaveLength(2)
    expect((await security.scans.list({ siteId: id })).items).toEqual([])
    expect(await events(org)).toEqual([])
  })

  test('is scanned once on its day, and again the next week', async () => {
    const { org, security, id } = await watched()
    place.move(WEEK_MS)
    await tick(org)
    await tick(org)
    expect((await security.scans.list({ siteId: id })).items).toHaveLength(3)
    const { schedule } = await security.sites.get({ id })
    const ahead = Date.parse(schedule?.nextAt ?? '') - place.hub.hub.now().getTime()
    expect(ahead).toBeGreaterThan(0)
    expect(ahead).toBeLessThanOrEqual(WEEK_MS)
  })

  test('another day that is set while it is scanned holds for the next time', async () => {
    const { org, security, id } = await watched()
    place.move(WEEK_MS)
    place.sites.set(HOST, { delayMs: 300 })
    const asked = place.sites.asked.length
    const scan = tick(org)
    await expect.poll(() => place.sites.asked.length).toBeGreaterThan(asked)
    await security.schedules.set({ siteId: id, weekday: 4 })
    await scan
    place.sites.set(HOST, { delayMs: 0 })
    expect((await security.scans.list({ siteId: id })).items).toHaveLength(3)
    const { schedule } = await security.sites.get({ id })
    expect(new Date(schedule?.nextAt ?? '').getUTCDay()).toBe(4)
  })

  test('what gets worse is told once two scans agree, and what is mended as well', async () => {
    const { org, security, id } = await watched()
    place.sites.set(HOST, { headers: spoilt() })
    place.move(WEEK_MS)
    await tick(org)
    const first = await events(org)
    expect(first).not.toContain('security.grade.changed')
    expect(first).not.toContain('security.finding.opened')
    place.move(11 * MINUTE_MS)
    await tick(org)
    const second = await events(org)
    expect(second.filter((topic) => topic === 'security.grade.changed')).toHaveLength(1)
    expect(second).toContain('security.finding.opened')
    await place.hub.deliver()
    const { items } = await org.api.notifications.list({})
    expect(items.map(({ kind }) => kind)).toContain('security.grade.worse')
    const { lines } = await org.api.system.briefing({})
    expect(lines.map(({ words }) => words).join('\n')).toContain(`${HOST} fell from A+`)
    place.sites.set(HOST, { headers: sound })
    await scanned(org, id)
    expect((await security.findings.list({ siteId: id, state: 'open' })).items).toEqual([])
    expect(await events(org)).toContain('security.finding.closed')
  })

  test('what was a slip of one moment is told to nobody', async () => {
    const { org } = await watched()
    place.sites.set(HOST, { headers: spoilt() })
    place.move(WEEK_MS)
    await tick(org)
    place.sites.set(HOST, { headers: sound })
    place.move(11 * MINUTE_MS)
    await tick(org)
    const topics = await events(org)
    expect(topics.filter((topic) => topic !== 'security.scanned')).toEqual([])
  })

  test('a certificate that soon ends is told once', async () => {
    const { org, id } = await addedSite(place, 'soon.example')
    await scanned(org, id)
    place.move(2 * 60 * MINUTE_MS)
    await scanned(org, id)
    const topics = await events(org)
    expect(topics.filter((topic) => topic === 'security.certificate.expiring')).toHaveLength(1)
  })
})

describe('scans are held', () => {
  test('where the proof is gone: told once, and they go on when it is back', async () => {
    const { org, security, id } = await watched()
    const { howToProve } = await security.sites.get({ id })
    const record = place.sites.names.zone[howToProve.dns.name]
    delete place.sites.names.zone[howToProve.dns.name]
    place.move(WEEK_MS)
    await tick(org)
    place.move(61 * MINUTE_MS)
    await tick(org)
    expect((await security.sites.get({ id })).schedule?.held).toContain('no longer shows that it is yours')
    const held = await events(org)
    expect(held.filter((topic) => topic === 'security.schedule.held')).toHaveLength(1)
    if (record) place.sites.names.zone[howToProve.dns.name] = record
    await security.sites.prove({ id })
    place.move(61 * MINUTE_MS)
    await tick(org)
    expect((await security.sites.get({ id })).schedule?.held).toBeNull()
    expect(await events(org)).toContain('security.schedule.resumed')
  })

  test('without credits: no scan, told once', async () => {
    // Enough for the two scans that it begins with.
    const { org, security, id } = await watched(2_000_000)
    place.move(WEEK_MS)
    await tick(org)
    expect((await security.sites.get({ id })).schedule?.held).toContain('not enough credits')
    expect((await security.scans.list({ siteId: id })).items).toHaveLength(2)
  })
})
