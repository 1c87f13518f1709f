import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getDocumentProxy, extractText } from 'unpdf'
import { reportPdf } from './reports/export.ts'
import type { TestOrg } from '../../testing/index.ts'
import { dayIn } from '../../shared/time.ts'
import { addedSite, openSitesPlace, scanned } from './testing.ts'
import type { SitesPlace } from './testing.ts'

let place: SitesPlace
beforeAll(async () => {
  place = await openSitesPlace()
})
afterAll(() => place.stop())

async function reportText({ org }: { org: TestOrg }, scanId: string): Promise<string> {
  const call = place.hub.call({ credential: { kind: 'person', userId: org.owner.userId }, org: org.slug })
  const opened = await reportPdf.open(place.hub.hub, call, { subject: org.orgId, request: { scanId } })
  const [bytes] = opened.parts as Uint8Array[]
  const pdf = await getDocumentProxy(new Uint8Array(bytes ?? []))
  return (await extractText(pdf, { mergePages: true })).text
}

async function leaky() {
  const site = await addedSite(place, 'tideandfennel.example')
  const scan = await scanned(site.org, site.id)
  const { items } = await site.security.findings.list({ siteId: site.id, limit: 100 })
  const find = (key: string) => items.find((one) => one.key === key)?.id ?? ''
  return { ...site, scan, items, find }
}

describe('a task of a finding', () => {
  test('says what is to mend, once, however often somebody asks', async () => {
    const { org, security, find } = await leaky()
    const id = find('libraries.jquery')
    const [one, other] = [await security.findings.makeTask({ id }), await security.findings.makeTask({ id })]
    expect(one.taskId).toBe(other.taskId)
    const task = await org.api.modules.ops.tasks.get({ id: one.taskId })
    expect(task.title).toBe('tideandfennel.example: A script library has a known hole')
    expect(task.notes).toContain('jquery 1.12.4')
    expect((await org.api.modules.ops.tasks.list({})).items).toHaveLength(1)
    expect(await security.findings.get({ id })).toMatchObject({ taskId: one.taskId })
  })

  test('two at once make one', async () => {
    const { org, security, find } = await leaky()
    const id = find('headers.strictTransport')
    await Promise.allSettled(Array.from({ length: 5 }, () => security.findings.makeTask({ id })))
    await security.findings.makeTask({ id })
    expect((await org.api.modules.ops.tasks.list({})).items).toHaveLength(1)
  })
})

describe('a finding that somebody mutes', () => {
  test('stays, with the reason, and asks nobody to mend it until the day is over', async () => {
    const { security, id: siteId, find } = await leaky()
    const id = find('headers.strictTransport')
    const before = await security.sites.get({ id: siteId })
    await security.findings.mute({ id, reason: 'The old till needs http' })
    const muted = await security.findings.list({ siteId, muted: true })
    expect(muted.items.map(({ muted: why }) => why?.reason)).toEqual(['The old till needs http'])
    const after = await security.sites.get({ id: siteId })
    expect(after.toMend.medium).toBe(before.toMend.medium - 1)
    await security.findings.unmute({ id })
    expect((await security.sites.get({ id: siteId })).toMend).toEqual(before.toMend)
  })

  test('is to mend nowhere: each count is the same, and says apart what is muted', async () => {
    const { org, security, id: siteId, scan, find, items } = await leaky()
    await security.findings.mute({ id: find('headers.strictTransport'), reason: 'The old till needs http' })
    const counts = async () => {
      const { toMend, muted } = await security.sites.get({ id: siteId })
      const whole = await security.scans.get({ id: scan.id })
      const [listed] = (await security.scans.list({ siteId })).items
      const sumOf = (parts: readonly { toMend: number; muted: number }[] = []) => [
        parts.reduce((sum, part) => sum + part.toMend, 0),
        parts.reduce((sum, part) => sum + part.muted, 0),
      ]
      return [[toMend.high + toMend.medium + toMend.low, muted], sumOf(whole.parts), sumOf(listed?.parts)]
    }
    const some = [items.length - 1, 1]
    expect(await counts()).toEqual([some, some, some])
    const headers = (await security.scans.get({ id: scan.id })).parts.find(({ part }) => part === 'headers')
    expect(headers?.checks.find(({ key }) => key === 'headers.strictTransport')?.muted?.reason).toBe(
      'The old till needs http',
    )
    const text = await reportText({ org }, scan.id)
    expect(text).toMatch(/to mend, .\d+ points, 1 muted/)
    expect(text).toContain('Headers: The old till needs http')
    expect(text).not.toContain('add_header Strict-Transport-Security')
    await security.findings.unmute({ id: find('headers.strictTransport') })
    const all = [items.length, 0]
    expect(await counts()).toEqual([all, all, all])
  })

  test('is muted to the end of a day in the zone of the organization', async () => {
    const { org, security, id: siteId, find } = await leaky()
    const id = find('headers.strictTransport')
    const muted = async () => (await security.findings.list({ siteId, muted: true })).items.length
    await org.api.organizations.update({ timeZone: 'Pacific/Pago_Pago' })
    await security.findings.mute({ id, reason: 'later', until: dayIn('Pacific/Pago_Pago', new Date()) })
    expect(await muted()).toBe(1)
    // Another day at any time, and in half of it the same day by the clock of the database.
    await org.api.organizations.update({ timeZone: 'Pacific/Kiritimati' })
    expect(await muted()).toBe(0)
    expect(await security.findings.get({ id })).toMatchObject({ muted: null })
  })

  test('is not muted for a day that is over', async () => {
    const { security, find } = await leaky()
    const id = find('headers.strictTransport')
    const muted = security.findings.mute({ id, reason: 'later', until: '2020-01-01' })
    await expect(muted).rejects.toMatchObject({ details: { issues: [{ path: 'until' }] } })
  })
})

