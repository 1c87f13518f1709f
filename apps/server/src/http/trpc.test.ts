import { issueKey, openSession, probeRouter } from '@hub/api/testing'
import type { ProbeRouter, TestOrg } from '@hub/api/testing'
import { createTRPCClient, createWSClient, httpBatchStreamLink, wsLink } from '@trpc/client'
import { WebSocket } from 'ws'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

let hub: ServedHub
let org: TestOrg
let cookie: string
let sessionId: string
beforeAll(async () => {
  hub = await serveHub({ router: probeRouter })
  org = await hub.newOrg()
  const session = await openSession(hub.hub, org.owner.userId)
  sessionId = session.sessionId
  cookie = `hub_access=${session.accessToken}`
})
afterAll(() => hub.stop())

/** As our own page sends it; the public address stands in for the port of the test. */
const fromPage = () => ({
  cookie,
  origin: hub.hub.settings.publicUrl,
  'x-hub-csrf': '1',
  'sec-fetch-site': 'same-origin',
})

const clientWith = (headers: Record<string, string>) =>
  createTRPCClient<ProbeRouter>({
    links: [httpBatchStreamLink({ url: `${hub.origin}/trpc`, maxItems: 20, headers })],
  })

describe('/trpc', () => {
  test('serves a page by its session cookie, as the door web', async () => {
    const answer = await clientWith(fromPage()).probe.echo.query({ word: 'hi' })
    expect(answer).toMatchObject({ words: ['hi'], door: 'web', actor: org.owner.email })
  })

  test('serves a program by its key, as the door rest', async () => {
    const { text } = await issueKey(hub.hub, { orgId: org.orgId, userId: org.owner.userId })
    await expect(
      clientWith({ authorization: `Bearer ${text}` }).probe.echo.query({ word: 'hi' }),
    ).resolves.toMatchObject({ door: 'rest' })
  })

  test('lets only a page do what only a page may', async () => {
    const { text } = await issueKey(hub.hub, { orgId: org.orgId, userId: org.owner.userId })
    await expect(clientWith(fromPage()).probe.click.mutate({})).resolves.toEqual({ done: true })
    await expect(
      clientWith({ authorization: `Bearer ${text}` }).probe.click.mutate({}),
    ).rejects.toMatchObject({ data: { code: 'NOT_FOUND' } })
  })

  test('streams the answers of a batch as they are ready', async () => {
    const client = clientWith(fromPage())
    const order: string[] = []
    await Promise.all([
      client.probe.slow.query().then(() => order.push('slow')),
      client.probe.echo.query({ word: 'hi' }).then(() => order.push('fast')),
    ])
    expect(order).toEqual(['fast', 'slow'])
  })

  test('sends an answer that is complete in one piece, and a short one as it is', async () => {
    const input = encodeURIComponent(JSON.stringify({ word: 'hi' }))
    const ask = (accept: Record<string, string>, path: string) =>
      hub.request(path, { headers: { ...fromPage(), 'accept-encoding': 'br, gzip', ...accept } })
    const whole = await ask({}, `/trpc/probe.echo?input=${input}`)
    const text = await whole.text()
    expect(JSON.parse(text)).toMatchObject({ result: { data: { words: ['hi'] } } })
    expect(whole.headers.get('content-length')).toBe(String(Buffer.byteLength(text)))
    expect(whole.headers.get('content-encoding')).toBeNull()
    const batch = encodeURIComponent(JSON.stringify({ 0: { word: 'hi' } }))
    const streamed = await ask(
      { 'trpc-accept': 'application/jsonl' },
      `/trpc/probe.echo?batch=1&input=${batch}`,
    )
    expect(streamed.headers.get('content-length')).toBeNull()
    expect(await streamed.text()).toContain('hi')
  })

  test('answers an error with our own object as its data (CON-4)', async () => {
    await expect(clientWith(fromPage()).probe.broken.query()).rejects.toMatchObject({
      data: { code: 'INTERNAL', httpStatus: 500, requestId: expect.stringMatching(/^[\w-]{8,64}$/) },
      message: expect.not.stringContaining('inner detail'),
    })
  })

  test('refuses a write that did not come from our own page', async () => {
    for (const change of [{ origin: 'https://evil.example' }, { 'x-hub-csrf': '' }]) {
      await expect(
        clientWith({ ...fromPage(), ...change }).probe.note.mutate({ text: 'a' }),
      ).rejects.toMatchObject({ data: { code: 'FORBIDDEN' } })
    }
  })

  test('refuses more than 20 calls at once and says so', async () => {
    const paths = Array.from({ length: 21 }, () => 'probe.count').join(',')
    const answer = await hub.request(`/trpc/${paths}?batch=1&input=${encodeURIComponent('{}')}`, {
      headers: fromPage(),
    })
    expect(answer.status).toBe(400)
    await expect(answer.json()).resolves.toMatchObject({
      error: {
        message: 'One batch holds at most 20 calls, and this one has 21. Send it in parts.',
        data: { code: 'BAD_REQUEST', requestId: answer.headers.get('x-request-id') },
      },
    })
  })

  test('streams a subscription as server-sent events, and resumes it', async () => {
    const input = encodeURIComponent(JSON.stringify({ lastEventId: '41' }))
    const answer = await hub.request(`/trpc/probe.ticks?input=${input}`, {
      headers: { ...fromPage(), accept: 'text/event-stream' },
    })
    expect(answer.headers.get('content-type')).toContain('text/event-stream')
    expect(answer.headers.get('cache-control')).toContain('no-store')
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    while (!text.includes('id: 43')) text += (await reader?.read())?.value ?? ''
    expect(text).toContain('id: 42')
    expect(text).not.toContain('id: 41')
    await reader?.cancel()
  })
})

