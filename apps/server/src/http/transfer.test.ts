import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { issueKey, probeRouter } from '@hub/api/testing'
import type { ConnectionError } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'
import { answerClientError } from './client-errors.ts'

let hub: ServedHub
let key: string
let toolKey: string
beforeAll(async () => {
  hub = await serveHub({ router: probeRouter })
  const org = await hub.newOrg()
  const who = { orgId: org.orgId, userId: org.owner.userId }
  key = (await issueKey(hub.hub, who)).text
  toolKey = (await issueKey(hub.hub, { ...who, kind: 'assistant' })).text
})
afterAll(() => hub.stop())

interface Raw {
  status: number
  head: string
  body: Buffer
}

/** Bytes as they travel: fetch would undo the compression and hide the pieces. */
function raw(
  lines: string[],
  body = '',
  {
    onData,
    port = Number(new URL(hub.origin).port),
  }: { onData?: (bytes: Buffer) => void; port?: number } = {},
): Promise<Raw> {
  const { promise, resolve, reject } = Promise.withResolvers<Raw>()
  const socket = connect(port, '127.0.0.1')
  const parts: Buffer[] = []
  socket.on('error', reject).on('data', (part: Buffer) => {
    parts.push(part)
    onData?.(part)
  })
  socket.on('close', () => {
    const all = Buffer.concat(parts)
    const end = all.indexOf('\r\n\r\n')
    const head = all.subarray(0, end).toString()
    resolve({ status: Number(head.split(' ')[1]), head: head.toLowerCase(), body: all.subarray(end + 4) })
  })
  socket.write([...lines, 'Host: localhost', 'Connection: close', '', body].join('\r\n'))
  return promise
}

/** The pieces of a chunked body, put together. */
function joined(body: Buffer): Buffer {
  const parts: Buffer[] = []
  for (let at = 0; ;) {
    const end = body.indexOf('\r\n', at)
    const size = Number.parseInt(body.subarray(at, end).toString(), 16)
    if (!(size > 0)) return Buffer.concat(parts)
    parts.push(body.subarray(end + 2, end + 2 + size))
    at = end + 2 + size + 2
  }
}

const bearer = (path?: string) => `Authorization: Bearer ${path === '/mcp' ? toolKey : key}`

describe('compression (GW-2)', () => {
  test.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const)('%s makes large answers small', async (encoding, unpack) => {
    const document = ['GET /api/v1/openapi.json HTTP/1.1']
    const [plain, packed] = await Promise.all([
      raw(document),
      raw([...document, `Accept-Encoding: ${encoding}`]),
    ])
    expect(packed.head).toContain(`content-encoding: ${encoding}`)
    expect(packed.head).toMatch(/vary: .*accept-encoding/)
    expect(plain.head).not.toContain('content-encoding')
    const body = plain.head.includes('transfer-encoding: chunked') ? joined(plain.body) : plain.body
    const unpacked = unpack(joined(packed.body))
    expect(unpacked.equals(body)).toBe(true)
    expect(joined(packed.body).length).toBeLessThan(body.length / 3)
  })

  test('br is taken where both are offered', async () => {
    const { head } = await raw(['GET /api/v1/openapi.json HTTP/1.1', 'Accept-Encoding: gzip, deflate, br'])
    expect(head).toContain('content-encoding: br')
  })

  test('small answers and unknown encodings travel as they are', async () => {
    const small = await raw(['GET /health/live HTTP/1.1', 'Accept-Encoding: br, gzip'])
    expect(small.head).not.toContain('content-encoding')
    expect(JSON.parse(small.body.toString())).toEqual({ status: 'ok' })
    const unknown = await raw(['GET /api/v1/openapi.json HTTP/1.1', 'Accept-Encoding: zstd'])
    expect(unknown.status).toBe(200)
    expect(unknown.head).not.toContain('content-encoding')
  })

  test('streams are not held back: each event arrives when it happens', async () => {
    const times: number[] = []
    const lines = ['GET /trpc/probe.ticks?input=%7B%7D HTTP/1.1', bearer(), 'Accept: text/event-stream']
    const socket = connect(Number(new URL(hub.origin).port), '127.0.0.1')
    let text = ''
    const { promise, resolve } = Promise.withResolvers<void>()
    socket.on('data', (part: Buffer) => {
      text += part.toString()
      times.push(performance.now())
      if (text.includes('"tick":10')) resolve()
    })
    socket.write([...lines, 'Host: localhost', 'Accept-Encoding: br, gzip', '', ''].join('\r\n'))
    await promise
    socket.destroy()
    expect(text.toLowerCase()).not.toContain('content-encoding')
    expect(times.length).toBeGreaterThan(3)
  })

  test.each(['br', 'gzip', 'identity'])(
    'a batch over tRPC does not wait for its slowest call (%s)',
    async (encoding) => {
      const batch = encodeURIComponent('{"0":{"word":"quick"},"1":{}}')
      const answer = await hub.request(`/trpc/probe.echo,probe.slow?batch=1&input=${batch}`, {
        headers: {
          authorization: `Bearer ${key}`,
          'trpc-accept': 'application/jsonl',
          'accept-encoding': encoding,
        },
      })
      expect(answer.headers.get('content-encoding')).toBe(encoding === 'identity' ? null : encoding)
      const seen: { quick?: number; finished?: number } = {}
      let text = ''
      for await (const part of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        text += part
        for (const word of ['quick', 'finished'] as const)
          if (text.includes(word)) seen[word] ??= performance.now()
      }
      // The slow call takes 100 ms; what was ready before it has long arrived.
      expect((seen.finished ?? 0) - (seen.quick ?? Infinity)).toBeGreaterThan(50)
    },
  )
})

