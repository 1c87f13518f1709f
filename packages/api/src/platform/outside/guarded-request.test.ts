import { createServer as createHttpServer } from 'node:http'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveDocuments } from '../../testing/document-server.ts'
import type { DocumentServer } from '../../testing/document-server.ts'
import { GuardedFetchError, guardedRequest, isAskable } from './guarded-fetch.ts'
import type { GuardedRequestOptions } from './guarded-fetch.ts'
import { isPublicAddress } from './public-address.ts'

let server: DocumentServer
const got: { method: string | undefined; headers: Record<string, unknown>; body: string }[] = []
const closed: string[] = []

beforeAll(async () => {
  server = await serveDocuments((path, response, request) => {
    response.once('close', () => void (response.writableFinished || closed.push(path)))
    if (path === '/endless') {
      const more = () =>
        void (response.write('x'.repeat(1_000)) ? setImmediate(more) : response.once('drain', more))
      return more()
    }
    if (path === '/halting') return void response.write('so far')
    if (path === '/switching')
      return void response.socket?.write(
        'HTTP/1.1 101 Switching Protocols\r\nUpgrade: foo\r\nConnection: Upgrade\r\n\r\n',
      )
    if (path === '/none') return void response.writeHead(204).end()
    if (path === '/moved')
      return void response.writeHead(307, { location: 'https://moved.example/take' }).end()
    void text(request).then((body) => {
      const { method, headers } = request
      got.push({ method, headers, body })
      response.writeHead(201, { 'content-type': 'text/plain', 'set-cookie': 'a=b', etag: '"1"' }).end('taken')
    })
  })
})
afterAll(() => server.stop())

const ask = (path: string, changes: Partial<GuardedRequestOptions> = {}) =>
  guardedRequest(`https://client.example${path}`, {
    maxBytes: 10_000,
    timeoutMs: 5_000,
    seam: server.seam,
    ...changes,
  })

describe('a request to an address that somebody named', () => {
  test.each(['POST', 'PUT', 'PATCH', 'DELETE'] as const)(
    '%s carries its headers and its body',
    async (method) => {
      const headers = { 'content-type': 'application/json', authorization: 'Bearer of the organization' }
      const response = await ask('/take', { method, headers, body: '{"title":"Überweisung"}' })
      expect([response.status, await response.text()]).toEqual([201, 'taken'])
      expect([response.headers.get('etag'), response.headers.get('set-cookie')]).toEqual(['"1"', null])
      expect(got.at(-1)).toMatchObject({ method, body: '{"title":"Überweisung"}' })
      expect(got.at(-1)?.headers).toMatchObject({
        ...headers,
        'content-length': '24',
        host: expect.stringMatching(/^client\.example/),
      })
    },
  )

  test('sends a stream in pieces', async () => {
    async function* pieces() {
      for (const part of ['one ', 'two ', 'three']) yield Buffer.from(part)
    }
    await ask('/take', { method: 'POST', body: pieces() })
    expect(got.at(-1)).toMatchObject({ body: 'one two three', headers: { 'transfer-encoding': 'chunked' } })
  })

  test('fails where what it sends fails', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('one')
      throw new Error('the disk is gone')
    }
    const before = got.length
    await expect(ask('/take', { method: 'POST', body: broken() })).rejects.toThrow(GuardedFetchError)
    expect(got).toHaveLength(before)
  })

  test('has no body where there is none', async () => {
    expect((await ask('/none')).body).toBeNull()
    expect((await ask('/take', { method: 'HEAD' })).body).toBeNull()
  })

  test('reads no more than agreed, and hangs up', async () => {
    const response = await ask('/endless')
    await expect(response.text()).rejects.toThrow('the answer is too large')
    await expect.poll(() => closed).toContain('/endless')
  })

  test('is over in time, also in the middle of an answer', async () => {
    const response = await ask('/halting', { timeoutMs: 300 })
    await expect(response.text()).rejects.toThrow(GuardedFetchError)
    await expect.poll(() => closed).toContain('/halting')
  })

  test('is over when its caller goes', async () => {
    const stop = new AbortController()
    const response = await ask('/halting', { signal: stop.signal })
    stop.abort()
    await expect(response.text()).rejects.toThrow(GuardedFetchError)
  })

  test('is over at once where the answer switches to another protocol', async () => {
    await expect(ask('/switching')).rejects.toMatchObject({ reason: 'failed' })
  })

  test('takes its body nowhere else', async () => {
    const before = got.length
    const response = await ask('/moved', { method: 'POST', body: 'a secret' })
    expect(response.status).toBe(307)
    expect(got).toHaveLength(before)
  })

  test.each(['Host', 'content-length', 'Transfer-Encoding', 'connection', 'proxy-authorization'])(
    'does not let its caller set %s',
    async (name) => {
      await expect(ask('/take', { headers: { [name]: 'x' } })).rejects.toThrow(
        `the header ${name} is not set`,
      )
    },
  )

  test.each(['caf€', 'a\r\nb', 'a\nb', 'ding\u0007', 'nothing\0'])(
    'sends no value that no header can carry: %j',
    async (value) => {
      const before = got.length
      await expect(ask('/take', { headers: { 'x-note': value } })).rejects.toMatchObject({
        reason: 'header',
        header: 'x-note',
      })
      expect(got).toHaveLength(before)
    },
  )

  test('sends what Latin-1 has', async () => {
    await ask('/take', { headers: { 'x-note': 'caf\u00e9\tau lait' } })
    expect(got.at(-1)?.headers).toMatchObject({ 'x-note': 'caf\u00e9\tau lait' })
  })

  test('sends not one byte inside', async () => {
    let connections = 0
    const listener = createServer((socket) => {
      connections += 1
      socket.destroy()
    })
    await new Promise<void>((listening) => listener.listen(0, '127.0.0.1', listening))
    const { port } = listener.address() as AddressInfo
    const resolve = async () => [{ address: '127.0.0.1', family: 4 }]
    const seam = { resolve, isAllowed: isPublicAddress, port, ca: '' }
    await expect(ask('/take', { method: 'POST', body: 'a secret', seam })).rejects.toThrow(
      'not on the public',
    )
    expect(connections).toBe(0)
    await new Promise((done) => listener.close(done))
  })
})

