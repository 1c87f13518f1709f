import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

const QUIET_MS = 300
const PATIENCE_MS = 15_000

/** What a server said to raw bytes. */
export interface Reply {
  statuses: number[]
  text: string
  /** The server ended the connection. A caller that is still sending may then lose the answer. */
  isCut: boolean
}

const patch = (socket: Socket) => {
  // A server that has seen enough resets the connection while we still write.
  socket.on('error', () => undefined)
  return socket
}

export function open(origin: string): Promise<Socket> {
  const { hostname, port } = new URL(origin)
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => resolve(patch(socket)))
    socket.once('error', reject)
  })
}

type Bytes = Buffer | string

/** Sends bytes as they are and listens until the server closes, falls silent, or has said nothing for `silenceMs`. */
export async function exchange(origin: string, parts: Iterable<Bytes>, silenceMs: number): Promise<Reply> {
  const socket = await open(origin)
  const received: Buffer[] = []
  let heardAt = Date.now()
  let isClosed = false
  socket.on('data', (part: Buffer) => {
    received.push(part)
    heardAt = Date.now()
  })
  socket.once('close', () => (isClosed = true))
  for (const part of parts) {
    if (isClosed || !socket.writable) break
    if (!socket.write(part)) await Promise.race([drained(socket), sleep(1_000)])
  }
  const giveUpAt = Date.now() + PATIENCE_MS
  while (!isClosed && Date.now() < giveUpAt && (received.length === 0 || Date.now() - heardAt < QUIET_MS)) {
    await sleep(20)
    if (received.length === 0 && Date.now() - heardAt > silenceMs) break
  }
  const isCut = isClosed
  socket.destroy()
  const text = Buffer.concat(received).toString('latin1')
  const statuses = [...text.matchAll(/HTTP\/1\.[01] (\d{3})/g)].map(([, status]) => Number(status))
  return { statuses, text, isCut }
}

const drained = (socket: Socket) =>
  new Promise<void>((resolve) => {
    socket.once('drain', resolve)
    socket.once('close', () => resolve())
  })

/** A request nobody well-meaning sends, and how many answers it may get at most. */
export interface Abuse {
  name: string
  parts: (host: string, key: string) => Iterable<Bytes>
  /** Statuses that are right; any below 500 where none are named. */
  allows?: number[]
}

const post = (host: string, key: string, more: string[]) =>
  [
    `POST /api/v1/modules/ops/tasks/create HTTP/1.1`,
    `Host: ${host}`,
    `Authorization: Bearer ${key}`,
    'Content-Type: application/json',
    ...more,
  ].join('\r\n')

const withBody = (body: Buffer) => (host: string, key: string) => [
  `${post(host, key, [`Content-Length: ${body.length}`, 'Connection: close'])}\r\n\r\n`,
  body,
]

const head =
  (line: string, ...headers: string[]) =>
  (host: string) => [[line, `Host: ${host}`, ...headers, '', ''].join('\r\n')]

const raw = (text: string) => () => [text]

const SMUGGLED = 'GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n'

const smuggling = (name: string, headers: string[], body: string): Abuse => ({
  name,
  allows: [400],
  parts: (host, key) => [`${post(host, key, headers)}\r\n\r\n${body}${SMUGGLED}`],
})

function* zeros(megabytes: number): Iterable<Buffer> {
  const block = Buffer.alloc(1024 * 1024, '0')
  for (let sent = 0; sent < megabytes; sent += 1) yield block
}

function* chunks(megabytes: number): Iterable<Bytes> {
  for (const block of zeros(megabytes)) {
    yield `${block.length.toString(16)}\r\n`
    yield block
    yield '\r\n'
  }
  yield '0\r\n\r\n'
}

const DEEP = 100_000

const rpc = (body: string) => (host: string, key: string) => [
  [
    'POST /mcp HTTP/1.1',
    `Host: ${host}`,
    `Authorization: Bearer ${key}`,
    'Content-Type: application/json',
    'Accept: application/json, text/event-stream',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    '',
    body,
  ].join('\r\n'),
]

