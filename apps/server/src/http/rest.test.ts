import { randomUUID } from 'node:crypto'
import { issueKey, openSession, probeRouter } from '@hub/api/testing'
import type { TestOrg } from '@hub/api/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

let hub: ServedHub
let org: TestOrg
let key: string
beforeAll(async () => {
  hub = await serveHub({ router: probeRouter })
  org = await hub.newOrg()
  key = (await issueKey(hub.hub, { orgId: org.orgId, userId: org.owner.userId })).text
})
afterAll(() => hub.stop())

const withKey = (headers: Record<string, string> = {}) => ({ authorization: `Bearer ${key}`, ...headers })
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  hub.request(path, {
    method: 'POST',
    headers: withKey({ 'content-type': 'application/json', ...headers }),
    body: JSON.stringify(body),
  })

describe('GET', () => {
  test('turns a query string into the types of the schema', async () => {
    const answer = await hub.request('/api/v1/probe/echo?word=12&times=2&loud=true&marks=3&marks=4', {
      headers: withKey(),
    })
    expect(answer.status).toBe(200)
    await expect(answer.json()).resolves.toEqual({
      words: ['12', '12'],
      door: 'rest',
      actor: org.owner.email,
      marks: [3, 4],
    })
  })

  test('names the field that is wrong, missing or unknown (CON-4)', async () => {
    for (const [query, path] of [
      ['word=a&times=9', 'times'],
      ['times=1', 'word'],
      ['word=a&times=two', 'times'],
      ['word=a&word=b', 'word'],
    ] as const) {
      const answer = await hub.request(`/api/v1/probe/echo?${query}`, { headers: withKey() })
      expect(answer.status).toBe(400)
      await expect(answer.json()).resolves.toMatchObject({ code: 'BAD_REQUEST', issues: [{ path }] })
    }
    const unknown = await hub.request('/api/v1/probe/echo?word=a&colour=red', { headers: withKey() })
    expect(unknown.status).toBe(400)
  })

  test('answers a person with a bearer token like a key', async () => {
    const { accessToken } = await openSession(hub.hub, org.owner.userId)
    const answer = await hub.request('/api/v1/probe/echo?word=hi', {
      headers: { authorization: `Bearer ${accessToken}` },
    })
    await expect(answer.json()).resolves.toMatchObject({ words: ['hi'], door: 'rest' })
  })

  test('reads no cookies, so no page can act in a name', async () => {
    const { accessToken } = await openSession(hub.hub, org.owner.userId)
    const answer = await hub.request('/api/v1/probe/echo?word=hi', {
      headers: { cookie: `hub_access=${accessToken}` },
    })
    expect(answer.status).toBe(401)
    expect(answer.headers.get('www-authenticate')).toContain('Bearer')
  })

  test('answers with no cookies and is never cached', async () => {
    const answer = await hub.request('/api/v1/probe/open')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('set-cookie')).toBeNull()
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })
})

describe('POST', () => {
  test('hands the Idempotency-Key header to the procedure (CON-6)', async () => {
    const idempotency = randomUUID()
    const first = await post('/api/v1/probe/note', { text: 'a' }, { 'idempotency-key': idempotency })
    await expect(first.json()).resolves.toEqual({ text: 'a', key: idempotency })
    const other = await post('/api/v1/probe/note', { text: 'b' }, { 'idempotency-key': idempotency })
    expect(other.status).toBe(422)
    await expect(other.json()).resolves.toMatchObject({ code: 'KEY_REUSED' })
  })

  test('opens what tools may not reach, but never what only a page may', async () => {
    expect((await post('/api/v1/probe/secret', {})).status).toBe(200)
    expect((await post('/api/v1/probe/click', {})).status).toBe(404)
  })
})

describe('limits', () => {
  test('send retry-after with a refusal (CON-4)', async () => {
    const narrow = await serveHub({
      router: probeRouter,
      settings: { callsPerHour: { anonymous: 1, user: 1 } },
    })
    await narrow.request('/api/v1/probe/open')
    const refused = await narrow.request('/api/v1/probe/open')
    expect(refused.status).toBe(429)
    const body = (await refused.json()) as { retryAfter: number }
    expect(refused.headers.get('retry-after')).toBe(String(body.retryAfter))
    await narrow.stop()
  })
})
