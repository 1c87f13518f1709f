import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addedSite, openSitesPlace, scanned, showProof } from './testing.ts'
import type { SitesPlace } from './testing.ts'

const DAY_MS = 86_400_000
const HOST = 'tideandfennel.example'

let place: SitesPlace
beforeAll(async () => {
  place = await openSitesPlace()
})
afterAll(() => place.stop())

const pageOf = (host: string) => place.sites.sites.get(host)?.html ?? ''

describe('a site is proved to be theirs', () => {
  test('by a record in the DNS', async () => {
    const { security, id } = await addedSite(place, HOST)
    const { howToProve } = await security.sites.get({ id })
    place.sites.names.zone[howToProve.dns.name] = { TXT: ['something else', howToProve.dns.value] }
    expect(await security.sites.prove({ id })).toMatchObject({ proof: 'dns', proofNote: '' })
    delete place.sites.names.zone[howToProve.dns.name]
  })

  test('by a record at the name that a form makes of the whole one, with the domain twice', async () => {
    const { security, id } = await addedSite(place, HOST)
    const { name, value } = (await security.sites.get({ id })).howToProve.dns
    place.sites.names.zone[`${name}.${HOST}`] = { TXT: [value] }
    expect(await security.sites.prove({ id })).toMatchObject({ proof: 'dns', proofNote: '' })
    delete place.sites.names.zone[`${name}.${HOST}`]
  })

  test('by a file', async () => {
    const { security, id } = await addedSite(place, HOST)
    const { howToProve } = await security.sites.get({ id })
    const { pathname } = new URL(howToProve.file.address)
    place.sites.set(HOST, { files: { [pathname]: { body: `${howToProve.file.content}\n` } } })
    expect(await security.sites.prove({ id })).toMatchObject({ proof: 'file' })
    place.sites.set(HOST, { files: {} })
  })

  test('by a tag on its page', async () => {
    const { security, id } = await addedSite(place, HOST)
    const { howToProve } = await security.sites.get({ id })
    const html = pageOf(HOST)
    place.sites.set(HOST, { html: html.replace('<title>', `${howToProve.meta.tag}<title>`) })
    expect(await security.sites.prove({ id })).toMatchObject({ proof: 'meta' })
    place.sites.set(HOST, { html })
  })
})

describe('no proof is', () => {
  test('nothing at all', async () => {
    const { security, id } = await addedSite(place, HOST)
    const site = await security.sites.prove({ id })
    expect(site.proof).toBeNull()
    expect(site.proofNote).toContain('not found')
  })

  test('what another organization shows there', async () => {
    const theirs = await addedSite(place, HOST)
    const { hide } = await showProof(place, theirs)
    const mine = await addedSite(place, HOST)
    expect(await mine.security.sites.prove({ id: mine.id })).toMatchObject({ proof: null })
    expect(await theirs.security.sites.prove({ id: theirs.id })).toMatchObject({ proof: 'dns' })
    hide()
  })

  test('a page that shows the token to whoever asks, in its text', async () => {
    const { security, id } = await addedSite(place, HOST)
    const { howToProve } = await security.sites.get({ id })
    const html = pageOf(HOST)
    const tag = howToProve.meta.tag.replaceAll('<', '&lt;')
    place.sites.set(HOST, {
      html: html.replace('</body>', `<p>${tag}</p><!-- ${howToProve.meta.tag} --></body>`),
    })
    expect(await security.sites.prove({ id })).toMatchObject({ proof: null })
    place.sites.set(HOST, { html })
  })

  test('a file behind a certificate that nobody trusts', async () => {
    const host = 'self-signed.example'
    const { security, id } = await addedSite(place, host)
    const { howToProve } = await security.sites.get({ id })
    const { pathname } = new URL(howToProve.file.address)
    place.sites.set(host, { files: { [pathname]: { body: howToProve.file.content } } })
    expect(await security.sites.prove({ id })).toMatchObject({ proof: null })
    place.sites.set(host, { files: {} })
  })
})

test('is looked for sixty times an hour at most: the website may be a stranger’s', async () => {
  const { security, id } = await addedSite(place, HOST)
  for (let time = 0; time < 60; time += 1) await security.sites.prove({ id })
  const before = place.sites.asked.length
  await expect(security.sites.prove({ id })).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' })
  expect(place.sites.asked).toHaveLength(before)
})

describe('a full scan', () => {
  test('is for sites that are proved', async () => {
    const { security, id } = await addedSite(place, 'leaky-files.example')
    const refused = security.scans.start({ siteId: id, kind: 'full' })
    await expect(refused).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(place.sites.asked.filter(({ url }) => url.includes('/.git'))).toEqual([])
  })

  test('finds files that should not be there, without keeping what they hold', async () => {
    const site = await addedSite(place, 'leaky-files.example')
    await showProof(place, site)
    await site.security.sites.prove({ id: site.id })
    const scan = await scanned(site.org, site.id, 'full')
    const files = scan.parts.find(({ part }) => part === 'files')
    const open = files?.checks.filter(({ state }) => state === 'failed').map(({ key }) => key)
    expect(open).toEqual(expect.arrayContaining(['files./.git/HEAD', 'files./.env', 'files./backup.sql']))
    expect([files?.grade, scan.grade]).toEqual(['F', 'F'])
    const quick = await scanned(site.org, site.id)
    expect(quick.grade, 'a quick scan cannot look, so the files still count').toBe('F')
  })

  test('finds none where every path is answered with a page', async () => {
    const site = await addedSite(place, 'soft404.example')
    await showProof(place, site)
    await site.security.sites.prove({ id: site.id })
    const scan = await scanned(site.org, site.id, 'full')
    expect(scan.parts.find(({ part }) => part === 'files')?.toMend).toBe(0)
  })

  test('asks for old protocols', async () => {
    const site = await addedSite(place, 'old-tls.example')
    await showProof(place, site)
    await site.security.sites.prove({ id: site.id })
    const scan = await scanned(site.org, site.id, 'full')
    const encryption = scan.parts.find(({ part }) => part === 'encryption')
    const protocols = encryption?.checks.find(({ key }) => key === 'encryption.protocols')
    expect(protocols).toMatchObject({ state: 'failed', result: 'old-protocol' })
    expect(encryption?.grade).toBe('B')
  })

  test('ends with the proof: once it is gone for sure, the site counts as theirs no more', async () => {
    const site = await addedSite(place, 'fortress.example')
    const { hide } = await showProof(place, site)
    await site.security.sites.prove({ id: site.id })
    hide()
    await expect(scanned(site.org, site.id, 'full')).rejects.toThrow('no longer shows that it is yours')
    expect(await site.security.sites.get({ id: site.id })).toMatchObject({ proof: null })
    const entries = await site.org.api.audit.list({ limit: 100 })
    expect(entries.items.map(({ action }) => action)).toContain('security.site.unproved')
  })

  test('goes on for ninety days where nobody can look for the proof', async () => {
    const site = await addedSite(place, 'fortress.example')
    await showProof(place, site)
    await site.security.sites.prove({ id: site.id })
    place.sites.names.fail('fortress.example', 'servfail')
    await scanned(site.org, site.id, 'full')
    expect(await site.security.sites.get({ id: site.id })).toMatchObject({ proof: 'dns' })
    place.move(91 * DAY_MS)
    await expect(scanned(site.org, site.id, 'full')).rejects.toThrow('no longer shows')
    place.sites.names.fail('fortress.example', null)
  })
})
