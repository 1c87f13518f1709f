import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { issueKey, openSession, probeRouter } from '@hub/api/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sendRaw } from '../testing/raw-request.ts'
import type { RawAnswer } from '../testing/raw-request.ts'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

let hub: ServedHub
let dist: string
/** What callers of each kind send along. */
let callers: Record<'nobody' | 'a program' | 'an assistant' | 'a page', string[]>
beforeAll(async () => {
  dist = await mkdtemp(join(tmpdir(), 'hub-dist-'))
  await mkdir(join(dist, 'assets'))
  await writeFile(join(dist, 'index.html'), '<!doctype html><title>Hub</title>'.repeat(100))
  await writeFile(join(dist, 'assets', 'app.js'), 'let a\n'.repeat(500))
  hub = await serveHub({ router: probeRouter, dist })
  const { orgId, owner } = await hub.newOrg()
  const newKey = async (kind: 'program' | 'assistant') =>
    (await issueKey(hub.hub, { orgId, userId: owner.userId, kind })).text
  const { accessToken } = await openSession(hub.hub, owner.userId)
  callers = {
    nobody: [],
    'a program': [`Authorization: Bearer ${await newKey('program')}`],
    'an assistant': [`Authorization: Bearer ${await newKey('assistant')}`],
    'a page': [
      `Cookie: hub_access=${accessToken}`,
      `Origin: ${hub.hub.settings.publicUrl}`,
      'X-Hub-Csrf: 1',
      'Sec-Fetch-Site: same-origin',
    ],
  }
})
afterAll(async () => {
  await hub.stop()
  await rm(dist, { recursive: true })
})

const DOORS = [
  '/trpc/probe.echo',
  '/trpc/probe.echo,probe.count?batch=1',
  '/trpc/ws',
  '/api/v1/probe/echo',
  '/api/v1/probe/note',
  '/mcp',
  '/mcp/x/probe/readonly',
  '/auth/login',
  '/auth/avatar',
  '/auth/google/callback',
  '/oauth/token',
  '/oauth/register',
  '/oauth/authorize',
  '/oauth/consent/x/details',
  '/.well-known/oauth-authorization-server',
  '/health',
  '/llms.txt',
  '/avatars/x.webp',
  '/',
  '/assets/app.js',
  '/assets/missing.js',
]

interface Odd {
  method?: string
  headers?: string[]
  body?: string | Buffer
  /** Added to the address. */
  query?: string
}

/** Sends bytes as they are: fetch would mend what is broken on purpose. */
function send(
  path: string,
  { method = 'GET', headers = [], body = '', query = '' }: Odd,
): Promise<RawAnswer> {
  const [place = '', own] = path.split('?')
  const search = [own, query].filter(Boolean).join('&')
  const bytes = Buffer.from(body)
  const length = bytes.length > 0 ? [`Content-Length: ${bytes.length}`] : []
  const head = [
    `${method} ${place}${search && `?${search}`} HTTP/1.1`,
    'Host: localhost',
    ...headers,
    ...length,
    ...(headers.some((header) => header.startsWith('Connection:')) ? [] : ['Connection: close']),
  ]
  return sendRaw(hub.origin, Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), bytes]))
}

/** Ours, what tRPC and JSON-RPC wrap around it, or what OAuth prescribes; its page for people names no id. */
const ERROR_SHAPE = /"requestId":"[\w-]{8,64}"|"jsonrpc":"2.0".*"error":|"error":"\w+","error_description":/

/** What is wrong with an answer, or nothing. */
function faultOf({ status, head, body }: RawAnswer, isHead: boolean): string | undefined {
  if (!(status >= 100)) return `no answer: ${head.slice(0, 80)}`
  if (status >= 500) return `${status} ${body.slice(0, 200)}`
  if (status < 400) return undefined
  if (!/^x-request-id: /im.test(head)) return `${status} without a request id`
  if (isHead || /^content-type: text\/html/im.test(head) || ERROR_SHAPE.test(body)) return undefined
  return `${status} in another shape: ${body.slice(0, 200)}`
}

const json = ['Content-Type: application/json', 'Accept: application/json, text/event-stream']
const nested = (depth: number, open = '[', close = ']') => open.repeat(depth) + close.repeat(depth)
const upgrade = (to: string) => [`Connection: Upgrade`, `Upgrade: ${to}`]
const rpc = (args: string, id = '1') =>
  `{"jsonrpc":"2.0","id":${id},"method":"tools/call","params":{"name":"probe_echo","arguments":${args}}}`

