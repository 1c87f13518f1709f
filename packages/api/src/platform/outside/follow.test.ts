import { createServer as createHttp } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer as createHttps } from 'node:https'
import { createServer as createTcp } from 'node:net'
import { describe, expect, test } from 'vitest'
import { certify } from '../../testing/certify.ts'
import { onPort } from '../../testing/on-port.ts'
import { follow } from './follow.ts'
import type { GuardSeam } from './judged.ts'
import { isPublicAddress } from './public-address.ts'
import type { VisitOptions } from './visit.ts'
import { byTheClock } from '../../testing/by-the-clock.ts'

const limits = { maxBytes: 10_000, timeoutMs: 5_000 }

const seamAt = (port: number): GuardSeam => ({
  resolve: async () => [{ address: '127.0.0.1', family: 4 }],
  isAllowed: () => true,
  port,
})

/** A site that answers with the location and cookies that stand for a path, or with a page. */
async function siteWith(locations: Readonly<Record<string, string>>, status = 302) {
  const asked: IncomingMessage[] = []
  const site = await onPort(
    createHttp((request, response) => {
      asked.push(request)
      const location = locations[request.url ?? '/']
      if (location === undefined) response.end('the page')
      else response.writeHead(status, { location, 'set-cookie': ['a=1', 'b=2'] }).end('moved')
    }),
  )
  const walk = (changes: Partial<VisitOptions> = {}) =>
    follow('http://shop.example/', { ...limits, seam: seamAt(site.port), ...changes })
  return { asked, site, walk }
}

describe('the way to a page', () => {
  test.each([301, 302, 303, 307, 308])('leads on by %i, and every answer on it is kept', async (status) => {
    const { walk } = await siteWith({ '/': '/a?b=c', '/a?b=c': 'http://www.shop.example/end' }, status)
    const { hops, last, error, isVerified } = await walk()
    expect(hops.map((hop) => [hop.url, hop.status])).toEqual([
      ['http://shop.example/', status],
      ['http://shop.example/a?b=c', status],
      ['http://www.shop.example/end', 200],
    ])
    expect(hops[0]?.headers.filter(([name]) => name === 'set-cookie')).toHaveLength(2)
    expect([last?.body.toString(), error, isVerified]).toEqual(['the page', null, true])
  })

  test('takes nothing along but what the caller says of itself', async () => {
    const { asked, walk } = await siteWith({ '/': 'http://other.example/next' })
    await walk({ headers: { 'user-agent': 'Scanner/1.0' } })
    expect(asked).toHaveLength(2)
    expect(Object.keys(asked[1]?.headers ?? {}).toSorted()).toEqual([
      'accept-encoding',
      'connection',
      'host',
      'user-agent',
    ])
    expect(asked[1]?.headers.host).toBe('other.example')
  })

  test('ends at an answer that names no place, or none that can be read', async () => {
    const { walk } = await siteWith({ '/': 'http://[' })
    expect(await walk()).toMatchObject({ last: { status: 302 }, error: null, hops: [{ status: 302 }] })
  })

  test('has five turns at most', async () => {
    const turns = Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`/${at}`, `/${at + 1}`]))
    const short = await siteWith({ ...turns, '/': '/5' })
    expect(await short.walk()).toMatchObject({ last: { status: 200 }, error: null })
    const long = await siteWith({ ...turns, '/': '/4' })
    const { hops, last, error } = await long.walk()
    expect([hops.length, last, error]).toEqual([6, null, 'It leads on more than 5 times.'])
    expect(long.asked).toHaveLength(6)
  })

  test('does not go round in circles', async () => {
    const { asked, walk } = await siteWith({ '/': '/' })
    expect(await walk()).toMatchObject({ last: null, error: 'It leads on more than 5 times.' })
    expect(asked).toHaveLength(6)
  })

  test.each([
    'mailto:me@shop.example',
    'ftp://shop.example/',
    'http://shop.example:8080/',
    'http://10.0.0.7/',
  ])('breaks off before %s', async (location) => {
    const { asked, walk } = await siteWith({ '/': location })
    const { hops, last, error } = await walk()
    expect([hops.length, last, error]).toEqual([1, null, 'The address is not one that may be asked.'])
    expect(asked).toHaveLength(1)
  })

  test('breaks off where it leads inside, and not one byte gets there', async () => {
    const inside = await onPort(createTcp((socket) => void socket.destroy()))
    const { site } = await siteWith({ '/': 'http://inside.example/' })
    let looks = 0
    const seam: GuardSeam = {
      resolve: async () => [{ address: '127.0.0.1', family: 4 }],
      // The first name stands on the public internet here.
      isAllowed: (address) => (looks += 1) === 1 || isPublicAddress(address),
      port: (host) => (host === 'shop.example' ? site.port : inside.port),
    }
    const { hops, last, error } = await follow('http://shop.example/', { ...limits, seam })
    expect([hops.length, last, error]).toEqual([1, null, 'The name does not lead to the public internet.'])
    expect(inside.taken).toBe(0)
  })
})

