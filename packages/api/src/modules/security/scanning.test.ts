import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addedSite, openSitesPlace, scanned, showProof } from './testing.ts'
import type { SitesPlace } from './testing.ts'

let place: SitesPlace
beforeAll(async () => {
  place = await openSitesPlace()
})
afterAll(() => place.stop())

const HOUR_MS = 3_600_000

const added = (address: string) => addedSite(place, address)

describe('a quick scan', () => {
  test('gives the site at which nothing is to be mended an A+', async () => {
    const { org, id } = await added('https://fortress.example/')
    const scan = await scanned(org, id)
    expect(scan.parts.map(({ part, grade, toMend }) => [part, grade, toMend])).toEqual([
      ['headers', 'A+', 0],
      ['encryption', 'A+', 0],
      ['mail', 'A+', 0],
      ['libraries', 'A+', 0],
      ['files', null, 0],
    ])
    expect([scan.grade, scan.score]).toEqual(['A+', 100])
  })

  test('finds what is to be mended on the leaky shop', async () => {
    const { org, id, security } = await added('tideandfennel.example')
    const scan = await scanned(org, id)
    const { items } = await security.findings.list({ siteId: id, limit: 100 })
    expect(items.map(({ key, severity }) => `${severity} ${key}`)).toMatchInlineSnapshot(`
      [
        "medium headers.contentSecurityPolicy",
        "medium libraries.jquery",
        "medium headers.strictTransport",
        "medium mail.dmarc",
        "low headers.contentType",
      ]
    `)
    expect(scan.grade).not.toBe('A+')
  })
})

test('a fix that works closes the finding', async () => {
  const { org, id, security } = await added('tideandfennel.example')
  await scanned(org, id)
  const { items } = await security.findings.list({ siteId: id, limit: 100 })
  const finding = items.find(({ key }) => key === 'headers.strictTransport')
  const whole = await security.findings.get({ id: finding?.id ?? '' })
  expect(whole.server).toBe('nginx')
  const fix = await security.fixes.get({ findingId: whole.id, server: 'nginx' })
  expect(fix.code).toContain('add_header Strict-Transport-Security')
  const site = place.sites.sites.get('tideandfennel.example')
  const value = /Strict-Transport-Security\s+"([^"]+)"/.exec(fix.code ?? '')?.[1] ?? ''
  place.sites.set('tideandfennel.example', {
    headers: [...(site?.headers ?? []), ['strict-transport-security', value]],
  })
  place.move(HOUR_MS)
  const after = await scanned(org, id)
  const closed = await security.findings.get({ id: whole.id })
  expect(closed.state).toBe('closed')
  const headers = after.parts.find(({ part }) => part === 'headers')
  expect(headers?.score).toBe(whole.after?.part.after.score)
})

describe('a certificate that is not as it should be', () => {
  test.each([
    ['expired.example', 'encryption.validity', 'F'],
    ['self-signed.example', 'encryption.certificate', 'F'],
    ['wrong-name.example', 'encryption.name', 'F'],
    ['sha1.example', 'encryption.signature', 'F'],
    ['weak-key.example', 'encryption.key', 'B'],
    ['no-forward.example', 'encryption.ciphers', 'B'],
    ['cbc-only.example', 'encryption.ciphers', 'B'],
    ['plain.example', 'encryption.https', 'F'],
    ['soon.example', 'encryption.validity', 'A'],
  ])('%s: %s', async (host, key, grade) => {
    const { org, id } = await added(host)
    const { parts } = await scanned(org, id)
    const encryption = parts.find(({ part }) => part === 'encryption')
    const failed = encryption?.checks.filter(({ state }) => state === 'failed').map((check) => check.key)
    expect(failed).toContain(key)
    expect(encryption?.grade).toBe(grade)
  })
})

describe('mail', () => {
  test.each([
    ['spoofable.example', ['mail.spf missing', 'mail.dmarc missing']],
    ['tangled-mail.example', ['mail.spf too-many-lookups']],
    ['two-spf.example', ['mail.spf multiple']],
    ['deaf-dns.example', []],
  ])('%s', async (host, wanted) => {
    const { org, id } = await added(host)
    const { parts } = await scanned(org, id)
    const mail = parts.find(({ part }) => part === 'mail')
    const failed = mail?.checks.filter(({ state }) => state === 'failed') ?? []
    expect(failed.map(({ key, result }) => `${key} ${result}`)).toEqual(wanted)
    expect(mail?.grade === null).toBe(host === 'deaf-dns.example')
  })
})