const oddities: Record<string, Odd[]> = {
  'rare methods': 'HEAD PUT PATCH DELETE OPTIONS TRACE CONNECT QUERY PROPFIND SEARCH LINK M-SEARCH PURGE LOCK'
    .split(' ')
    .flatMap((method) => [{ method }, { method, headers: json, body: '{}' }]),
  'content types': [
    ';;;',
    '',
    'application/json;;;=',
    'application/json; charset=utf-32',
    'multipart/form-data',
    'text/xml',
  ].flatMap((type) =>
    ['POST', 'PUT'].map((method) => ({ method, headers: [`Content-Type: ${type}`], body: '{}' })),
  ),
  'content encodings': ['gzip', 'br', 'nothing', 'gzip, gzip, gzip'].flatMap((coding) =>
    ['POST', 'PUT'].map((method) => ({
      method,
      headers: [...json, `Content-Encoding: ${coding}`],
      body: coding === 'gzip' ? gzipSync(Buffer.alloc(2_000_000, 32)) : '{}',
    })),
  ),
  ranges: ['-99999999999', '99999999999-', '--1', '5-1', `${'0-1,'.repeat(300)}0-1`].map((range) => ({
    headers: [`Range: bytes=${range}`],
  })),
  conditions: [
    { headers: ['If-Match: "a"'] },
    { headers: ['If-Unmodified-Since: Mon, 01 Jan 1990 00:00:00 GMT'] },
    { headers: ['If-None-Match: W/', 'If-Modified-Since: zzz', 'If-Range: zzz'] },
  ],
  'wishes about the answer': [
    { headers: ['Accept-Encoding: identity;q=0, *;q=0'] },
    { headers: ['Accept-Encoding: ;;;q=,,br;q=zz', 'Accept: ;;;/,'] },
    { headers: ['trpc-accept: ;;;', 'trpc-batch-mode: x', 'Last-Event-Id: \u00ff'] },
  ],
  'expectations and upgrades': [
    { headers: ['Expect: nonsense'] },
    { method: 'POST', headers: ['Expect: 100-continue', ...json], body: '{}' },
    { headers: upgrade('h2c') },
    { headers: upgrade('websocket') },
    { method: 'POST', headers: upgrade('websocket') },
  ],
  'headers we read': [
    { headers: [`X-Hub-Org: ${'x'.repeat(5_000)}`, 'Idempotency-Key: \u00ff', 'X-Request-Id: \u00ff'] },
    { headers: ['traceparent: 00-zz', 'tracestate: =,=', 'baggage: ;;;'] },
    { headers: ['X-Forwarded-For: zzz', 'X-Forwarded-Host: [', 'Forwarded: for='] },
    {
      headers: [
        'mcp-method: x',
        'mcp-name: =?base64?zz?=',
        'mcp-protocol-version: 9',
        'mcp-session-id: \u00ff',
      ],
    },
    {
      method: 'OPTIONS',
      headers: ['Access-Control-Request-Method: FOO', 'Access-Control-Request-Headers: \u00ff'],
    },
  ],
  'deep and odd bodies': [
    nested(7_000),
    '['.repeat(7_000),
    nested(7_000, '{"a":', '1}').replace(/1}$/, '}').slice(0, 40_000),
    `{"word":${nested(7_000)},"text":${nested(7_000)}}`,
    rpc(nested(7_000)),
    rpc(`{"word":${nested(7_000)}}`),
    rpc('{}', nested(7_000)),
    'null',
    '1e999',
    '"\\ud800"',
    '{"text":"\\u0000"}',
    '{"__proto__":{"a":1},"constructor":{"prototype":{}}}',
  ].flatMap((body) => ['POST', 'PUT'].map((method) => ({ method, headers: json, body }))),
  'odd query strings': [
    `input=${'['.repeat(7_000)}`,
    `input=${nested(3_500)}`,
    `input={"word":${nested(3_500)}}`.replaceAll('"', '%22'),
    `batch=1&input={"0":${nested(3_500)}}`.replaceAll('"', '%22'),
    'input=%E0%A4%A',
    'a&'.repeat(5_000),
    '__proto__=1&constructor=2&word=1&word=2&word[a]=1',
  ].map((query) => ({ query })),
}

describe.each(['nobody', 'a program', 'an assistant', 'a page'] as const)(
  '%s is refused in words at every door',
  (who) => {
    test.each(Object.keys(oddities))('for %s', { timeout: 60_000 }, async (kind) => {
      const faults: string[] = []
      for (const path of DOORS)
        await Promise.all(
          (oddities[kind] ?? []).map(async (odd) => {
            const answer = await send(path, { ...odd, headers: [...callers[who], ...(odd.headers ?? [])] })
            const fault = faultOf(answer, odd.method === 'HEAD')
            if (fault !== undefined)
              faults.push(`${odd.method ?? 'GET'} ${path} ${odd.headers?.join(', ').slice(0, 80)}: ${fault}`)
          }),
        )
      expect(faults).toEqual([])
    })
  },
)
