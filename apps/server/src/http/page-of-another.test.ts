import { randomUUID } from 'node:crypto'
import { openSession } from '@hub/api/testing'
import type { TestOrg } from '@hub/api/testing'
import type { AppRouter } from '@hub/api'
import { createTRPCClient, createWSClient, wsLink } from '@trpc/client'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

let hub: ServedHub
let org: TestOrg
let first: string
let next: string
/** The cookies of the one who is signed in by now. */
let cookie: string
beforeAll(async () => {
  hub = await serveHub()
})
afterAll(() => hub.stop())
beforeEach(async () => {
  org = await hub.newOrg()
  first = org.owner.userId
  next = (await org.join('owner')).userId
  const { accessToken } = await openSession(hub.hub, next)
  cookie = `hub_access=${accessToken}`
})

const ours = (madeFor?: string) => ({
  origin: hub.hub.settings.publicUrl,
  'x-hub-csrf': '1',
  'x-hub-org': org.slug,
  cookie,
  ...(madeFor !== undefined && { 'x-hub-user': madeFor }),
})

async function post(path: string, body: unknown, madeFor?: string) {
  const answer = await hub.request(path, {
    method: 'POST',
    headers: { ...ours(madeFor), 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: answer.status, text: await answer.text() }
}

const create = (title: string, madeFor?: string) =>
  post('/trpc/modules.ops.tasks.create', { title, idempotencyKey: randomUUID() }, madeFor)

async function titles(): Promise<unknown> {
  const input = encodeURIComponent('{}')
  const answer = await hub.request(`/trpc/modules.ops.tasks.list?input=${input}`, { headers: ours() })
  const { result } = (await answer.json()) as { result: { data: { items: { title: string }[] } } }
  return result.data.items.map(({ title }) => title)
}

describe('a page that was made for somebody who is not signed in here any more (AUTH-5)', () => {
  test('does nothing in the name of the next person', async () => {
    const { status, text } = await create('Of the first', first)
    expect(status).toBe(401)
    expect(JSON.parse(text)).toMatchObject({ error: { data: { code: 'OTHER_PERSON' } } })
    await expect(titles()).resolves.toEqual([])
  })

  test('is told nothing of theirs, in none of several calls at once', async () => {
    const input = encodeURIComponent('{"0":{},"1":{}}')
    const answer = await hub.request(`/trpc/auth.me,modules.ops.tasks.list?batch=1&input=${input}`, {
      headers: ours(first),
    })
    const codes = ((await answer.json()) as { error?: { data: { code: string } } }[]).map(
      ({ error }) => error?.data.code,
    )
    expect(codes).toEqual(['OTHER_PERSON', 'OTHER_PERSON'])
  })

  test.each(['/auth/confirm', '/auth/impersonate', '/auth/google/link', '/files?name=a.txt'])(
    'is refused at %s as well',
    async (path) => {
      const { status, text } = await post(path, {}, first)
      expect([status, JSON.parse(text)]).toEqual([401, expect.objectContaining({ code: 'OTHER_PERSON' })])
    },
  )

  test('follows nothing of theirs', async () => {
    const headers = { cookie, origin: hub.hub.settings.publicUrl }
    const client = createWSClient({
      url: `${hub.origin.replace('http', 'ws')}/trpc/ws`,
      connectionParams: { org: org.slug, user: first },
      WebSocket: class extends WebSocket {
        constructor(url: string) {
          super(url, { headers })
        }
      } as never,
    })
    const { live } = createTRPCClient<AppRouter>({ links: [wsLink({ client })] })
    const told = await new Promise<unknown>((resolve) => {
      live.stream.subscribe({}, { onData: resolve, onError: ({ data }) => resolve(data?.code) })
    })
    await client.close()
    expect(told).toBe('OTHER_PERSON')
  })

  test('hears first that a session has run out, which it can renew', async () => {
    cookie = 'hub_access=run.out'
    const { text } = await create('Later', first)
    expect(JSON.parse(text)).toMatchObject({ error: { data: { code: 'UNAUTHORIZED' } } })
  })
})

test('a page of the person who is signed in works, and one that does not say whose it is', async () => {
  expect((await create('Of the next', next)).status).toBe(200)
  expect((await create('Of whoever asks')).status).toBe(200)
  await expect(titles()).resolves.toHaveLength(2)
})

test('a page of an administrator does nothing in the name of whom they act for by now (ADM-1)', async () => {
  const { userId } = await hub.newPerson({ isPlatformAdmin: true })
  cookie = `hub_access=${(await openSession(hub.hub, userId)).accessToken}`
  const begun = await hub.request('/auth/impersonate', {
    method: 'POST',
    headers: { ...ours(userId), 'content-type': 'application/json' },
    body: JSON.stringify({ userId: first, reason: 'Invoice does not open' }),
  })
  cookie += `; ${begun.headers.getSetCookie()[0]?.split(';')[0] ?? ''}`
  expect((await create('By mistake', userId)).status).toBe(401)
  expect((await create('In their place', first)).status).toBe(200)
})
