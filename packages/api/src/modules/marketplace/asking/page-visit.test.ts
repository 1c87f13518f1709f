import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLimits } from '../../../platform/limits/limits.ts'
import { startSites } from '../../../testing/websites/sites.ts'
import type { StandInSites } from '../../../testing/websites/sites.ts'
import type { Site } from '../../../testing/websites/site.ts'
import type { Asking } from './asking.ts'
import { PageVisit } from './page-visit.ts'

const site = (host: string, robots: string): Site => ({
  host,
  redirect: 'none',
  withoutHttps: true,
  headers: [],
  cookies: [],
  html: '',
  robots: { body: robots },
})

let sites: StandInSites
beforeAll(async () => {
  sites = await startSites({
    sites: [
      site('shop.example', 'User-agent: *\nDisallow: /private\n'),
      site('slow.example', 'User-agent: *\nCrawl-delay: 30\n'),
      site('shut.example', 'User-agent: *\nDisallow: /\nAllow: /open\n'),
    ],
  })
})
afterAll(() => sites.stop())

/** One hub, whose pages share their turns. */
function askingOf(): Asking {
  return {
    outside: { seam: sites.seam },
    limits: createLimits(),
    now: () => new Date(),
    userAgent: 'SmartAIHub-Prices/1.0',
    browser: null,
  }
}

test('each address that a page asks for is judged by the rules of its host (MKT-1)', async () => {
  const visit = new PageVisit(askingOf())
  expect(await visit.mayAsk('http://shop.example/price')).toBe(true)
  expect(await visit.mayAsk('http://shop.example/private/price')).toBe(false)
  expect(await visit.mayAsk('http://shut.example/open/price')).toBe(true)
  expect(await visit.mayAsk('http://shut.example/price')).toBe(false)
  expect(await visit.mayAsk('http://nowhere.example/')).toBe(false)
})

test('robots.txt of a host is asked for once, however many ask at a time', async () => {
  sites.asked.length = 0
  const visit = new PageVisit(askingOf())
  const all = await Promise.all(
    Array.from({ length: 20 }, (_, at) => visit.mayAsk(`http://shop.example/${at}.js`)),
  )
  expect(all.every(Boolean)).toBe(true)
  expect(sites.asked.map(({ url }) => url)).toEqual(['http://shop.example/robots.txt'])
})

test('a host whose turn it is not is asked for nothing by a second page', async () => {
  const asking = askingOf()
  expect(await new PageVisit(asking).mayAsk('http://slow.example/a.js')).toBe(true)
  const second = new PageVisit(asking)
  expect(await second.mayAsk('http://slow.example/a.js')).toBe(false)
  expect(await second.mayReach('http://slow.example')).toBe(false)
  expect(second.stopped).toMatchObject({ kind: 'later' })
})

test('a connection is let through where its host had its turn, and judged where it had none', async () => {
  const visit = new PageVisit(askingOf())
  expect(await visit.mayReach('http://shut.example')).toBe(false)
  expect(visit.stopped).toMatchObject({ kind: 'blocked' })
  expect(await visit.mayAsk('http://shut.example/open')).toBe(true)
  expect(await visit.mayReach('http://shut.example')).toBe(true)
  expect(await visit.mayReach('http://127.0.0.1')).toBe(false)
  expect(await visit.mayReach('http://shop.example:8080')).toBe(false)
})

test('no page makes a crowd of the hub', async () => {
  const visit = new PageVisit(askingOf())
  const all = await Promise.all(
    Array.from({ length: 80 }, (_, at) => visit.mayAsk(`http://shop.example/?${at}`)),
  )
  expect(all.filter(Boolean)).toHaveLength(60)
})
