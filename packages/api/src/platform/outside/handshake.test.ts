import { createServer as createHttp } from 'node:http'
import { createServer as createTcp } from 'node:net'
import { createServer as createTls } from 'node:tls'
import type { TlsOptions } from 'node:tls'
import { beforeAll, describe, expect, test } from 'vitest'
import { certify } from '../../testing/certify.ts'
import type { Certified, CertificateWish } from '../../testing/certify.ts'
import { onPort } from '../../testing/on-port.ts'
import { handshake } from './handshake.ts'
import type { HandshakeOptions, Offer } from './handshake.ts'
import type { GuardSeam } from './judged.ts'
import { isPublicAddress } from './public-address.ts'

let root: Certified
beforeAll(async () => {
  root = await certify({ subject: 'CN=Root', isAuthority: true })
})

const seamAt = (port: number): GuardSeam => ({
  resolve: async () => [{ address: '127.0.0.1', family: 4 }],
  isAllowed: () => true,
  port,
  ca: root.cert,
})

/** A server of shop.example, and how to shake hands with it. */
async function serverWith(tls: TlsOptions = {}, wish: CertificateWish = {}) {
  const { cert, key } = await certify({ names: ['shop.example'], by: root, ...wish })
  const server = createTls({ cert, key, ...tls })
  server.on('tlsClientError', () => undefined)
  server.on('secureConnection', (socket) => socket.on('error', () => undefined))
  const here = await onPort(server)
  const shake = (offer: Partial<Offer> = {}, options: Partial<HandshakeOptions> = {}) =>
    handshake({ host: 'shop.example', ...offer }, { timeoutMs: 5_000, seam: seamAt(here.port), ...options })
  return { here, shake }
}

const nothing = {
  protocol: null,
  cipher: null,
  isTrusted: false,
  fault: null,
  namesHost: false,
  chain: [],
}

