import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { issueKey, newForm, probeRouter, signUp } from '@hub/api/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sendRaw } from '../testing/raw-request.ts'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

const PUBLIC_URL = 'https://hub.example.test'
const dist = mkdtempSync(join(tmpdir(), 'hub-dist-'))

let hub: ServedHub
let product: ServedHub
let key: string
let toolKey: string
beforeAll(async () => {
  mkdirSync(join(dist, 'assets'))
  writeFileSync(join(dist, 'index.html'), '<!doctype html><title>the app</title>')
  writeFileSync(join(dist, 'assets', 'index-4f2a.js'), 'export {}')
  const settings = { publicUrl: PUBLIC_URL, callsPerHour: { anonymous: 1, user: 1_000 } }
  hub = await serveHub({ router: probeRouter, dist, settings })
  product = await serveHub({ dist, settings: { publicUrl: PUBLIC_URL } })
  const org = await hub.newOrg()
  const owner = { orgId: org.orgId, userId: org.owner.userId }
  key = (await issueKey(hub.hub, owner)).text
  toolKey = (await issueKey(hub.hub, { ...owner, kind: 'assistant' })).text
})
afterAll(async () => {
  await hub.stop()
  await product.stop()
  rmSync(dist, { recursive: true })
})

/** A policy as a table: directive → sources. */
function directives(policy: string | null): Record<string, string[]> {
  const parts = (policy ?? '').split(';').map((part) => part.trim().split(/\s+/))
  return Object.fromEntries(parts.map(([name = '', ...sources]) => [name, sources]))
}

type Grade = { rule: string; holds: (headers: Headers) => boolean }

const YEAR_SECONDS = 31_536_000
const SAFE_REFERRERS = ['no-referrer', 'same-origin', 'strict-origin', 'strict-origin-when-cross-origin']
const equals = (name: string, value: string): Grade => ({
  rule: `${name}: ${value}`,
  holds: (headers) => headers.get(name) === value,
})
const policyHas = (rule: string, holds: (policy: Record<string, string[]>) => boolean): Grade => ({
  rule,
  holds: (headers) => holds(directives(headers.get('content-security-policy'))),
})

/** What the well-known graders of headers take points off for; A+ is an answer that breaks none. */
const rules: Grade[] = [
  policyHas('the policy starts from nothing', (policy) => policy['default-src']?.join() === "'none'"),
  policyHas('no script is inline, evaluated or from elsewhere', (policy) =>
    (policy['script-src'] ?? []).every((source) => source === "'self'"),
  ),
  policyHas('no wildcard and no bare scheme that loads code', (policy) =>
    Object.entries(policy).every(
      ([name, sources]) =>
        name === 'img-src' || !sources.some((source) => /^(\*|https?:|data:|blob:)$/.test(source)),
    ),
  ),
  policyHas('nobody frames it', (policy) => policy['frame-ancestors']?.join() === "'none'"),
  policyHas('no other base address', (policy) => policy['base-uri']?.join() === "'none'"),
  policyHas('forms go home', (policy) => policy['form-action']?.join() === "'self'"),
  equals('x-content-type-options', 'nosniff'),
  equals('x-frame-options', 'DENY'),
  equals('cross-origin-opener-policy', 'same-origin'),
  equals('cross-origin-resource-policy', 'same-origin'),
  {
    rule: 'the referrer stays within the site',
    holds: (headers) => SAFE_REFERRERS.includes(headers.get('referrer-policy') ?? ''),
  },
  {
    rule: 'the devices of the visitor are off',
    holds: (headers) =>
      ['camera', 'geolocation', 'microphone'].every((device) =>
        headers.get('permissions-policy')?.includes(`${device}=()`),
      ),
  },
  {
    rule: 'https for a year',
    holds: (headers) =>
      Number(/max-age=(\d+)/.exec(headers.get('strict-transport-security') ?? '')?.[1]) >= YEAR_SECONDS,
  },
  {
    rule: 'nothing tells what it is made of',
    holds: (headers) =>
      ['server', 'x-powered-by', 'via', 'x-aspnet-version'].every((name) => headers.get(name) === null),
  },
]

