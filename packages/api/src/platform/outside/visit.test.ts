import { createServer as createHttp } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer as createTcp } from 'node:net'
import { describe, expect, test } from 'vitest'
import { onPort } from '../../testing/on-port.ts'
import { GuardedFetchError, wordsOf } from './judged.ts'
import type { GuardSeam } from './judged.ts'
import { isPublicAddress } from './public-address.ts'
import { visit } from './visit.ts'
import type { VisitOptions } from './visit.ts'

const limits = { maxBytes: 10_000, timeoutMs: 5_000 }

const seamAt = (port: number): GuardSeam => ({
  resolve: async () => [{ address: '127.0.0.1', family: 4 }],
  isAllowed: () => true,
  port,
})

type Answer = (response: ServerResponse, request: IncomingMessage) => void

async function siteThat(answer: Answer) {
  const site = await onPort(createHttp((request, response) => answer(response, request)))
  const see = (changes: Partial<VisitOptions> = {}, address = 'http://shop.example/') =>
    visit(address, { ...limits, seam: seamAt(site.port), ...changes })
  return { site, see }
}

/** A server that says exactly this to everybody. */
async function siteSaying(text: string | Buffer, end = true) {
  const site = await onPort(
    createTcp((socket) => {
      socket.on('error', () => undefined)
      socket.once('data', () => (end ? socket.end(text) : socket.write(text)))
    }),
  )
  return {
    site,
    see: (changes: Partial<VisitOptions> = {}) =>
      visit('http://shop.example/', { ...limits, seam: seamAt(site.port), ...changes }),
  }
}

const reasonOf = (seen: Promise<unknown>) =>
  seen.then(
    () => 'answered',
    (error: unknown) => (error instanceof GuardedFetchError ? error.reason : error),
  )

describe('what is sent', () => {
  test('asks as a browser would, for the host without a port of its own', async () => {
    const asked: IncomingMessage[] = []
    const { see } = await siteThat((response, request) => {
      asked.push(request)
      response.end('hello')
    })
    const seen = await see({ headers: { 'user-agent': 'Scanner/1.0' } }, 'http://Shop.example/a%20b?c=d#e')
    expect(seen).toMatchObject({ status: 200, isCut: false, isTrusted: null, fault: null })
    expect(seen.body.toString()).toBe('hello')
    expect(asked[0]).toMatchObject({ method: 'GET', url: '/a%20b?c=d' })
    expect(asked[0]?.headers).toMatchObject({
      host: 'shop.example',
      'user-agent': 'Scanner/1.0',
      'accept-encoding': 'gzip, deflate, br',
    })
  })
})

describe('headers', () => {
  test('stay as often as they were sent, in their order', async () => {
    const { see } = await siteSaying(
      'HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nX-Frame-Options: DENY\r\nset-cookie: b=2\r\nContent-Length: 0\r\n\r\n',
    )
    expect((await see()).headers).toEqual([
      ['set-cookie', 'a=1'],
      ['x-frame-options', 'DENY'],
      ['set-cookie', 'b=2'],
      ['content-length', '0'],
    ])
  })

  test('are all there, however many', async () => {
    const many = Array.from({ length: 3_000 }, (_, at) => `x-${at}: ${at}`).join('\r\n')
    const { see } = await siteSaying(`HTTP/1.1 200 OK\r\n${many}\r\nx-last: 1\r\nContent-Length: 0\r\n\r\n`)
    const { headers } = await see()
    expect(headers).toHaveLength(3_002)
    expect(headers.at(-2)).toEqual(['x-last', '1'])
  })

  test('of more than 64 kB are no answer', async () => {
    const { see } = await siteSaying(`HTTP/1.1 200 OK\r\nx-long: ${'x'.repeat(70_000)}\r\n\r\n`)
    const seen = see()
    expect(await reasonOf(seen)).toBe('large')
    expect(await seen.catch(wordsOf)).toBe('The answer is larger than anything that is read.')
  })
})