export const abuses: Abuse[] = [
  smuggling('length and chunks at once', ['Content-Length: 5', 'Transfer-Encoding: chunked'], '0\r\n\r\n'),
  smuggling('two lengths', ['Content-Length: 2', 'Content-Length: 60'], '{}'),
  smuggling('an unknown coding', ['Transfer-Encoding: xchunked'], '0\r\n\r\n'),
  smuggling('chunks, then something else', ['Transfer-Encoding: chunked, identity'], '0\r\n\r\n'),
  smuggling('a space before the colon', ['Content-Length : 2'], '{}'),
  smuggling('a negative length', ['Content-Length: -2'], '{}'),
  smuggling('a length with a sign', ['Content-Length: +2'], '{}'),
  smuggling('a chunk size that is none', ['Transfer-Encoding: chunked'], 'zz\r\n{}\r\n0\r\n\r\n'),
  smuggling('a chunk size beyond numbers', ['Transfer-Encoding: chunked'], 'fffffffffffffffff\r\n{}\r\n'),
  smuggling('a null in a header', ['X-Null: a\u0000b', 'Content-Length: 2'], '{}'),
  { name: 'bare line feeds', parts: raw('GET /health/live HTTP/1.1\nHost: localhost\n\n') },
  { name: 'no host', allows: [400], parts: raw('GET /health/live HTTP/1.1\r\n\r\n') },
  {
    name: 'another host',
    allows: [403],
    parts: raw('GET /api/v1/system/status HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n'),
  },
  {
    name: 'an address of another host',
    parts: head('GET http://evil.example/health/live HTTP/1.1', 'Connection: close'),
  },
  { name: 'HTTP/2 by surprise', parts: raw('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n') },
  { name: 'an unknown version', parts: raw('GET / HTTP/9.9\r\nHost: localhost\r\n\r\n') },
  { name: 'TLS to a plain port', parts: () => [Buffer.from('16030100c8010000c40303', 'hex')] },
  { name: 'an unknown method', parts: head('BREW /api/v1/system/status HTTP/1.1', 'Connection: close') },
  { name: 'TRACE', parts: head('TRACE /api/v1/system/status HTTP/1.1', 'Connection: close') },
  { name: 'CONNECT', parts: head('CONNECT localhost:22 HTTP/1.1', 'Connection: close') },
  { name: 'a header of 100 kB', parts: head('GET /health/live HTTP/1.1', `X-Long: ${'a'.repeat(100_000)}`) },
  {
    name: '3,000 headers',
    parts: head('GET /health/live HTTP/1.1', ...Array.from({ length: 3_000 }, (_, index) => `X-${index}: 1`)),
  },
  { name: 'an address of 50 kB', parts: head(`GET /api/v1/${'a'.repeat(50_000)} HTTP/1.1`) },
  {
    name: 'bad UTF-8 in the address',
    allows: [400],
    parts: head('GET /api/v1/%ff%fe/%c0%ae HTTP/1.1', 'Connection: close'),
  },
  { name: 'a null in the address', parts: head('GET /api/v1/%00 HTTP/1.1', 'Connection: close') },
  {
    name: 'a way out of the folder',
    parts: head('GET /..%2f..%2f..%2fetc/passwd HTTP/1.1', 'Connection: close'),
  },
  {
    name: 'a socket without a key',
    parts: head('GET /trpc/ws HTTP/1.1', 'Upgrade: websocket', 'Connection: Upgrade'),
  },
  {
    name: 'an expectation nobody knows',
    parts: head('POST /api/v1/system/status HTTP/1.1', 'Expect: miracles', 'Connection: close'),
  },
  {
    name: 'bad UTF-8 in a body',
    parts: withBody(
      Buffer.concat([
        Buffer.from('{"title":"'),
        Buffer.from([0xff, 0xfe, 0xc0, 0xaf, 0xed, 0xa0, 0x80]),
        Buffer.from('"}'),
      ]),
    ),
  },
  {
    name: 'JSON 100,000 deep',
    allows: [400],
    parts: withBody(Buffer.from(`${'['.repeat(DEEP)}${']'.repeat(DEEP)}`)),
  },
  {
    name: 'an object 100,000 deep',
    allows: [400],
    parts: withBody(Buffer.from(`${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`)),
  },
  {
    name: 'a prototype in JSON',
    allows: [400],
    parts: withBody(Buffer.from('{"__proto__":{"isAdmin":true},"title":"x"}')),
  },
  {
    name: 'a number without end',
    allows: [400],
    parts: withBody(Buffer.from(`{"title":1${'0'.repeat(100_000)}}`)),
  },
  {
    name: 'a body that ends early',
    parts: (host, key) => [`${post(host, key, ['Content-Length: 500'])}\r\n\r\n{"title":`],
  },
  {
    name: 'a zip said to be JSON',
    parts: (host, key) => [
      `${post(host, key, ['Content-Encoding: gzip', 'Content-Length: 10', 'Connection: close'])}\r\n\r\n`,
      Buffer.from('1f8b08000000000000ff', 'hex'),
    ],
  },
  { name: 'MCP: no JSON', parts: rpc('{"jsonrpc":') },
  { name: 'MCP: another kind of JSON', parts: rpc('[[],null,{"jsonrpc":"2.0","id":{},"method":7}]') },
  { name: 'MCP: 100,000 deep', parts: rpc(`${'['.repeat(DEEP)}${']'.repeat(DEEP)}`) },
  {
    name: '100 MB with a length',
    allows: [413],
    parts: function* (host, key) {
      yield `${post(host, key, [`Content-Length: ${100 * 1024 * 1024}`])}\r\n\r\n`
      yield* zeros(100)
    },
  },
  {
    name: '100 MB in chunks',
    allows: [413],
    parts: function* (host, key) {
      yield `${post(host, key, ['Transfer-Encoding: chunked'])}\r\n\r\n`
      yield* chunks(100)
    },
  },
]
