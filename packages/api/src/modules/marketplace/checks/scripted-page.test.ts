import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startWorker } from '../../../platform/jobs/worker.ts'
import type { DurableWorker } from '../../../platform/durable/worker.ts'
import { browserCheckMicro, priceCheckMicro } from '../../../shared/check-prices.ts'
import { machineIn } from '../../../platform/calls/machine.ts'
import { startHub } from '../../../testing/index.ts'
import type { TestHub, TestOrg } from '../../../testing/index.ts'
import type { Site } from '../../../testing/websites/site.ts'
import { startSites } from '../../../testing/websites/sites.ts'
import type { StandInSites } from '../../../testing/websites/sites.ts'
import { checkDue } from '../jobs.ts'
import { jobDone, shopKeeper, watched } from '../testing.ts'

const executable = '/usr/bin/chromium'
const PATH = '/blend'
const HOST = 'scripted.example'

/** A shop whose page says nothing until its script has asked for the price. Over http: a browser does not know the certificates of tests. */
const scripted = (price: string, more = ''): Site => ({
  host: HOST,
  redirect: 'none',
  withoutHttps: true,
  headers: [],
  cookies: [],
  html: '',
  robots: { body: `User-agent: *\nCrawl-delay: 1\n${more}` },
  files: {
    [PATH]: {
      type: 'text/html; charset=utf-8',
      body: `<!doctype html><html lang="en"><title>Blend</title><main><h1>House blend, 1 kg</h1><p id="price"></p></main>
<script>fetch('/price').then((answer) => answer.text()).then((text) => {
  setTimeout(() => { document.getElementById('price').textContent = text }, 200) })</script></html>`,
    },
    '/price': { body: price },
  },
})

const DAY_MS = 24 * 60 * 60_000
let moved = 0
let sites: StandInSites
let hub: TestHub
let worker: DurableWorker

beforeAll(async () => {
  sites = await startSites({ sites: [scripted('€ 21.50')] })
  hub = await startHub({
    now: () => new Date(Date.now() + moved),
    internet: sites.seam,
    environment: { CHROMIUM_PATH: executable, CHROMIUM_SANDBOX: 'off' },
  })
  worker = await startWorker(hub.hub)
})
afterAll(async () => {
  await worker.stop()
  await hub.stop()
  await sites.stop()
})

const availableOf = async (org: TestOrg) => (await org.api.credits.balance()).availableMicro

async function readByBrowser(org: TestOrg, id: string) {
  const { checks, listings } = org.api.modules.marketplace
  const { jobId } = await checks.start({ id, by: 'browser' })
  await jobDone(org, jobId)
  return listings.get({ id })
}

