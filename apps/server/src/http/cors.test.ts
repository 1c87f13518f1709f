import { issueKey, openSession, probeRouter } from '@hub/api/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

const OURS = 'https://app.example.test'
const OTHERS = [
  'https://evil.example.test',
  'https://app.example.test.evil.test',
  'http://app.example.test',
  'https://app.example.test:8443',
  'null',
]

let hub: ServedHub
let key: string
let toolKey: string
let session: string
beforeAll(async () => {
  hub = await serveHub({ router: probeRouter, corsOrigins: [OURS] })
  const org = await hub.newOrg()
  const owner = { orgId: org.orgId, userId: org.owner.userId }
  key = (await issueKey(hub.hub, owner)).text
  toolKey = (await issueKey(hub.hub, { ...owner, kind: 'assistant' })).text
  session = (await openSession(hub.hub, org.owner.userId)).accessToken
})
afterAll(() => hub.stop())

const preflight = (path: string, origin: string, method = 'POST') =>
  hub.request(path, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': method,
      'access-control-request-headers': 'authorization,content-type',
    },
  })
const allowed = ({ headers }: Response) => headers.get('access-control-allow-origin')
const bearer = (text = key) => ({ authorization: `Bearer ${text}` })

describe('CORS (GW-2)', () => {
  test.each(['/api/v1/probe/note', '/trpc/probe.note', '/mcp', '/mcp/x/ops'])(
    'lets pages of a named origin ask for %s',
    async (path) => {
      const answer = await preflight(path, OURS)
      expect(answer.status).toBe(204)
      expect(allowed(answer)).toBe(OURS)
      expect(answer.headers.get('access-control-allow-headers')).toContain('authorization')
      expect(answer.headers.get('access-control-allow-methods')).toContain('POST')
      expect(answer.headers.get('access-control-max-age')).toBe('600')
      expect(answer.headers.get('vary')?.toLowerCase()).toContain('origin')
    },
  )

  test('shows them the answer, its tag, its limits and its request id', async () => {
    for (const path of ['/api/v1/probe/count', '/trpc/probe.count']) {
      const answer = await hub.request(path, { headers: { ...bearer(), origin: OURS } })
      expect([answer.status, allowed(answer)]).toEqual([200, OURS])
      for (const name of ['etag', 'retry-after', 'x-request-id'])
        expect(answer.headers.get('access-control-expose-headers')).toContain(name)
    }
    const refused = await hub.request('/api/v1/probe/count', { headers: { origin: OURS } })
    expect([refused.status, allowed(refused)]).toEqual([401, OURS])
  })

  test('lets them speak MCP', async () => {
    const answer = await hub.request('/mcp', {
      method: 'POST',
      headers: {
        ...bearer(toolKey),
        origin: OURS,
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' }),
    })
    expect([answer.status, allowed(answer)]).toEqual([200, OURS])
    await answer.text()
  })

  test.each(OTHERS)('gives the origin %s nothing', async (origin) => {
    for (const path of ['/api/v1/probe/count', '/trpc/probe.count']) {
      expect(allowed(await preflight(path, origin, 'GET'))).toBeNull()
      const answer = await hub.request(path, { headers: { ...bearer(), origin } })
      expect(allowed(answer)).toBeNull()
      expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
    }
    const mcp = await hub.request('/mcp', { method: 'POST', headers: { ...bearer(toolKey), origin } })
    expect([mcp.status, allowed(mcp)]).toEqual([403, null])
  })

  test('never goes with cookies, which stay with our own pages', async () => {
    const cookie = `hub_access=${session}`
    const answer = await hub.request('/trpc/probe.count', { headers: { cookie, origin: OURS } })
    expect(allowed(answer)).toBeNull()
    const asked = await hub.request('/trpc/probe.note', {
      method: 'OPTIONS',
      headers: {
        origin: OURS,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,x-hub-csrf',
      },
    })
    expect(allowed(asked)).toBeNull()
    const rest = await hub.request('/api/v1/probe/count', { headers: { ...bearer(), origin: OURS } })
    expect(rest.headers.get('access-control-allow-credentials')).toBeNull()
  })

  test.each(['/auth/login', '/auth/refresh', '/health', '/', '/api/docs/', '/api/v10', '/trpcs', '/mcps'])(
    'does not reach %s',
    async (path) => {
      expect(allowed(await preflight(path, OURS))).toBeNull()
      expect(allowed(await hub.request(path, { headers: { ...bearer(), origin: OURS } }))).toBeNull()
    },
  )

  test('is closed unless origins are set', async () => {
    const closed = await serveHub({ router: probeRouter })
    const answer = await closed.request('/api/v1/probe/open', { headers: { origin: OURS } })
    expect([answer.status, allowed(answer), answer.headers.get('vary')?.includes('Origin')]).toEqual([
      200,
      null,
      false,
    ])
    const asked = await closed.request('/api/v1/probe/open', {
      method: 'OPTIONS',
      headers: { origin: OURS, 'access-control-request-method': 'GET' },
    })
    expect([asked.status, allowed(asked)]).toEqual([405, null])
    await closed.stop()
  })
})