describe('time', () => {
  const slow = (ms: number) =>
    onPort(
      createHttp((request, response: ServerResponse) => {
        const next = Number(request.url?.slice(1)) + 1
        setTimeout(() => response.writeHead(302, { location: `/${next}` }).end(), ms)
      }),
    )

  test('is given for the whole way', byTheClock, async () => {
    const site = await slow(200)
    const began = performance.now()
    const way = await follow('http://shop.example/0', { ...limits, timeoutMs: 500, seam: seamAt(site.port) })
    expect(performance.now() - began).toBeLessThan(900)
    expect(way).toMatchObject({ last: null, error: 'It did not answer in time.', isVerified: true })
    expect(way.hops.length).toBeGreaterThan(0)
    expect(way.hops.length).toBeLessThan(4)
  })

  test('is over when the caller gives up', async () => {
    const site = await slow(60_000)
    const stop = new AbortController()
    const way = follow('http://shop.example/0', { ...limits, seam: seamAt(site.port), signal: stop.signal })
    await expect.poll(() => site.open.size).toBe(1)
    stop.abort()
    expect(await way).toMatchObject({ hops: [], last: null })
    await expect.poll(() => site.open.size).toBe(0)
  })
})

describe('certificates on the way', () => {
  const cases = [
    ['good', {}, null],
    ['untrusted', { isStranger: true }, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['run out', { days: -1 }, 'CERT_HAS_EXPIRED'],
    ['of another name', { names: ['other.example'] }, 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ] as const

  test.each(cases)('one that is %s is told and not refused', async (_what, wish, fault) => {
    const root = await certify({ subject: 'CN=Root', isAuthority: true })
    const { isStranger, ...rest } = { isStranger: false, ...wish }
    const own = await certify({ names: ['shop.example'], ...rest, ...(!isStranger && { by: root }) })
    const { cert, key } = own
    const site = await onPort(createHttps({ cert, key }, (_request, response) => response.end('page')))
    const seam = { ...seamAt(site.port), ca: root.cert }
    const way = await follow('https://shop.example./', { ...limits, seam })
    const isGood = fault === null
    expect(way).toMatchObject({ isVerified: isGood, error: null, last: { isTrusted: isGood, fault } })
    expect(way.last?.body.toString()).toBe('page')
  })

  test('one bad one is enough, though the last is good', async () => {
    const root = await certify({ subject: 'CN=Root', isAuthority: true })
    const good = await certify({ names: ['www.shop.example'], by: root })
    const bad = await certify({ names: ['shop.example'] })
    const end = await onPort(createHttps(good, (_request, response) => response.end('page')))
    const start = await onPort(
      createHttps(bad, (_request, response) =>
        response.writeHead(301, { location: 'https://www.shop.example/' }).end(),
      ),
    )
    const port = (host: string) => (host === 'shop.example' ? start.port : end.port)
    const seam = { ...seamAt(0), port, ca: root.cert }
    const way = await follow('https://shop.example/', { ...limits, seam })
    expect(way).toMatchObject({ isVerified: false, last: { isTrusted: true } })
  })
})
