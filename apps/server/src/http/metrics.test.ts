import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import { text } from 'node:stream/consumers'
import { openSession, probeRouter } from '@hub/api/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

const TOKEN = 'a-token-of-the-tests'
let hub: ServedHub
beforeAll(async () => {
  hub = await serveHub({ router: probeRouter, metricsToken: TOKEN })
})
afterAll(() => hub.stop())

const ask = (headers: Record<string, string> = {}, to = hub) => to.request('/metrics', { headers })
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

/** The value of one series in what Prometheus would read. */
async function value(series: string): Promise<number | undefined> {
  const lines = (await (await ask()).text()).split('\n')
  const line = lines.find((one) => one.startsWith(`${series} `))
  return line === undefined ? undefined : Number(line.slice(series.length + 1))
}

const counted = (method: string, route: string, status: number) =>
  `hub_http_requests_total{method="${method}",route="${route}",status="${status}"}`

describe('/metrics is for the operator (GW-5)', () => {
  test('shows itself to programs of this machine, in the format of Prometheus', async () => {
    const answer = await ask()
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
    ])
    const page = await answer.text()
    for (const line of page.split('\n').filter((one) => one !== '' && !one.startsWith('#')))
      expect(line).toMatch(/^[a-z0-9_]+(?:\{[a-z_]+="[^"]*"(?:,[a-z_]+="[^"]*")*\})? \S+$/)
    expect(page).toMatch(/^nodejs_eventloop_lag_seconds /m)
    expect(page).toMatch(/^process_resident_memory_bytes /m)
  })

  test.each([
    ['a proxy that speaks for somebody', { 'x-forwarded-for': '127.0.0.1' }],
    ['another token', bearer('another-token')],
    ['credentials that are no token', { authorization: 'Basic eDp5' }],
  ])('is not there for %s', async (_who, headers) => {
    const answer = await ask(headers)
    expect(answer.status).toBe(404)
    await expect(answer.json()).resolves.toMatchObject({ code: 'NOT_FOUND', requestId: expect.any(String) })
  })

  test('shows itself to whoever sends METRICS_TOKEN, through a proxy and by any name of the server', async () => {
    expect((await ask({ ...bearer(TOKEN), 'x-forwarded-for': '192.0.2.7' })).status).toBe(200)
    const byName = async (headers: Record<string, string>) => {
      const sent = httpRequest(`${hub.origin}/metrics`, {
        headers: { host: 'hub-1.internal:3000', ...headers },
      }).end()
      const [answer] = await once(sent, 'response')
      await text(answer)
      return answer.statusCode as number
    }
    expect([await byName(bearer(TOKEN)), await byName(bearer('x')), await byName({})]).toEqual([
      200, 404, 403,
    ])
  })

  test('asks programs of this machine for the token too where the hub has a public address', async () => {
    const settings = { publicUrl: 'https://hub.example' }
    const open = await serveHub({ router: probeRouter, settings, metricsToken: TOKEN })
    try {
      expect((await ask({}, open)).status).toBe(404)
      expect((await ask(bearer(TOKEN), open)).status).toBe(200)
    } finally {
      await open.stop()
    }
  })
})

test('what only the health page would know is a figure too, of which alerts are made', async () => {
  const well = async () => ({ name: 'integrity', status: 'ok', detail: '' }) as const
  const badly = () => ({ name: 'backup', status: 'degraded', detail: 'the last one failed' }) as const
  const served = await serveHub({ router: probeRouter, health: [well, badly], metricsToken: TOKEN })
  try {
    const text = await (await ask(bearer(TOKEN), served)).text()
    expect(text).toMatch(
      /^hub_service_well\{service="integrity"\} 1\nhub_service_well\{service="backup"\} 0$/m,
    )
  } finally {
    await served.stop()
  }
})

describe('HTTP requests are counted', () => {
  test('by the pattern of their route, so that no visitor can make the figures grow', async () => {
    const { accessToken } = await openSession(hub.hub, (await hub.newOrg()).owner.userId)
    await hub.request('/api/v1/probe/count', { headers: bearer(accessToken) })
    await hub.request('/api/v1/probe/count')
    for (const path of ['/trpc/probe.open', '/trpc/probe.open,probe.open?batch=1&input={}'])
      expect((await hub.request(path)).status).toBe(200)
    for (const path of ['/nothing/1', '/nothing/2']) await hub.request(path, { method: 'POST' })
    expect(await value(counted('GET', '/api/v1/probe/count', 200))).toBe(1)
    expect(await value(counted('GET', '/api/v1/probe/count', 401))).toBe(1)
    expect(await value(counted('GET', '/trpc/:path', 200))).toBe(2)
    expect(await value(counted('POST', 'none', 404))).toBe(2)
    expect(await (await ask()).text()).not.toContain('/nothing')
  })

  test('and live connections as long as they last', async () => {
    const org = await hub.newOrg()
    const { accessToken } = await openSession(hub.hub, org.owner.userId)
    const sse = new AbortController()
    await hub.request('/trpc/probe.ticks?input={}', {
      headers: { ...bearer(accessToken), accept: 'text/event-stream', 'x-hub-org': org.slug },
      signal: sse.signal,
    })
    const socket = new WebSocket(`${hub.origin.replace('http', 'ws')}/trpc/ws?connectionParams=1`, {
      headers: { cookie: `hub_access=${accessToken}`, origin: hub.hub.settings.publicUrl },
    })
    await once(socket, 'open')
    const open = async () => [
      await value('hub_open_streams{kind="sse"}'),
      await value('hub_open_streams{kind="websocket"}'),
    ]
    await expect.poll(open).toEqual([1, 1])
    sse.abort()
    socket.close()
    await expect.poll(open).toEqual([0, 0])
    await expect.poll(() => value(counted('GET', '/trpc/ws', 101))).toBe(1)
  })
})