const noInlineStyle = policyHas('no style is inline', (policy) =>
  (policy['style-src'] ?? []).every((source) => source === "'self'"),
)

const broken = (headers: Headers, all: Grade[]) =>
  all.filter(({ holds }) => !holds(headers)).map(({ rule }) => rule)

const html = { accept: 'text/html' }
const bearer = (text = key) => ({ authorization: `Bearer ${text}` })
const pageOf = (path: string) => hub.request(path, { headers: { accept: 'application/json' } })
const mcp = (headers: Record<string, string>) =>
  hub.request('/mcp', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...headers,
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' }),
  })

const post = (path: string, body: object) =>
  hub.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

const answers: [kind: string, status: number, send: () => Promise<Response>][] = [
  ['a page by another name than its public one', 403, () => hub.request('/o/harbour', { headers: html })],
  ['an asset', 200, () => hub.request('/assets/index-4f2a.js')],
  ['a missing asset', 404, () => hub.request('/assets/gone.js')],
  ['an answer of REST', 200, () => hub.request('/api/v1/probe/count', { headers: bearer() })],
  [
    'an answer that has not changed',
    304,
    () => hub.request('/api/v1/probe/count', { headers: { ...bearer(), 'if-none-match': '*' } }),
  ],
  ['an answer of tRPC', 200, () => hub.request('/trpc/probe.count', { headers: bearer() })],
  ['an answer of MCP', 200, () => mcp(bearer(toolKey))],
  ['a refusal of MCP', 401, () => mcp({})],
  [
    'a page of another origin at MCP',
    403,
    () => mcp({ ...bearer(toolKey), origin: 'https://evil.example.test' }),
  ],
  ['a call without credentials', 401, () => hub.request('/api/v1/probe/count')],
  ['a bad input', 400, () => hub.request('/api/v1/probe/echo', { headers: bearer() })],
  ['an unknown address', 404, () => hub.request('/nothing')],
  ['an address with a broken escape', 400, () => pageOf('/api/v1/%E0%A4%A')],
  ['a method that is not meant', 405, () => hub.request('/health', { method: 'DELETE' })],
  ['a failure of ours', 500, () => hub.request('/api/v1/probe/broken', { headers: bearer() })],
  ['a failure of ours over tRPC', 500, () => hub.request('/trpc/probe.broken', { headers: bearer() })],
  ['health', 200, () => hub.request('/health')],
  ['the keys', 200, () => hub.request('/.well-known/jwks.json')],
  ['plain text', 200, () => hub.request('/llms.txt')],
  [
    'what says where tokens are handed out',
    200,
    () => hub.request('/.well-known/oauth-protected-resource/mcp'),
  ],
  ['what says how', 200, () => hub.request('/.well-known/oauth-authorization-server')],
  ['a client nobody knows', 400, () => pageOf('/oauth/authorize?client_id=nobody')],
  ['a client that cannot be registered', 400, () => post('/oauth/register', {})],
  ['a wrong code', 400, () => post('/oauth/token', { grant_type: 'authorization_code' })],
  ['a consent that was not asked for', 400, () => hub.request('/oauth/consent/nothing/details')],
  ['the OpenAPI document', 200, () => hub.request('/api/v1/openapi.json')],
  [
    'too many calls',
    429,
    async () => {
      await (await hub.request('/api/v1/probe/open')).text()
      return hub.request('/api/v1/probe/open')
    },
  ],
]