describe('where the operator allows the own network', () => {
  test('a private address is asked on any port and without TLS, and only then', async () => {
    const plain = createHttpServer((_request, response) => void response.end('inside'))
    await new Promise<void>((listening) => plain.listen(0, '127.0.0.1', listening))
    const { port } = plain.address() as AddressInfo
    const address = `http://127.0.0.1:${port}/hook`
    const limits = { maxBytes: 10_000, timeoutMs: 5_000 }
    try {
      const response = await guardedRequest(address, { ...limits, allowsPrivate: true })
      expect([response.status, await response.text()]).toEqual([200, 'inside'])
      await expect(guardedRequest(address, limits)).rejects.toThrow(GuardedFetchError)
    } finally {
      plain.close()
    }
  })

  test.each([
    ['https://shop.example/hook', true, true],
    ['https://10.0.0.7/hook', false, true],
    ['http://till.local:8080/hook', false, true],
    ['http://169.254.169.254/latest/meta-data', false, false],
    ['http://[fe80::1]/hook', false, false],
    ['http://[::ffff:169.254.169.254]/hook', false, false],
    ['http://[fd00:ec2::254]/latest/meta-data', false, false],
    ['http://[fd20:ce::254]/computeMetadata/v1/', false, false],
    ['http://100.100.100.200/latest/meta-data', false, false],
    ['https://168.63.129.16/machine', false, false],
    ['http://[::ffff:6464:64c8]/latest/meta-data', false, false],
    ['http://[fd00:ec3::254]/hook', false, true],
    ['ftp://till.local/hook', false, false],
    ['https://me:secret@till.local/hook', false, false],
    ['no address', false, false],
  ])('%s may be named on the internet: %s, and in the own network: %s', (address, isPublic, isOwn) => {
    expect(isAskable(address, {})).toBe(isPublic)
    expect(isAskable(address, { allowsPrivate: true })).toBe(isOwn)
  })
})