describe('a site that means harm', () => {
  test.each(['endless.example', 'bomb.example', 'many-headers.example', 'loop.example', 'soft404.example'])(
    '%s is looked at as far as it goes',
    async (host) => {
      const { org, id } = await added(host)
      const scan = await scanned(org, id)
      expect(Date.parse(scan.finishedAt)).toBeGreaterThanOrEqual(Date.parse(scan.startedAt))
    },
  )

  test('one that leads inward is asked there for nothing', async () => {
    const { org, id } = await added('inward.example')
    const scan = await scanned(org, id)
    const headers = scan.parts.find(({ part }) => part === 'headers')
    const redirection = headers?.checks.find(({ key }) => key === 'headers.redirection')
    expect(redirection?.state).not.toBe('passed')
    expect(place.sites.asked.filter(({ url }) => url.includes('127.0.0.1'))).toEqual([])
  })

  test('a name that nobody has is refused and costs nothing', async () => {
    const { org, id, security } = await added('nobody-has-this.example')
    const started = security.scans.start({ siteId: id })
    await expect(started).rejects.toThrow('There is no such name on the internet.')
    const { items } = await org.api.credits.history({})
    expect(items.filter(({ deltaMicro }) => deltaMicro < 0)).toEqual([])
  })

  test('one that does not answer has no grade, and says so', async () => {
    const { org, id, security } = await added('plain.example')
    place.sites.set('plain.example', { dies: 'at-once' })
    const scan = await scanned(org, id)
    expect([scan.grade, scan.score]).toEqual([null, null])
    expect(scan.parts.find(({ part }) => part === 'headers')?.checks[0]?.state).toBe('unknown')
    expect((await security.findings.list({ siteId: id, part: 'headers' })).items).toEqual([])
  })

  test('one that leads in a circle has no grade, and says so', async () => {
    const { org, id } = await added('loop.example')
    const scan = await scanned(org, id)
    expect([scan.grade, scan.score]).toEqual([null, null])
    const checksOf = (name: string) => scan.parts.find(({ part }) => part === name)?.checks ?? []
    expect(checksOf('libraries')).toMatchObject([
      {
        state: 'unknown',
        title: 'The website shows no page',
        evidence: ['GET https://loop.example/again 301'],
      },
    ])
    expect(checksOf('headers')).toHaveLength(1)
    expect(checksOf('encryption').length).toBeGreaterThan(1)
  })

  test('a fault of its server mends nothing, and is nothing to mend', async () => {
    const { org, id, security } = await added('tideandfennel.example')
    await scanned(org, id)
    const open = async () =>
      (await security.findings.list({ siteId: id, state: 'open' })).items.map(({ key }) => key)
    const before = await open()
    place.sites.set('tideandfennel.example', { files: { '/': { status: 503, body: 'Back soon' } } })
    place.move(3_600_000)
    const scan = await scanned(org, id)
    place.sites.set('tideandfennel.example', { files: {} })
    expect([scan.grade, scan.score]).toEqual([null, null])
    expect(await open()).toEqual(before)
  })

  test.each<[string, number, [string, string][]]>([
    ['asks who comes whether it is a person', 403, [['cf-mitigated', 'challenge']]],
    ['has had enough of questions', 429, []],
    ['refuses programs', 403, [['server', 'AkamaiGHost']]],
  ])('a guard before it that %s is not the website', async (_, status, headers) => {
    const { org, id, security } = await added('tideandfennel.example')
    await scanned(org, id)
    const open = async () =>
      (await security.findings.list({ siteId: id, state: 'open' })).items.map(({ key }) => key)
    const before = await open()
    place.sites.set('tideandfennel.example', { files: { '/': { status, headers, body: 'Just a moment' } } })
    place.move(3_600_000)
    const scan = await scanned(org, id)
    place.sites.set('tideandfennel.example', { files: {} })
    expect([scan.grade, scan.score]).toEqual([null, null])
    const headersPart = scan.parts.find(({ part }) => part === 'headers')
    expect(headersPart?.checks[0]).toMatchObject({
      state: 'unknown',
      title: 'The website turned the scan away',
    })
    expect(await open()).toEqual(before)
  })

  test('a refusal by the website itself is judged as it is', async () => {
    const { org, id } = await added('tideandfennel.example')
    place.sites.set('tideandfennel.example', { files: { '/': { status: 403, body: 'Members only' } } })
    const scan = await scanned(org, id)
    place.sites.set('tideandfennel.example', { files: {} })
    expect(scan.score).not.toBeNull()
  })

  test('what a cookie holds is not kept', async () => {
    const { org, id } = await added('tideandfennel.example')
    const scan = await scanned(org, id)
    const kept = await place.hub.hub.db
      .org(org.orgId)
      .selectFrom('securityObservation')
      .select('observed')
      .where('scanId', '=', scan.id)
      .executeTakeFirstOrThrow()
    const text = JSON.stringify(kept.observed)
    expect(text).toContain('cart=')
    expect(text).not.toContain('b81f02c4')
  })
})

