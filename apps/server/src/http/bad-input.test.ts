import { issueKey, openSession, probeRouter } from '@hub/api/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sendRaw } from '../testing/raw-request.ts'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

let hub: ServedHub
let key: string
let token: string
beforeAll(async () => {
  hub = await serveHub({ router: probeRouter })
  const org = await hub.newOrg()
  key = (await issueKey(hub.hub, { orgId: org.orgId, userId: org.owner.userId })).text
  token = (await openSession(hub.hub, org.owner.userId)).accessToken
})
afterAll(() => hub.stop())

const HOST = 'Host: localhost'
const bearer = () => `Authorization: Bearer ${key}`
const forged = () => `${token.slice(0, -6)}AAAAAA`
const unsigned = () => {
  const [, claims = ''] = token.split('.')
  return `${Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')}.${claims}.`
}
const json = (text: string) => [
  'Content-Type: application/json',
  `Content-Length: ${Buffer.byteLength(text)}`,
]
const post = (path: string, text: string, headers: string[] = []): [string[], string] => [
  [`POST ${path} HTTP/1.1`, HOST, bearer(), ...json(text), ...headers],
  text,
]

type Case = [name: string, status: number, code: string, request: () => [string[], string?]]
const cases: Case[] = [
  ['malformed JSON over REST', 400, 'BAD_REQUEST', () => post('/api/v1/probe/note', '{"text":')],
  ['malformed JSON over tRPC', 400, 'BAD_REQUEST', () => post('/trpc/probe.note', '{"text":')],
  ['JSON that is no object', 400, 'BAD_REQUEST', () => post('/api/v1/probe/note', '[1]')],
  [
    'a prototype in JSON',
    400,
    'BAD_REQUEST',
    () => post('/api/v1/probe/note', '{"__proto__":{"text":"a"},"text":"a"}'),
  ],
  ['a wrong type', 400, 'BAD_REQUEST', () => post('/api/v1/probe/note', '{"text":7}')],
  ['an unknown field', 400, 'BAD_REQUEST', () => post('/api/v1/probe/note', '{"text":"a","colour":"red"}')],
  [
    'an idempotency key of the wrong form',
    400,
    'BAD_REQUEST',
    () => post('/api/v1/probe/note', '{"text":"a"}', ['Idempotency-Key: a b']),
  ],
  ['an empty body that claims to be JSON', 400, 'BAD_REQUEST', () => post('/api/v1/probe/note', '')],
  [
    'a body over 1 MiB',
    413,
    'PAYLOAD_TOO_LARGE',
    () => post('/api/v1/probe/note', JSON.stringify({ text: 'a'.repeat(1_100_000) })),
  ],
  [
    'a body over 1 MiB over tRPC',
    413,
    'PAYLOAD_TOO_LARGE',
    () => post('/trpc/probe.note', JSON.stringify({ text: 'a'.repeat(1_100_000) })),
  ],
  [
    'a body that is not JSON',
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    () => [
      ['POST /api/v1/probe/note HTTP/1.1', HOST, bearer(), 'Content-Type: text/xml', 'Content-Length: 4'],
      '<a/>',
    ],
  ],
  [
    'a body that is text',
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    () => [
      ['POST /api/v1/probe/note HTTP/1.1', HOST, bearer(), 'Content-Type: text/plain', 'Content-Length: 12'],
      '{"text":"a"}',
    ],
  ],
  [
    'a broken cookie',
    401,
    'UNAUTHORIZED',
    () => [['GET /trpc/probe.count HTTP/1.1', HOST, 'Cookie: hub_access=%E0%A4%A; =; ;;hub_access']],
  ],
  [
    'a forged token',
    401,
    'UNAUTHORIZED',
    () => [['GET /api/v1/probe/count HTTP/1.1', HOST, `Authorization: Bearer ${forged()}`]],
  ],
  [
    'an unsigned token',
    401,
    'UNAUTHORIZED',
    () => [['GET /api/v1/probe/count HTTP/1.1', HOST, `Authorization: Bearer ${unsigned()}`]],
  ],
  [
    'a forged key',
    401,
    'UNAUTHORIZED',
    () => [['GET /api/v1/probe/count HTTP/1.1', HOST, `Authorization: Bearer ${key.slice(0, -8)}00000000`]],
  ],
  [
    'a malformed Authorization',
    401,
    'UNAUTHORIZED',
    () => [['GET /api/v1/probe/count HTTP/1.1', HOST, 'Authorization: Basic Og==']],
  ],
  [
    'an unknown procedure over REST',
    404,
    'NOT_FOUND',
    () => [['GET /api/v1/probe/nothing HTTP/1.1', HOST, bearer()]],
  ],
  [
    'an unknown procedure over tRPC',
    404,
    'NOT_FOUND',
    () => [['GET /trpc/probe.nothing HTTP/1.1', HOST, bearer()]],
  ],
  [
    'an unknown well-known address',
    404,
    'NOT_FOUND',
    () => [['GET /.well-known/nothing HTTP/1.1', HOST, 'Accept: text/html']],
  ],
  ['an unknown address', 404, 'NOT_FOUND', () => [['GET /nothing HTTP/1.1', HOST]]],
  [
    'a foreign host',
    403,
    'HOST_NOT_ALLOWED',
    () => [['GET /health/services HTTP/1.1', 'Host: evil.example']],
  ],
  [
    'two hosts',
    400,
    'BAD_REQUEST',
    () => [['GET /health HTTP/1.1', 'Host: localhost', 'host: evil.example']],
  ],
  ['a foreign host on MCP', 403, 'HOST_NOT_ALLOWED', () => [['POST /mcp HTTP/1.1', 'Host: evil.example']]],
  [
    'a host that only begins like ours',
    403,
    'HOST_NOT_ALLOWED',
    () => [['GET /health/services HTTP/1.1', 'Host: localhost.evil.example']],
  ],
  [
    'GET where POST is meant',
    405,
    'METHOD_NOT_SUPPORTED',
    () => [['GET /api/v1/probe/note HTTP/1.1', HOST, bearer()]],
  ],
  ['POST where GET is meant', 405, 'METHOD_NOT_SUPPORTED', () => post('/api/v1/probe/echo', '{}')],
  ['DELETE on a known address', 405, 'METHOD_NOT_SUPPORTED', () => [['DELETE /health HTTP/1.1', HOST]]],
  ['a query over tRPC by POST', 405, 'METHOD_NOT_SUPPORTED', () => post('/trpc/probe.count', '{}')],
  ['an escape that is not UTF-8', 400, 'BAD_REQUEST', () => [['GET /api/v1/%E0%A4%A HTTP/1.1', HOST]]],
  ['a path out of the folder', 404, 'NOT_FOUND', () => [['GET /..%2f..%2fpackage.json HTTP/1.1', HOST]]],
  ['a null byte in the path', 404, 'NOT_FOUND', () => [['GET /a%00b HTTP/1.1', HOST]]],
  [
    'an input that is not JSON over tRPC',
    400,
    'BAD_REQUEST',
    () => [['GET /trpc/probe.echo?input=%7B HTTP/1.1', HOST, bearer()]],
  ],
  ['a batch of nothing', 404, 'NOT_FOUND', () => [['GET /trpc/,,?batch=1 HTTP/1.1', HOST, bearer()]]],
  [
    'headers larger than the limit',
    413,
    'PAYLOAD_TOO_LARGE',
    () => [['GET /health HTTP/1.1', HOST, `X-Large: ${'a'.repeat(20_000)}`]],
  ],
  ['what is not HTTP', 400, 'BAD_REQUEST', () => [['EHLO hub']]],
]