describe('what is agreed', () => {
  test('is the best of both sides', async () => {
    const { here, shake } = await serverWith()
    expect(await shake()).toMatchObject({
      error: null,
      protocol: 'TLSv1.3',
      cipher: 'TLS_AES_256_GCM_SHA384',
      isTrusted: true,
      fault: null,
      namesHost: true,
    })
    await expect.poll(() => here.open.size).toBe(0)
  })

  test('is nothing where a protocol is offered alone that the server does not speak', async () => {
    const { shake } = await serverWith({ maxVersion: 'TLSv1.2' })
    expect(await shake({ protocol: 'TLSv1.3' })).toEqual({
      ...nothing,
      error: 'It does not agree to encrypt.',
    })
    expect(await shake({ protocol: 'TLSv1.2' })).toMatchObject({ error: null, protocol: 'TLSv1.2' })
  })

  test('is TLS 1.0 with a server that speaks nothing newer', async () => {
    const { shake } = await serverWith({
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1',
      ciphers: 'ECDHE-ECDSA-AES128-SHA:@SECLEVEL=0',
    })
    const agreed = { error: null, protocol: 'TLSv1', cipher: 'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA' }
    expect(await shake()).toMatchObject(agreed)
    expect(await shake({ protocol: 'TLSv1' })).toMatchObject(agreed)
    expect(await shake({ protocol: 'TLSv1.1' })).toMatchObject({ protocol: null, cipher: null })
  })

  test('is by the ciphers that are offered, or not at all', async () => {
    const { shake } = await serverWith({ maxVersion: 'TLSv1.2' })
    const only = { protocol: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-GCM-SHA256' } as const
    expect(await shake(only)).toMatchObject({ cipher: 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256' })
    expect(await shake({ ...only, ciphers: 'AES128-SHA' })).toMatchObject({
      error: 'It does not agree to encrypt.',
    })
    expect(await shake({ ...only, ciphers: 'NO-SUCH-CIPHER' })).toMatchObject({ protocol: null })
  })

  test('does not depend on how the name is written', async () => {
    const { shake } = await serverWith()
    expect(await shake({ host: 'Shop.Example.' })).toMatchObject({ isTrusted: true, namesHost: true })
  })
})

describe('where there is no handshake', () => {
  test('a server that does not encrypt is told', async () => {
    const plain = await onPort(createHttp((_request, response) => response.end('hello')))
    const seam = seamAt(plain.port)
    expect(await handshake({ host: 'shop.example' }, { timeoutMs: 5_000, seam })).toEqual({
      ...nothing,
      error: 'It does not agree to encrypt.',
    })
  })

  test.each([
    ['closes at once', (socket: { destroy(): void }) => socket.destroy()],
    ['ends in the middle', (socket: { end(bytes: Buffer): void }) => socket.end(Buffer.from([22, 3, 3]))],
  ])('a server that %s is told', async (_what, meet) => {
    const server = await onPort(createTcp(meet))
    const seam = seamAt(server.port)
    const seen = await handshake({ host: 'shop.example' }, { timeoutMs: 5_000, seam })
    expect(seen).toEqual({ ...nothing, error: expect.stringMatching(/\.$/) })
  })

  test('a server that stalls is late, and its connection is closed', async () => {
    const silent = await onPort(createTcp((socket) => void socket.resume()))
    const seam = seamAt(silent.port)
    const seen = await handshake({ host: 'shop.example' }, { timeoutMs: 150, seam })
    expect(seen.error).toBe('It did not answer in time.')
    await expect.poll(() => silent.open.size).toBe(0)
  })

  test('a name server that stalls is late', async () => {
    const seam = { ...seamAt(1), resolve: () => new Promise<never>(() => undefined) }
    const seen = await handshake({ host: 'shop.example' }, { timeoutMs: 150, seam })
    expect(seen.error).toBe('It did not answer in time.')
  })

  test('a port on which nothing listens is told', async () => {
    const seen = await handshake({ host: 'shop.example' }, { timeoutMs: 5_000, seam: seamAt(1) })
    expect(seen.error).toBe('Nothing answers there.')
  })

  test('a caller that gives up, for whatever reason, is not kept waiting', async () => {
    const silent = await onPort(createTcp((socket) => void socket.resume()))
    for (const reason of [undefined, new Error('stopped'), 'a word']) {
      const stop = new AbortController()
      const options = { timeoutMs: 60_000, seam: seamAt(silent.port), signal: stop.signal }
      const seen = handshake({ host: 'shop.example' }, options)
      await expect.poll(() => silent.open.size).toBe(1)
      stop.abort(reason)
      expect(await seen).toEqual({ ...nothing, error: expect.stringMatching(/\.$/) })
      await expect.poll(() => silent.open.size).toBe(0)
    }
  })

  test('a signal for many handshakes keeps nothing of those that are over', async () => {
    const { shake } = await serverWith()
    const { signal } = new AbortController()
    const warnings: Error[] = []
    const keep = (warning: Error) => void warnings.push(warning)
    process.on('warning', keep)
    for (let round = 0; round < 15; round += 1) await shake({}, { signal })
    await new Promise((later) => setImmediate(later))
    process.off('warning', keep)
    expect(warnings).toEqual([])
  })
})

describe('not one byte reaches', () => {
  test.each([
    '127.0.0.1',
    '127.1',
    '2130706433',
    '134744072',
    '0x7f.1',
    '::1',
    '[::1]',
    '[::ffff:127.0.0.1]',
    'shop.example:8443',
    'me@shop.example',
    'shop.example/path',
    'shop.example?query',
    'shop.example#part',
    'two words',
    '',
  ])('what is no name: %s', async (host) => {
    const listener = await onPort(createTcp((socket) => void socket.destroy()))
    const seen = handshake({ host }, { timeoutMs: 1_000, seam: seamAt(listener.port) })
    await expect(seen).rejects.toMatchObject({ reason: 'address' })
    expect(listener.taken).toBe(0)
  })

  test('a name of which one address is private', async () => {
    const listener = await onPort(createTcp((socket) => void socket.destroy()))
    const resolve = async () => [
      { address: '8.8.8.8', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ]
    const seam = { resolve, isAllowed: isPublicAddress, port: listener.port }
    const seen = await handshake({ host: 'shop.example' }, { timeoutMs: 1_000, seam })
    expect(seen).toEqual({ ...nothing, error: 'The name does not lead to the public internet.' })
    expect(listener.taken).toBe(0)
  })

  test('the own network, though it is allowed to others', async () => {
    const listener = await onPort(createTcp((socket) => void socket.destroy()))
    const offer = { host: 'localhost', port: listener.port }
    const seen = await handshake(offer, { timeoutMs: 1_000, allowsPrivate: true })
    expect(seen.error).toBe('The name does not lead to the public internet.')
    expect(listener.taken).toBe(0)
  })
})