describe('how often', () => {
  test('a site that is not proved is scanned once an hour, and one that is as often as one likes', async () => {
    const site = await added('fortress.example')
    await scanned(site.org, site.id)
    const again = site.security.scans.start({ siteId: site.id })
    await expect(again).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' })
    const { hide } = await showProof(place, site)
    await site.security.sites.prove({ id: site.id })
    await expect(scanned(site.org, site.id)).resolves.toMatchObject({ grade: 'A+' })
    hide()
  })

  test('ten sites of others a day', async () => {
    const { org, security } = await added('fortress.example')
    const hosts = [
      'expired',
      'sha1',
      'weak-key',
      'soon',
      'plain',
      'spoofable',
      'two-spf',
      'loop',
      'wrong-name',
    ]
    const more = [...hosts, 'self-signed', 'tangled-mail']
    const ids: string[] = []
    for (const name of more) ids.push((await security.sites.add({ address: `${name}.example` })).id)
    for (const siteId of ids.slice(0, 10)) await scanned(org, siteId)
    await expect(security.scans.start({ siteId: ids[10] ?? '' })).rejects.toMatchObject({
      code: 'TOO_MANY_REQUESTS',
    })
  })

  test('no more of them by asking for all at the same moment', async () => {
    const { security } = await added('fortress.example')
    const hosts = Array.from({ length: 14 }, (_, at) => `many-${at}.example`)
    for (const host of hosts)
      place.sites.add({ host, redirect: 'https', headers: [], cookies: [], html: '<title>A shop</title>' })
    const ids: string[] = []
    for (const address of hosts) ids.push((await security.sites.add({ address })).id)
    const asked = await Promise.allSettled(ids.map((siteId) => security.scans.start({ siteId })))
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(10)
    const refused = asked.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []))
    expect(refused).toEqual(
      Array.from({ length: 4 }, () => expect.objectContaining({ code: 'TOO_MANY_REQUESTS' })),
    )
  })

  test('nor by removing a site and adding it again', async () => {
    const { org, security, id } = await added('spoofable.example')
    let siteId = id
    const again = async () => {
      await security.sites.remove({ id: siteId })
      siteId = (await security.sites.add({ address: 'spoofable.example' })).id
      return security.scans.start({ siteId })
    }
    await scanned(org, siteId)
    await again()
    await expect(again()).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' })
  })

  test('a second wish while one is under way is the same job and costs nothing', async () => {
    const { security, id, org } = await added('tideandfennel.example')
    place.sites.set('tideandfennel.example', { delayMs: 300 })
    const [one, other] = await Promise.all([
      security.scans.start({ siteId: id }),
      security.scans.start({ siteId: id }),
    ])
    expect(one.jobId).toBe(other.jobId)
    await expect
      .poll(async () => (await org.api.jobs.get({ id: one.jobId })).status, { timeout: 20_000 })
      .toBe('done')
    place.sites.set('tideandfennel.example', { delayMs: undefined })
    const { items } = await org.api.credits.history({})
    expect(items.filter(({ deltaMicro }) => deltaMicro === -200_000)).toHaveLength(1)
  })
})