describe('limits of size and time (GW-2)', () => {
  const LIMIT = 1024 * 1024
  const post = (path: string, size: number) => {
    const body = JSON.stringify({ text: 'a'.repeat(size) })
    return raw(
      [
        `POST ${path} HTTP/1.1`,
        bearer(path),
        `Origin: ${hub.hub.settings.publicUrl}`,
        'X-Hub-Csrf: 1',
        'Content-Type: application/json',
        'Accept: application/json, text/event-stream',
        `Content-Length: ${body.length}`,
      ],
      body,
    )
  }

  test.each(['/api/v1/probe/note', '/trpc/probe.note', '/auth/login', '/mcp'])(
    'a body above 1 MiB is 413 at %s',
    async (path) => {
      const { status, body } = await post(path, LIMIT)
      expect(status).toBe(413)
      expect(body.length).toBeLessThan(1_000)
    },
  )

  test('a body without its length is counted while it comes', async () => {
    const piece = 'a'.repeat(64 * 1024)
    const chunk = `${piece.length.toString(16)}\r\n${piece}\r\n`
    const { status } = await raw(
      [
        'POST /api/v1/probe/note HTTP/1.1',
        bearer(),
        'Content-Type: application/json',
        'Transfer-Encoding: chunked',
      ],
      `${chunk.repeat(20)}0\r\n\r\n`,
    )
    expect(status).toBe(413)
  })

  test('a body just below the limit is read', async () => {
    const { status } = await post('/api/v1/probe/note', LIMIT - 100)
    expect(status).toBe(200)
  })

  test('a request that does not arrive in time is 408 and closed', async () => {
    expect(hub.server.requestTimeout).toBe(30_000)
    // Node takes the longer of the two for the whole request.
    expect(hub.server.headersTimeout).toBe(30_000)
    // Thirty seconds are long for a test: the same answer behind a server that waits for less.
    const headers = { 'X-Content-Type-Options': 'nosniff' }
    const server = createServer({ requestTimeout: 100, headersTimeout: 100, connectionsCheckingInterval: 50 })
    server.on('clientError', (error: ConnectionError, socket: Socket) =>
      answerClientError({ error, socket, headers }),
    )
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const { port } = server.address() as AddressInfo
    const { status, head, body } = await raw(['POST / HTTP/1.1', 'Content-Length: 100'], '{"text', { port })
    expect(status).toBe(408)
    expect(head).toContain('connection: close')
    expect(head).toContain('x-content-type-options: nosniff')
    expect(JSON.parse(body.toString())).toMatchObject({
      code: 'TIMEOUT',
      message: expect.any(String) as string,
    })
    server.close()
  })
})