describe.skipIf(!existsSync(executable))('a page whose price appears by a script (MKT-1)', () => {
  test('is read by a browser where a person says so, for more, and each morning from then on', async () => {
    const org = await shopKeeper({ hub })
    const { checks, listings } = org.api.modules.marketplace
    const { id, listing } = await watched(org, { url: `http://${HOST}${PATH}` })
    expect(listing).toMatchObject({ outcome: 'no-price', reader: 'page', canBrowse: true, price: null })

    const before = await availableOf(org)
    const read = await readByBrowser(org, id)
    expect(read).toMatchObject({
      outcome: 'ok',
      reader: 'browser',
      price: { amount: '21.50', currency: 'EUR' },
      source: 'text',
    })
    expect(read.reasons[0]).toBe('Read by a browser, since the price is there only after scripts ran.')
    expect(before - (await availableOf(org))).toBe(browserCheckMicro)
    await expect(checks.start({ id })).rejects.toMatchObject({ code: 'CONFLICT' })

    sites.set(HOST, scripted('€ 20.90'))
    moved += DAY_MS
    const then = await availableOf(org)
    await checkDue.run(machineIn(hub.hub, { name: 'marketplace.watcher', orgId: org.orgId }))
    expect((await listings.get({ id })).price?.amount).toBe('20.90')
    expect(then - (await availableOf(org))).toBe(browserCheckMicro)
  })

  test('is not opened where the shop forbids programs to read it', async () => {
    const org = await shopKeeper({ hub })
    const { id } = await watched(org, { url: `http://${HOST}${PATH}` })
    sites.set(HOST, scripted('€ 21.50', `Disallow: ${PATH}\n`))
    moved += DAY_MS
    expect(await readByBrowser(org, id)).toMatchObject({ outcome: 'blocked', price: null, reader: 'page' })
    sites.set(HOST, scripted('€ 21.50'))
    moved += DAY_MS
  })

  test('is read with what other hosts let programs read, each asked in its turn, and with nothing else', async () => {
    const org = await shopKeeper({ hub })
    const script = (id: string, text: string) => ({
      type: 'text/javascript',
      body: `document.getElementById('price').textContent += '${text}'; ${id}`,
    })
    const parts = (robots: string) => ({
      ...scripted(''),
      host: 'parts.example',
      robots: { body: robots },
      files: { '/a.js': script('1', '€ 21'), '/b.js': script('2', '.50') },
    })
    const body = `<!doctype html><title>Blend</title><h1>House blend, 1 kg</h1><p id="price"></p>
<script src="http://parts.example/a.js"></script><script src="http://parts.example/b.js"></script>`
    sites.add(parts('User-agent: *\nCrawl-delay: 1\n'))
    sites.set(HOST, { ...scripted(''), files: { [PATH]: { type: 'text/html; charset=utf-8', body } } })
    moved += DAY_MS
    const { id } = await watched(org, { url: `http://${HOST}${PATH}` })
    expect((await readByBrowser(org, id)).price?.amount).toBe('21.50')

    sites.set('parts.example', parts('User-agent: *\nCrawl-delay: 1\nDisallow: /b.js\n'))
    moved += DAY_MS
    sites.asked.length = 0
    await readByBrowser(org, id)
    const asked = sites.asked.map(({ url }) => url).filter((url) => url.includes('parts.example'))
    expect(asked).toEqual(['http://parts.example/robots.txt', 'http://parts.example/a.js'])
    sites.set(HOST, scripted('€ 21.50'))
    moved += DAY_MS
  })

  test('that has none with a browser either stays without, and goes on at the usual price', async () => {
    const org = await shopKeeper({ hub })
    const { id } = await watched(org, { url: `http://${HOST}${PATH}` })
    sites.set(HOST, scripted('sold by the crate'))
    expect(await readByBrowser(org, id)).toMatchObject({ outcome: 'no-price', reader: 'page' })
    const before = await availableOf(org)
    const { jobId } = await org.api.modules.marketplace.checks.start({ id })
    await jobDone(org, jobId)
    expect(before - (await availableOf(org))).toBe(priceCheckMicro)
  })
})

test('a page that tells its price without a browser is opened in none', async () => {
  const org = await shopKeeper({ hub })
  const html = '<!doctype html><title>Blend</title><h1>House blend, 1 kg</h1><p>€ 21.50</p>'
  const plain = { [PATH]: { type: 'text/html; charset=utf-8', body: html } }
  sites.set(HOST, { ...scripted(''), files: plain })
  moved += DAY_MS
  const { id, listing } = await watched(org, { url: `http://${HOST}${PATH}` })
  expect(listing).toMatchObject({ outcome: 'ok', reader: 'page' })
  const before = await availableOf(org)
  await expect(org.api.modules.marketplace.checks.start({ id, by: 'browser' })).rejects.toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining('no price without one'),
  })
  expect(await availableOf(org)).toBe(before)
  sites.set(HOST, scripted('€ 21.50'))
})

test('a hub without a browser says so, and charges nothing', async () => {
  const other = await startHub({ internet: sites.seam })
  try {
    const org = await shopKeeper({ hub: other })
    const { listings, checks } = org.api.modules.marketplace
    const { id } = await listings.add({ url: `http://${HOST}${PATH}` })
    const before = await availableOf(org)
    await expect(checks.start({ id, by: 'browser' })).rejects.toThrow('has not set up a browser')
    expect(await availableOf(org)).toBe(before)
    expect((await listings.get({ id })).canBrowse).toBe(false)
  } finally {
    await other.stop()
  }
})