describe('answers that are none', () => {
  test.each([
    ['another protocol', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: foo\r\nConnection: Upgrade\r\n\r\n'],
    ['no HTTP', 'SSH-2.0-OpenSSH_9.9\r\n'],
    ['nothing', ''],
    ['a body that breaks off', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nso far'],
    [
      'a packed body that breaks off',
      'HTTP/1.1 200 OK\r\nContent-Length: 9\r\nContent-Encoding: gzip\r\n\r\nx',
    ],
  ])('%s fails at once', async (_what, text) => {
    const { see } = await siteSaying(text)
    expect(await reasonOf(see())).toBe('failed')
  })

  test('what goes wrong is told to the caller and to nobody else', async () => {
    const loose: unknown[] = []
    const keep = (error: unknown) => void loose.push(error)
    process.on('unhandledRejection', keep).on('uncaughtExceptionMonitor', keep)
    const head = 'HTTP/1.1 200 OK\r\nContent-Length: 900\r\n'
    for (const packing of ['gzip', 'deflate', 'br', 'none']) {
      const text = `${head}Content-Encoding: ${packing}\r\n\r\n\u{1}\u{2}\u{3}`
      const broken = await siteSaying(text)
      const stalled = await siteSaying(text, false)
      expect(await reasonOf(broken.see())).toBe('failed')
      expect(await reasonOf(stalled.see({ timeoutMs: 50 }))).toMatch(/^(?:failed|late)$/)
    }
    await new Promise((later) => setTimeout(later, 50))
    process.off('unhandledRejection', keep).off('uncaughtExceptionMonitor', keep)
    expect(loose).toEqual([])
  })

  test('hints before the answer are passed over', async () => {
    const hint = 'HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n'
    const { see } = await siteSaying(`${hint.repeat(3)}HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok`)
    expect((await see()).body.toString()).toBe('ok')
  })

  test('a server that says nothing is late, and its connection is closed', async () => {
    const { site, see } = await siteSaying('', false)
    expect(await reasonOf(see({ timeoutMs: 150 }))).toBe('late')
    await expect.poll(() => site.open.size).toBe(0)
  })

  test('a body that stalls is late', async () => {
    const { site, see } = await siteThat((response) => void response.write('so far'))
    expect(await reasonOf(see({ timeoutMs: 150 }))).toBe('late')
    await expect.poll(() => site.open.size).toBe(0)
  })

  test('a packed body that stalls is late', async () => {
    const { see } = await siteThat((response) => {
      response.setHeader('content-encoding', 'br')
      response.write(Buffer.from([0x0b]))
    })
    expect(await reasonOf(see({ timeoutMs: 150 }))).toBe('late')
  })

  test('a caller that gives up is not kept waiting', async () => {
    const { site, see } = await siteThat((response) => void response.write('so far'))
    const stop = new AbortController()
    const seen = see({ signal: stop.signal })
    await expect.poll(() => site.open.size).toBe(1)
    stop.abort()
    await expect(seen).rejects.toThrow(GuardedFetchError)
    await expect.poll(() => site.open.size).toBe(0)
  })

  test('a caller that gave up before does not reach the site', async () => {
    const { site, see } = await siteThat((response) => void response.end())
    await expect(see({ signal: AbortSignal.abort() })).rejects.toThrow(GuardedFetchError)
    expect(site.taken).toBe(0)
  })
})

describe('where nobody is', () => {
  test('an unknown name is told', async () => {
    const seam = {
      ...seamAt(1),
      resolve: () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' })),
    }
    const seen = visit('https://nowhere.example/', { ...limits, seam })
    expect(await reasonOf(seen)).toBe('name')
  })

  test('a name server that does not answer is not waited for', async () => {
    const seam = { ...seamAt(1), resolve: () => new Promise<never>(() => undefined) }
    const began = performance.now()
    expect(await reasonOf(visit('https://slow.example/', { ...limits, seam, timeoutMs: 150 }))).toBe('late')
    expect(performance.now() - began).toBeLessThan(2_000)
  })

  test('a port on which nothing listens is told', async () => {
    expect(await reasonOf(visit('http://shop.example/', { ...limits, seam: seamAt(1) }))).toBe('refused')
  })
})

describe('not one byte reaches', () => {
  test.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://127.1/',
    'http://127.0.0.1./',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://１２７.0.0.1/',
    'https://8.8.8.8/',
    'http://shop.example:8080/',
    'https://shop.example:80/',
    'http://me@shop.example/',
    'http://me:secret@shop.example/',
    'http://:secret@shop.example/',
    'ftp://shop.example/',
    'file:///etc/passwd',
    'data:text/html,x',
    'javascript:alert(1)',
    'shop.example',
    '//shop.example/',
    'http://',
    'http://a b/',
    '',
  ])('%s', async (address) => {
    const listener = await onPort(createTcp((socket) => void socket.destroy()))
    expect(await reasonOf(visit(address, { ...limits, seam: seamAt(listener.port) }))).toBe('address')
    expect(listener.taken).toBe(0)
  })

  test('a name of which one address is private', async () => {
    const listener = await onPort(createTcp((socket) => void socket.destroy()))
    const resolve = async () => [
      { address: '8.8.8.8', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ]
    const seam = { resolve, isAllowed: isPublicAddress, port: listener.port }
    expect(await reasonOf(visit('http://shop.example/', { ...limits, seam }))).toBe('private')
    expect(listener.taken).toBe(0)
  })

  test.each([true, false])('the own network, allowed to others: %s', async (allowsPrivate) => {
    expect(await reasonOf(visit('http://localhost/', { ...limits, allowsPrivate }))).toBe('private')
  })
})
