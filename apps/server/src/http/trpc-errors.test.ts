import { openSession, probeRouter } from '@hub/api/testing'
import type { ProbeRouter, TestOrg } from '@hub/api/testing'
import { createTRPCClient, httpBatchStreamLink, httpSubscriptionLink, TRPCClientError } from '@trpc/client'
import { EventSource } from 'eventsource'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

let hub: ServedHub
let org: TestOrg
let page: Record<string, string>
beforeAll(async () => {
  hub = await serveHub({ router: probeRouter })
  org = await hub.newOrg()
  const { accessToken } = await openSession(hub.hub, org.owner.userId)
  page = {
    cookie: `hub_access=${accessToken}`,
    origin: hub.hub.settings.publicUrl,
    'x-hub-csrf': '1',
    'sec-fetch-site': 'same-origin',
  }
})
afterAll(() => hub.stop())

/** tRPC's numbers for what a caller did wrong; -32603 is a failure of the server, which its clients repeat. */
const NUMBERS = { 400: -32600, 401: -32001, 403: -32003, 404: -32004, 405: -32005, 413: -32013, 415: -32015 }

describe('an error carries the number of tRPC for it', () => {
  const json = { 'content-type': 'application/json' }
  const batch = encodeURIComponent('{}')
  test.each<[keyof typeof NUMBERS | 500, string, RequestInit & { isNobody?: boolean }]>([
    [400, 'probe.echo?input={}', {}],
    [400, 'probe.note', { method: 'POST', headers: json, body: '{' }],
    [401, 'probe.count', { isNobody: true }],
    [
      403,
      'probe.note',
      { method: 'POST', headers: { ...json, origin: 'https://evil.example' }, body: '{"text":"a"}' },
    ],
    [404, 'probe.nothing', {}],
    [404, 'probe.count', { headers: { 'x-hub-org': 'nowhere' } }],
    [404, 'probe.count/deeper', {}],
    [405, 'probe.note', {}],
    [413, 'probe.note', { method: 'POST', headers: json, body: JSON.stringify('x'.repeat(1_100_000)) }],
    [415, 'probe.note', { method: 'POST', headers: { 'content-type': 'text/xml' }, body: '<a/>' }],
    [415, 'probe.note', { method: 'POST', headers: { ...json, 'content-encoding': 'gzip' }, body: '{}' }],
    [500, 'probe.broken', {}],
  ])('%i at %s', async (status, path, { isNobody = false, ...init }) => {
    const headers = { ...(isNobody ? {} : page), ...(init.headers as Record<string, string> | undefined) }
    const answer = await hub.request(`/trpc/${path}`, { ...init, headers })
    expect(answer.status).toBe(status)
    const code = status === 500 ? -32603 : NUMBERS[status]
    await expect(answer.json()).resolves.toMatchObject({ error: { code, data: { httpStatus: status } } })
  })

  test('and each call of a batch its own', async () => {
    const answer = await hub.request(`/trpc/probe.nothing,probe.echo,probe.broken?batch=1&input=${batch}`, {
      headers: page,
    })
    const codes = ((await answer.json()) as { error: { code: number } }[]).map(({ error }) => error.code)
    expect(codes).toEqual([-32004, -32600, -32603])
    const client = createTRPCClient<ProbeRouter>({
      links: [httpBatchStreamLink({ url: `${hub.origin}/trpc`, headers: {} })],
    })
    await expect(client.probe.count.query()).rejects.toMatchObject({ shape: { code: -32001 } })
  })
})

/** How a subscription over server-sent events ends, and how many streams it opened for that. */
async function endOf(headers: Record<string, string>, input: object = {}) {
  const streams: EventSource[] = []
  class Source extends EventSource {
    constructor(url: string | URL) {
      super(url, {
        fetch: (to, init) => fetch(to, { ...init, headers: { ...init.headers, ...headers } }),
      })
      streams.push(this)
    }
  }
  const client = createTRPCClient<ProbeRouter>({
    links: [httpSubscriptionLink({ url: `${hub.origin}/trpc`, EventSource: Source })],
  })
  const errors: unknown[] = []
  await new Promise<void>((resolve) => {
    client.probe.ticks.subscribe(input, {
      onError(error) {
        errors.push(error)
        resolve()
      },
    })
  })
  await expect.poll(() => streams.map(({ readyState }) => readyState)).toEqual([EventSource.CLOSED])
  const [error, ...more] = errors
  expect(more).toEqual([])
  return error instanceof TRPCClientError ? (error.data as { code?: string } | null)?.code : error
}

describe('a subscription that cannot succeed ends with one error', () => {
  test('where nobody is signed in', async () => {
    expect(await endOf({})).toBe('UNAUTHORIZED')
  })

  test('in an organization that is not theirs', async () => {
    expect(await endOf({ ...page, 'x-hub-org': (await hub.newOrg()).slug })).toBe('NOT_FOUND')
  })

  test('with an input that does not fit', async () => {
    expect(await endOf(page, { junk: true })).toBe('BAD_REQUEST')
  })
})
