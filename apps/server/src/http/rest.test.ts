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

  test('answers with no cookies and is kept by nobody but the caller', async () => {
    const answer = await hub.request('/api/v1/probe/open')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('set-cookie')).toBeNull()
    expect(answer.headers.get('cache-control')).toBe('private, no-cache')
  })
})

describe('entity tags (GW-8)', () => {
  const read = (path: string, headers: Record<string, string> = {}) =>
    hub.request(`/api/v1/probe/${path}`, { headers: withKey(headers) })
  const tagOf = async (path: string) => (await read(path)).headers.get('etag') ?? ''

  test('an answer that the caller holds is 304 without a body', async () => {
    const tag = await tagOf('echo?word=a')
    expect(tag).toMatch(/^W\/"[\w-]{27}"$/)
    for (const given of [tag, tag.slice(2), `"other", ${tag}`, '*']) {
      const again = await read('echo?word=a', { 'if-none-match': given })
      expect(again.status, given).toBe(304)
      expect(await again.text()).toBe('')
      expect(again.headers.get('etag')).toBe(tag)
      expect(again.headers.get('content-type')).toBeNull()
    }
  })

  test('another answer has another tag, and a tag opens nothing', async () => {
    const tag = await tagOf('echo?word=a')
    expect(await tagOf('echo?word=b')).not.toBe(tag)
    expect((await read('echo?word=b', { 'if-none-match': tag })).status).toBe(200)
    const stranger = await hub.request('/api/v1/probe/echo?word=a', { headers: { 'if-none-match': tag } })
    expect(stranger.status).toBe(401)
    expect(stranger.headers.get('etag')).toBeNull()
    expect(stranger.headers.get('cache-control')).toBe('no-store')
  })

  test('say on what the answer depends', async () => {
    const vary = (await read('echo?word=a')).headers.get('vary') ?? ''
    for (const field of ['authorization', 'x-hub-org']) expect(vary).toContain(field)
  })

  test('HEAD answers like GET without a body', async () => {
    const head = await hub.request('/api/v1/probe/echo?word=a', { method: 'HEAD', headers: withKey() })
    expect(head.status).toBe(200)
    expect(head.headers.get('etag')).toBe(await tagOf('echo?word=a'))
    expect(await head.text()).toBe('')
  })

  test('are not given to writes, nor to failures', async () => {
    const written = await post('/api/v1/probe/note', { text: 'a' })
    expect([written.headers.get('etag'), written.headers.get('cache-control')]).toEqual([null, 'no-store'])
    const failed = await read('broken', { 'if-none-match': '*' })
    expect([failed.status, failed.headers.get('etag')]).toEqual([500, null])
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

  test('takes the key of the header in double quotes too, as the same key', async () => {
    const idempotency = randomUUID()
    const bare = await post('/api/v1/probe/note', { text: 'a' }, { 'idempotency-key': idempotency })
    const quoted = await post('/api/v1/probe/note', { text: 'a' }, { 'idempotency-key': `"${idempotency}"` })
    await expect(quoted.json()).resolves.toEqual(await bare.json())
    const odd = await post('/api/v1/probe/note', { text: 'a' }, { 'idempotency-key': `"${idempotency}` })
    expect(odd.status).toBe(400)
  })

  test('refuses two different keys, and takes the same one twice', async () => {
    const [first, second] = [randomUUID(), randomUUID()]
    const send = (idempotencyKey: string) =>
      post('/api/v1/probe/note', { text: 'a', idempotencyKey }, { 'idempotency-key': first })
    await expect((await send(first)).json()).resolves.toEqual({ text: 'a', key: first })
    const refused = await send(second)
    expect(refused.status).toBe(400)
    await expect(refused.json()).resolves.toMatchObject({
      code: 'BAD_REQUEST',
      issues: [{ path: 'idempotencyKey' }],
    })
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