const stack = /\bat .+:\d+:\d+|node_modules|\.ts:\d+/

describe('bad input gets its status in the one error shape (CON-4)', () => {
  test.for(cases)('%s: %i %s', async ([, status, code, request]) => {
    const [lines, body] = request()
    const answer = await sendRaw(hub.origin, [...lines, 'Connection: close', '', body ?? ''].join('\r\n'))
    expect(answer.status).toBe(status)
    expect(answer.body).not.toMatch(stack)
    const start = answer.body.search(/[{[]/)
    const parsed = JSON.parse(
      answer.body.slice(start, Math.max(answer.body.lastIndexOf('}'), answer.body.lastIndexOf(']')) + 1),
    ) as { error?: { data: object }; 0?: { error: { data: object } } }
    const shape = parsed.error?.data ?? parsed[0]?.error.data ?? parsed
    expect(shape).toMatchObject({ code, message: expect.any(String), requestId: expect.any(String) })
  })

  test('leaves nothing half-written', async () => {
    const rows = await hub.hub.db.system.selectFrom('outboxEvent').select('id').execute()
    expect(rows).toEqual([])
  })
})

describe('every answer', () => {
  test('names its request, by the given name where that is plain', async () => {
    const given = await hub.request('/health', { headers: { 'x-request-id': 'abcdefgh-1' } })
    expect(given.headers.get('x-request-id')).toBe('abcdefgh-1')
    const bad = await hub.request('/nothing', { headers: { 'x-request-id': 'a b' } })
    const { requestId } = (await bad.json()) as { requestId: string }
    expect(requestId).toMatch(/^[0-9a-f-]{36}$/)
    expect(bad.headers.get('x-request-id')).toBe(requestId)
  })

  test('carries the strict policy, also when it is an error', async () => {
    for (const path of ['/health', '/nothing', '/', '/api/v1/probe/count', '/trpc/probe.count']) {
      const { headers } = await hub.request(path)
      expect(headers.get('content-security-policy'), path).toContain("script-src 'self'")
      expect(headers.get('content-security-policy'), path).not.toContain('unsafe')
      expect(headers.get('x-content-type-options'), path).toBe('nosniff')
    }
  })

  test('says which methods an address answers to', async () => {
    const answer = await hub.request('/api/v1/probe/note', { headers: { authorization: `Bearer ${key}` } })
    expect(answer.headers.get('allow')).toBe('POST')
  })

  test('moves a page load on another loopback name to the public address', async () => {
    const page = await fetch(`${hub.origin.replace('localhost', '127.0.0.1')}/o/a?b=1`, {
      redirect: 'manual',
      headers: { accept: 'text/html' },
    })
    expect(page.status).toBe(302)
    expect(page.headers.get('location')).toBe(`${hub.hub.settings.publicUrl}/o/a?b=1`)
    const program = await fetch(`${hub.origin.replace('localhost', '127.0.0.1')}/health`)
    expect(program.status).toBe(200)
  })
})
