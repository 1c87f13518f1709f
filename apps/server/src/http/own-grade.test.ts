import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startWorker } from '@hub/api/server'
import { giveCredits, startSites } from '@hub/api/testing'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

const HOST = 'hub.example'
const dist = mkdtempSync(join(tmpdir(), 'hub-dist-'))

const WEB = new URL('../../../web/', import.meta.url)
/** The page of the app as it is, with the name that the build gives its program. */
const PAGE = readFileSync(new URL('index.html', WEB), 'utf8').replace(
  '<script type="module" src="/src/main.tsx"></script>',
  '<script type="module" crossorigin src="/assets/index-4f2a.js"></script>',
)

let hub: ServedHub
let sites: Awaited<ReturnType<typeof startSites>>
beforeAll(async () => {
  mkdirSync(join(dist, 'assets'))
  cpSync(new URL('public', WEB), dist, { recursive: true })
  writeFileSync(join(dist, 'index.html'), PAGE)
  writeFileSync(join(dist, 'assets', 'index-4f2a.js'), 'export {}')
  const behind = { host: HOST, redirect: 'https', headers: [], cookies: [], html: '' } as const
  sites = await startSites({ sites: [behind] })
  const settings = { publicUrl: `https://${HOST}` }
  const environment = { SECURITY_DNS: sites.dns }
  hub = await serveHub({ dist, settings, trustProxy: 'loopback', internet: sites.seam, environment })
  sites.set(HOST, { front: hub.origin })
})
afterAll(async () => {
  await hub.stop()
  await sites.stop()
  rmSync(dist, { recursive: true })
})

test("the hub's own pages behind a TLS front are A+ (SEC-1)", async () => {
  expect(PAGE).toContain('/assets/index-4f2a.js')
  const org = await hub.newOrg()
  await giveCredits(hub, org.orgId, { micro: 1_000_000 })
  const worker = await startWorker(hub.hub)
  const { sites: websites, scans } = org.api.modules.security
  const { id: siteId } = await websites.add({ address: HOST })
  await scans.start({ siteId })
  const scanId = await vi.waitFor(
    async () => {
      const [scan] = (await scans.list({ siteId })).items
      if (!scan) throw new Error('The scan is under way.')
      return scan.id
    },
    { timeout: 20_000, interval: 50 },
  )
  await worker.stop()
  const { parts } = await scans.get({ id: scanId })
  const headers = parts.find(({ part }) => part === 'headers')
  expect(headers?.checks.filter(({ state }) => state === 'failed')).toEqual([])
  expect(headers?.grade).toBe('A+')
  expect(parts.find(({ part }) => part === 'libraries')?.grade).toBe('A+')
})
