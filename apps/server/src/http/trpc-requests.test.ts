import { openSession, probeRouter } from '@hub/api/testing'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

let hub: ServedHub
let fromPage: Record<string, string>
beforeAll(async () => {
  hub = await serveHub({ router: probeRouter })
  const { owner } = await hub.newOrg()
  const { accessToken } = await openSession(hub.hub, owner.userId)
  fromPage = {
    cookie: `hub_access=${accessToken}`,
    origin: hub.hub.settings.publicUrl,
    'x-hub-csrf': '1',
    'sec-fetch-site': 'same-origin',
  }
})
afterAll(() => hub.stop())

const query = (path: string, input?: unknown): Ask => ({
  path: `${path}${input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`}`,
})
const mutation = (path: string, body: string, type = 'application/json'): Ask => ({
  path,
  init: { method: 'POST', body, headers: { 'content-type': type } },
})

interface Ask {
  path: string
  init?: { method: string; body: string; headers?: Record<string, string> }
}

const ask = ({ path, init }: Ask, more: Record<string, string> = {}): Promise<Response> =>
  hub.request(`/trpc/${path}`, { ...init, headers: { ...fromPage, ...init?.headers, ...more } })

describe('a call by itself at /trpc', () => {
  test.each<[string, Ask, number]>([
    ['a query', query('probe.echo', { word: 'hi & < > ü' }), 200],
    ['a query without input', query('probe.count'), 200],
    ['an empty input', { path: 'probe.count?input=' }, 200],
    ['a mutation', mutation('probe.note', '{"text":"a"}'), 200],
    ['a mutation with a character set', mutation('probe.note', '{"text":"a"}', 'Application/JSON; a=b'), 200],
    ['bad input', query('probe.echo', { word: 1, more: true }), 400],
    ['null for input', query('probe.echo', null), 400],
    ['null for a body', mutation('probe.note', 'null'), 400],
    ['no body', mutation('probe.note', ''), 400],
    ['input that is no JSON', { path: 'probe.echo?input=%7Bword' }, 400],
    ['a body that is no JSON', mutation('probe.note', '{text'), 400],
    ['a body of another kind', mutation('probe.note', '{"text":"a"}', 'text/plain'), 415],
    ['input twice', { path: 'probe.echo?input=[1&input=2]' }, 400],
    ['no such procedure', query('probe.nothing', {}), 404],
    ['a name every object has', query('constructor', {}), 404],
    ['a query as if it were a mutation', mutation('probe.echo', '{"word":"hi"}'), 405],
    ['a mutation as if it were a query', query('probe.note', { text: 'a' }), 405],
    ['our own fault', query('probe.broken'), 500],
  ])('%s', async (_name, what, status) => {
    expect((await ask(what)).status).toBe(status)
  })

  test('is kept by no cache between, whatever the answer and however it comes', async () => {
    const streamed = { 'trpc-accept': 'application/jsonl' }
    for (const [what, more] of [
      [query('probe.count'), {}],
      [query('probe.broken'), {}],
      [{ path: 'probe.count,probe.count?batch=1' }, streamed],
    ] as const)
      expect((await ask(what, more)).headers.get('cache-control')).toBe('no-store')
  })

  test('is no matter of roles where its address is too long', async () => {
    const paths = (count: number) => Array.from({ length: count }, () => 'probe.count').join(',')
    const long = await ask({ path: `${paths(500)}?batch=1` })
    expect(long.status).toBe(400)
    await expect(long.json()).resolves.toMatchObject({ error: { data: { code: 'BAD_REQUEST' } } })
    const longer = await ask({ path: `${paths(5_000)}?batch=1` })
    expect(longer.status).toBe(413)
    await expect(longer.json()).resolves.toMatchObject({ code: 'PAYLOAD_TOO_LARGE' })
    expect((await hub.request('/assets/')).status).toBe(404)
  })

  test('is refused to nobody, and to a page of somebody else', async () => {
    const note = mutation('probe.note', '{"text":"a"}')
    expect((await ask(note, { cookie: '' })).status).toBe(401)
    expect((await ask(note, { origin: 'https://evil.example' })).status).toBe(403)
  })

  test('a limit that was passed says when to come back', async () => {
    const strict = await serveHub({
      router: probeRouter,
      settings: { callsPerHour: { anonymous: 1, user: 1 } },
    })
    try {
      await strict.request('/trpc/probe.open')
      const refused = await strict.request('/trpc/probe.open')
      expect(refused.status).toBe(429)
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3_000)
    } finally {
      await strict.stop()
    }
  })

  test('work ends when its caller goes away', async () => {
    // A busy machine may have begun nothing by then, or ended all.
    await vi.waitFor(
      async () => {
        const signal = AbortSignal.timeout(60)
        await hub.request('/trpc/probe.slow', { headers: fromPage, signal }).catch(() => undefined)
        expect(await hub.hub.metrics.text()).toMatch(
          /hub_calls_total\{procedure="probe\.slow",door="web",code="(?!OK)\w+"\}/,
        )
      },
      { timeout: 60_000, interval: 100 },
    )
  })
})
