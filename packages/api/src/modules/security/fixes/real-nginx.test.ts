import { createServer, get } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listen } from '../../../testing/websites/listening.ts'
import type { Listening } from '../../../testing/websites/listening.ts'
import { addedSite, openSitesPlace, scanned, showProof } from '../testing.ts'
import type { SitesPlace } from '../testing.ts'
import { hasNginx, startNginx } from '../testing/nginx.ts'

const HOST = 'behind-nginx.example'

/** Sends what stands in the way of a good grade, so that each kind of fix has something to do. */
const program = createServer((request, response) => {
  if (request.url === '/.env') return void response.end('DB_PASSWORD=hunter2\nAPP_KEY=base64:abc\n')
  if (request.url !== '/') return void response.writeHead(404).end()
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'x-frame-options': 'ALLOWALL',
    'x-content-type-options': 'sniff',
    'referrer-policy': 'unsafe-url',
    'cross-origin-opener-policy': 'everybody',
    'cross-origin-resource-policy': 'everybody',
    'cross-origin-embedder-policy': 'everybody',
    'content-security-policy': "script-src 'self' 'unsafe-inline'; img-src http://pictures.example",
    'access-control-allow-origin': request.headers.origin ?? 'null',
    'access-control-allow-credentials': 'true',
    'set-cookie': ['login=1; Path=/', 'csrf_token=2; Path=/; SameSite=Maybe'],
  })
  response.end('<!doctype html><title>Shop</title><script src="/app.js"></script>')
})

let place: SitesPlace
let behind: Listening
beforeAll(async () => {
  behind = await listen(program, 0)
  const site = { host: HOST, redirect: 'none', headers: [], cookies: [], html: '' } as const
  place = await openSitesPlace({ sites: [site] })
})
afterAll(async () => {
  await place.stop()
  await behind.stop()
})

async function provedSite() {
  const site = await addedSite(place, HOST)
  await showProof(place, site)
  await site.security.sites.prove({ id: site.id })
  const open = async () => {
    const { items } = await site.security.findings.list({ siteId: site.id, state: 'open', limit: 100 })
    return items.filter(({ part }) => part === 'headers' || part === 'files')
  }
  const fixes = async () =>
    Promise.all((await open()).map(({ id }) => site.security.fixes.get({ findingId: id, server: 'nginx' })))
  return { ...site, open, fixes }
}

const locationAt = (address: string): Promise<string | undefined> =>
  new Promise((found, failed) => {
    get(address, { headers: { host: HOST } }, ({ headers }) => found(headers.location)).on('error', failed)
  })

describe.skipIf(!hasNginx())('a real nginx (SEC-1)', () => {
  test('takes all fixes as they are pasted, and then there is nothing left to mend', async () => {
    const origin = `http://127.0.0.1:${behind.port}`
    const before = await startNginx({ behind: origin, block: '', beside: '' })
    place.sites.set(HOST, { front: before.origin })
    const { org, id, open, fixes } = await provedSite()
    await scanned(org, id, 'full')
    const wanted = (await open()).map(({ key }) => key)
    expect(wanted).toHaveLength(12)
    const pasted = await fixes()
    await before.stop()

    const codes = (isBeside: boolean) =>
      pasted
        .filter(({ where }) => where.startsWith('Beside') === isBeside)
        .map(({ code }) => code)
        .join('\n')
    const after = await startNginx({ behind: origin, block: codes(false), beside: codes(true) })
    expect(await locationAt(`${after.plainOrigin}/cart?of=2`)).toBe(`https://${HOST}/cart?of=2`)
    place.sites.set(HOST, { front: after.origin, redirect: 'https' })
    const { parts } = await scanned(org, id, 'full')
    await after.stop()
    expect((await open()).map(({ key }) => key)).toEqual([])
    expect(parts.find(({ part }) => part === 'headers')?.grade).toBe('A+')
  })
})