test('the plan of a fix begins on the day it is shown, in the zone of the organization', async () => {
  const { org, security, find } = await leaky()
  await org.api.organizations.update({ timeZone: 'Pacific/Kiritimati' })
  const findingId = find('mail.dmarc')
  const { steps } = await security.fixes.get({ findingId, server: 'nginx' })
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Pacific/Kiritimati' })
  const inTwoWeeks = new Date(place.hub.hub.now().getTime() + 14 * 86_400_000)
  expect(steps.join(' ')).toContain(`on ${day.format(inTwoWeeks)} at the latest`)
})

test('the list is the worst first, and goes on page by page', async () => {
  const { security, id: siteId, items } = await leaky()
  const keys: string[] = []
  let cursor: string | null | undefined
  do {
    const page = await security.findings.list({ siteId, limit: 2, ...(cursor && { cursor }) })
    keys.push(...page.items.map(({ key }) => key))
    cursor = page.nextCursor
  } while (cursor)
  expect(keys).toEqual(items.map(({ key }) => key))
  const rank = ['high', 'medium', 'low']
  const ranks = items.map(({ severity }) => rank.indexOf(severity))
  expect(ranks).toEqual(ranks.toSorted((one, other) => one - other))
})

test('two scans are compared: what is mended, what is new', async () => {
  const { org, security, id: siteId, scan } = await leaky()
  const site = place.sites.sites.get('tideandfennel.example')
  place.sites.set('tideandfennel.example', {
    headers: [
      ['server', 'nginx'],
      ['x-content-type-options', 'nosniff'],
    ],
  })
  place.move(3_600_000)
  const after = await scanned(org, siteId)
  place.sites.set('tideandfennel.example', { headers: site?.headers ?? [] })
  const change = await security.scans.compare({ before: scan.id, after: after.id })
  expect(change.closed.map(({ key }) => key)).toEqual(['headers.contentType'])
  expect(change.opened.map(({ key }) => key)).toEqual(['headers.framing'])
})

test('a report says the grade, the findings and their fixes', async () => {
  const site = await leaky()
  const text = await reportText(site, site.scan.id)
  expect(text).toContain('tideandfennel.example')
  expect(text).toContain(`Grade ${site.scan.grade}`)
  expect(text).toContain('A script library has a known hole')
  expect(text).toContain('add_header Strict-Transport-Security')
})

test('a report keeps the form of settings, and says where a line of them goes on', async () => {
  const site = place.sites.sites.get('tideandfennel.example')
  const scripts = Array.from(
    { length: 6 },
    (_, at) => `<script src="https://cdn-${at}.partner.example/a.js"></script>`,
  )
  place.sites.set('tideandfennel.example', { headers: [['server', 'Caddy']], html: scripts.join('') })
  const text = await leaky().then((found) => reportText(found, found.scan.id))
  place.sites.set('tideandfennel.example', { headers: site?.headers ?? [], html: site?.html ?? '' })
  expect(text).toContain('Strict-Transport-Security "max-age=31536000"')
  expect(text).not.toContain('□')
  expect(text).toContain('paste it as one line')
})
