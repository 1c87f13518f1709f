import { lookup } from 'node:dns/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveDocuments } from '../../testing/document-server.ts'
import type { DocumentServer } from '../../testing/document-server.ts'
import { GuardedFetchError, guardedFetch } from './guarded-fetch.ts'
import { isPublicAddress } from './public-address.ts'

const options = { maxBytes: 1_000, timeoutMs: 1_000 }

describe('public addresses', () => {
  test.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.9.9.9',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '192.0.0.8',
    '198.18.0.1',
    '203.0.113.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    'fc00::1',
    'fd12::1',
    'fe80::1',
    'ff02::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '2001::1',
    'localhost',
    '',
    '1.2.3',
    '0x7f.1',
  ])('%s is none', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })

  test.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '2606:4700:4700::1111', '2a00:1450:4001::1'])(
    '%s is one',
    (address) => {
      expect(isPublicAddress(address)).toBe(true)
    },
  )
})

describe('what is fetched', () => {
  let server: DocumentServer
  beforeAll(async () => {
    server = await serveDocuments((path, response) => {
      if (path === '/long') response.end('x'.repeat(2_000))
      else if (path === '/moved') response.writeHead(302, { location: 'https://moved.example/other' }).end()
      else if (path === '/page') response.setHeader('content-type', 'text/html').end('{"a":1}')
      else if (path === '/typed')
        response.setHeader('content-type', 'application/cimd+json; charset=utf-8').end('{"a":1}')
      else if (path === '/slow') response.write('{')
      else response.writeHead(200, { 'content-type': 'application/json', 'set-cookie': 'x=y' }).end('{"a":1}')
    })
  })
  afterAll(() => server.stop())

  const fetched = (path: string, changes: Partial<DocumentServer['seam']> = {}) =>
    guardedFetch(`https://client.example${path}`, { ...options, seam: { ...server.seam, ...changes } })

  test('is a document behind a name that leads to public addresses', async () => {
    const response = await fetched('/doc')
    expect(await response.json()).toEqual({ a: 1 })
    expect(response.headers.get('set-cookie')).toBeNull()
    expect(server.asked.at(-1)).toMatch(/^client\.example(:\d+)?\/doc$/)
  })

  test('is nothing behind a name of which one address is private', async () => {
    const before = server.asked.length
    const resolve = async () => [
      { address: '8.8.8.8', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ]
    await expect(fetched('/doc', { resolve, isAllowed: isPublicAddress })).rejects.toThrow(
      'not on the public',
    )
    expect(server.asked).toHaveLength(before)
  })

  test('comes from the address that was judged, whatever the name says a moment later', async () => {
    let looks = 0
    const resolve = async () => {
      looks += 1
      return [{ address: looks === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }]
    }
    await expect(fetched('/doc', { resolve })).resolves.toMatchObject({ status: 200 })
    expect(looks).toBe(1)
  })

  test('does not lead elsewhere', async () => {
    const before = server.asked.length
    const response = await fetched('/moved')
    expect(response.status).toBe(302)
    expect(server.asked).toHaveLength(before + 1)
  })

  test('is neither long nor late', async () => {
    await expect(fetched('/long')).rejects.toThrow('too large')
  })

  test('is JSON by its own word, never a page that happens to hold some', async () => {
    await expect(fetched('/page')).rejects.toThrow('not JSON')
    expect(await (await fetched('/typed')).json()).toEqual({ a: 1 })
    await expect(fetched('/slow')).rejects.toThrow(GuardedFetchError)
  })

  test('shows a certificate of its name', async () => {
    const seam = server.seam
    await expect(guardedFetch('https://other.example/doc', { ...options, seam })).rejects.toThrow(
      GuardedFetchError,
    )
  })
})

describe('trap 6: not one byte goes to', () => {
  test.each([
    ['this machine', (port: number) => `https://127.0.0.1:${port}/`],
    ['another port', (port: number) => `https://localhost:${port}/`],
    ['plain http', (port: number) => `http://localhost:${port}/`],
    ['a name for this machine', () => 'https://localhost/'],
    ['this machine in IPv6', () => 'https://[::1]/'],
    ['this machine as one number', () => 'https://2130706433/'],
    ['the address of cloud metadata', () => 'https://169.254.169.254/latest/meta-data'],
    ['credentials in the address', () => 'https://a:b@localhost/'],
  ])('%s', async (_what, addressOf) => {
    let connections = 0
    const listener = createServer((socket) => {
      connections += 1
      socket.destroy()
    })
    await new Promise<void>((listening) => listener.listen(0, '127.0.0.1', listening))
    const { port } = listener.address() as AddressInfo
    // Without the judgment, the port of this listener is where a connection would arrive.
    const resolve = (host: string) => lookup(host, { all: true })
    const seam = { resolve, isAllowed: isPublicAddress, port, ca: '' }
    await expect(guardedFetch(addressOf(port), { ...options, seam })).rejects.toThrow(GuardedFetchError)
    expect(connections).toBe(0)
    await new Promise((closed) => listener.close(closed))
  })
})