describe('headers earn an A+ on every kind of answer (GW-2)', () => {
  test.each(answers)('%s (%i)', async (_kind, status, send) => {
    const answer = await send()
    await answer.text()
    expect(answer.status).toBe(status)
    expect(broken(answer.headers, [...rules, noInlineStyle])).toEqual([])
  })

  test('the cookies of a client’s request, each for its own address alone', async () => {
    const redirect = 'http://localhost:33418/callback'
    const registered = await post('/oauth/register', { redirect_uris: [redirect] })
    const { client_id: clientId } = (await registered.json()) as { client_id: string }
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: clientId,
      redirect_uri: redirect,
      code_challenge: 'x'.repeat(43),
      code_challenge_method: 'S256',
    })
    const asked = await hub.request(`/oauth/authorize?${query.toString()}`)
    expect([asked.status, asked.headers.get('cache-control')]).toEqual([303, 'no-store'])
    const page = asked.headers.get('location') ?? ''
    expect(page).toMatch(/^\/oauth\/consent\/[\w-]+$/)
    const cookies = asked.headers.getSetCookie()
    expect(cookies).toHaveLength(4)
    for (const cookie of cookies) {
      expect(cookie).toMatch(/^__Secure-hub_oauth_(request|resume)(\.sig)?=[\w-]+; /)
      expect(cookie.toLowerCase()).toMatch(/; secure(;|$)/)
      expect(cookie.toLowerCase()).toMatch(/; httponly(;|$)/)
      expect(cookie.toLowerCase()).toMatch(/; samesite=lax(;|$)/)
      expect(cookie).toMatch(/; path=\/oauth\/(consent|authorize)\/[\w-]+(;|$)/)
    }
  })

  test('the page of the app, at the public address', async () => {
    // Behind a proxy the public name stands in the Host header, which fetch does not let one set.
    const { status, headers } = await sendRaw(
      hub.origin,
      'GET / HTTP/1.1\r\nHost: hub.example.test\r\nAccept: text/html\r\nConnection: close\r\n\r\n',
    )
    expect(status).toBe(200)
    expect(broken(headers, [...rules, noInlineStyle])).toEqual([])
  })

  test('what is not HTTP at all', async () => {
    const { status, headers } = await sendRaw(hub.origin, 'EHLO hub\r\n\r\n')
    expect(status).toBe(400)
    expect(broken(headers, [...rules, noInlineStyle])).toEqual([])
  })

  test('the explorer of the API, but for its inline styles', async () => {
    for (const path of [
      '/api/docs/',
      '/api/docs/static/swagger-ui.css',
      '/api/docs/static/swagger-ui-bundle.js',
    ]) {
      const answer = await product.request(path)
      await answer.arrayBuffer()
      expect(answer.status).toBe(200)
      expect(broken(answer.headers, rules), path).toEqual([])
    }
  })

  test('cookies are out of the reach of scripts and other sites (AUTH-5)', async () => {
    const form = newForm()
    await signUp(product, form)
    const answer = await product.request('/auth/login', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: PUBLIC_URL, 'x-hub-csrf': '1' },
      body: JSON.stringify({ email: form.email, password: form.password }),
    })
    expect(answer.status).toBe(200)
    expect(broken(answer.headers, [...rules, noInlineStyle])).toEqual([])
    const cookies = answer.headers.getSetCookie()
    expect(cookies.length).toBeGreaterThanOrEqual(2)
    for (const cookie of cookies) {
      expect(cookie).toMatch(/^__(Host|Secure)-hub_/)
      expect(cookie).toMatch(/; HttpOnly(;|$)/)
      expect(cookie).toMatch(/; Secure(;|$)/)
      expect(cookie).toMatch(/; SameSite=(Strict|Lax)(;|$)/)
      expect(cookie).not.toMatch(/; Domain=/)
    }
  })

  test('a grader that lets everything pass would be seen', () => {
    expect(broken(new Headers({ server: 'x' }), [...rules, noInlineStyle]).length).toBeGreaterThan(8)
    const weak = new Headers({
      'content-security-policy':
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'unsafe-inline'",
      'strict-transport-security': 'max-age=300',
    })
    expect(broken(weak, [...rules, noInlineStyle])).toEqual(
      expect.arrayContaining([
        'no script is inline, evaluated or from elsewhere',
        'no style is inline',
        'https for a year',
        'nobody frames it',
      ]),
    )
  })

  test('on http nothing promises https', async () => {
    const local = await serveHub({ router: probeRouter, dist })
    const { headers } = await local.request('/health')
    expect(headers.get('strict-transport-security')).toBeNull()
    await local.stop()
  })
})