/** A browser's WebSocket: it cannot set headers, so Node's is told what a browser would send by itself. */
const socketWith = (headers: Record<string, string>) =>
  class extends WebSocket {
    constructor(url: string | URL) {
      super(url, { headers })
    }
  }

interface Opened {
  client: ReturnType<typeof createTRPCClient<ProbeRouter>>
  close: () => Promise<void>
  closed: Promise<void>
}

function openSocket(
  headers: Record<string, string> = fromPage(),
  connectionParams: Record<string, string> = { org: org.slug },
): Opened {
  const { promise: closed, resolve } = Promise.withResolvers<void>()
  const socket = createWSClient({
    url: `${hub.origin.replace('http', 'ws')}/trpc/ws`,
    connectionParams,
    // The client asks only for what a browser's WebSocket offers.
    WebSocket: socketWith(headers) as unknown as typeof globalThis.WebSocket,
    onClose: () => resolve(),
    retryDelayMs: () => 60_000,
  })
  return {
    client: createTRPCClient<ProbeRouter>({ links: [wsLink({ client: socket })] }),
    close: () => socket.close(),
    closed,
  }
}

const firstTicks = (client: Opened['client'], input: { lastEventId?: string }, count: number) =>
  new Promise<string[]>((resolve, reject) => {
    const ids: string[] = []
    const subscription = client.probe.ticks.subscribe(input, {
      onData({ id }) {
        ids.push(id)
        if (ids.length < count) return
        subscription.unsubscribe()
        resolve(ids)
      },
      onError: reject,
    })
  })

describe('/trpc/ws', () => {
  test('carries subscriptions, and resumes them after the last event seen', async () => {
    const { client, close } = openSocket()
    await expect(firstTicks(client, {}, 3)).resolves.toEqual(['1', '2', '3'])
    await expect(firstTicks(client, { lastEventId: '3' }, 2)).resolves.toEqual(['4', '5'])
    await close()
  })

  test('carries neither queries nor mutations', async () => {
    const { client, close } = openSocket()
    await expect(client.probe.echo.query({ word: 'hi' })).rejects.toMatchObject({
      data: { code: 'NOT_FOUND' },
    })
    await expect(client.probe.note.mutate({ text: 'a' })).rejects.toMatchObject({
      data: { code: 'NOT_FOUND' },
    })
    await close()
  })

  test('is opened to pages of our own only, by the exact origin', async () => {
    for (const origin of ['https://evil.example', `${hub.hub.settings.publicUrl}.evil.example`, 'null']) {
      const socket = new WebSocket(`${hub.origin.replace('http', 'ws')}/trpc/ws`, {
        headers: { cookie, origin },
      })
      const status = await new Promise((resolve) => {
        socket.on('unexpected-response', (_request, response) => resolve(response.statusCode))
        socket.on('open', () => resolve('open'))
        socket.on('error', () => undefined)
      })
      expect(status).toBe(403)
      socket.terminate()
    }
  })

  test('carries subscriptions to a program that shows its key, in a header or first message', async () => {
    const { text: key } = await issueKey(hub.hub, { orgId: org.orgId, userId: org.owner.userId })
    const authorization = `Bearer ${key}`
    for (const { headers, params } of [
      { headers: { authorization }, params: {} },
      { headers: {}, params: { authorization } },
    ]) {
      const { client, close } = openSocket(headers, params)
      await expect(firstTicks(client, {}, 2)).resolves.toEqual(['1', '2'])
      await close()
    }
  })

  test('takes no cookie from what is not our page, and no key that does not hold', async () => {
    const { orgId, owner } = org
    const { text: toolKey } = await issueKey(hub.hub, { orgId, userId: owner.userId, kind: 'assistant' })
    for (const [headers, params, code] of [
      [{ cookie }, { org: org.slug }, 'UNAUTHORIZED'],
      [{ authorization: 'Bearer hub_key_nothing' }, {}, 'UNAUTHORIZED'],
      [{}, { authorization: `Bearer ${toolKey}` }, 'FORBIDDEN'],
    ] as const) {
      const { client, close } = openSocket(headers, params)
      await expect(firstTicks(client, {}, 1)).rejects.toMatchObject({ data: { code } })
      await close()
    }
  })

  test('closes within seconds after the key was revoked', async () => {
    const { id, text: key } = await issueKey(hub.hub, { orgId: org.orgId, userId: org.owner.userId })
    const { client, closed, close } = openSocket({ authorization: `Bearer ${key}` }, {})
    await firstTicks(client, {}, 1)
    const keys = hub.hub.db.org(org.orgId).updateTable('authApiKey')
    await keys.set({ revokedAt: new Date() }).where('id', '=', id).execute()
    const begin = Date.now()
    await closed
    expect(Date.now() - begin).toBeLessThan(8_000)
    await close()
  })

  test('is refused to somebody who is not a member', async () => {
    const stranger = await hub.newOrg()
    const { client, close } = openSocket(fromPage(), { org: stranger.slug })
    await expect(firstTicks(client, {}, 1)).rejects.toMatchObject({ data: { code: 'NOT_FOUND' } })
    await close()
  })

  test('closes within seconds after the session was revoked', async () => {
    const { client, closed, close } = openSocket()
    await firstTicks(client, {}, 1)
    await hub.hub.db.system.deleteFrom('authSession').where('id', '=', sessionId).execute()
    const begin = Date.now()
    await closed
    expect(Date.now() - begin).toBeLessThan(8_000)
    await close()
  })
})
