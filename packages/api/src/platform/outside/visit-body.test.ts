import { createServer as createHttp } from 'node:http'
import type { ServerResponse } from 'node:http'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { onPort } from '../../testing/on-port.ts'
import { GuardedFetchError } from './judged.ts'
import { visit } from './visit.ts'
import type { VisitOptions } from './visit.ts'

const text = 'How do you do, a website? '.repeat(20)

async function siteThat(answer: (response: ServerResponse) => void) {
  const site = await onPort(createHttp((_request, response) => answer(response)))
  const seam = {
    resolve: async () => [{ address: '127.0.0.1', family: 4 }],
    isAllowed: () => true,
    port: site.port,
  }
  const see = (changes: Partial<VisitOptions> = {}) =>
    visit('http://shop.example/', { maxBytes: 10_000, timeoutMs: 5_000, seam, ...changes })
  return { site, see }
}

const sending = (encoding: string, body: Buffer) =>
  siteThat((response) => response.setHeader('content-encoding', encoding).end(body))

describe('a packed body', () => {
  test.each([
    ['gzip', gzipSync(text)],
    ['x-gzip', gzipSync(text)],
    [' GZIP ', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateSync(text, { level: 0 })],
    ['deflate', deflateRawSync(text)],
    ['deflate', deflateRawSync(text, { level: 0 })],
    ['br', brotliCompressSync(text)],
  ])('in %j is unpacked', async (encoding, body) => {
    const { see } = await sending(encoding, body)
    expect((await see()).body.toString()).toBe(text)
  })

  test.each(['foo', 'identity', 'constructor', '__proto__', 'gzip, br'])(
    'in %j stays as it was sent',
    async (encoding) => {
      const { see } = await sending(encoding, Buffer.from(text))
      expect((await see()).body.toString()).toBe(text)
    },
  )

  test('that comes byte by byte is unpacked', async () => {
    const { see } = await siteThat((response) => {
      response.setHeader('content-encoding', 'deflate')
      const bytes = [...deflateRawSync('short')]
      const more = (): void => {
        const byte = bytes.shift()
        if (byte === undefined) return void response.end()
        response.write(Buffer.from([byte]))
        setTimeout(more, 2)
      }
      more()
    })
    expect((await see()).body.toString()).toBe('short')
  })

  test.each([
    ['gzip', gzipSync(text, { level: 0 })],
    ['deflate', deflateSync(text, { level: 0 })],
    ['deflate', deflateRawSync(text, { level: 0 })],
  ])('in %s that lacks its end shows what there was', async (encoding, body) => {
    const { see } = await sending(encoding, body.subarray(0, 200))
    const seen = (await see()).body.toString()
    expect(seen.length).toBeGreaterThan(100)
    expect(text.startsWith(seen)).toBe(true)
  })

  test.each(['gzip', 'br', 'deflate'])('in %s that is none is an error', async (encoding) => {
    const { see } = await sending(encoding, Buffer.from(`\xff\xff${text}`, 'latin1'))
    await expect(see()).rejects.toThrow(GuardedFetchError)
  })

  test.each(['gzip', 'br', 'deflate'])('in %s that is empty is empty', async (encoding) => {
    const { see } = await sending(encoding, Buffer.alloc(0))
    expect((await see()).body).toHaveLength(0)
  })
})

describe('a body that is too large', () => {
  const bomb = gzipSync(Buffer.alloc(50_000_000))

  test('once it is unpacked is cut where the caller says so', async () => {
    const { site, see } = await sending('gzip', bomb)
    const seen = await see({ whenLarge: 'cut' })
    expect(seen).toMatchObject({ isCut: true, status: 200 })
    expect(seen.body).toHaveLength(10_000)
    await expect.poll(() => site.open.size).toBe(0)
  })

  test('once it is unpacked is refused otherwise', async () => {
    const { see } = await sending('gzip', bomb)
    await expect(see()).rejects.toMatchObject({ reason: 'large' })
  })

  test('and never ends is cut, and its connection closed', async () => {
    const { site, see } = await siteThat((response) => {
      const more = (): void =>
        void (response.write('x'.repeat(1_000)) ? setImmediate(more) : response.once('drain', more))
      more()
    })
    expect((await see({ whenLarge: 'cut' })).body).toHaveLength(10_000)
    await expect.poll(() => site.open.size).toBe(0)
  })

  test('by nothing is whole', async () => {
    const { see } = await siteThat((response) => void response.end('x'.repeat(10_000)))
    const { isCut, body } = await see()
    expect([isCut, body.length]).toEqual([false, 10_000])
  })
})

describe('an answer without a body', () => {
  test('to HEAD is one, also where it names a packing and a length', async () => {
    const { site, see } = await siteThat((response) =>
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': '5000' }).end(),
    )
    expect(await see({ method: 'HEAD' })).toMatchObject({ status: 200, isCut: false, body: Buffer.alloc(0) })
    await expect.poll(() => site.open.size).toBe(0)
  })

  test.each([204, 304])('by its status %i is one', async (status) => {
    const { see } = await siteThat((response) =>
      response.writeHead(status, { 'content-encoding': 'br' }).end(),
    )
    expect(await see()).toMatchObject({ status, body: Buffer.alloc(0) })
  })
})
