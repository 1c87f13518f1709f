import { createHash, randomBytes } from 'node:crypto'
import {
  connectRedis,
  hasRedisServer,
  issueKey,
  openSession,
  probeRouter,
  startRedisServer,
} from '@hub/api/testing'
import type { RedisServer } from '@hub/api/testing'
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

type Options = Parameters<typeof serveHub>[0]

const opened: ServedHub[] = []
afterEach(async () => {
  for (const hub of opened.splice(0)) await hub.stop()
})

async function serve(
  callsPerHour: { anonymous: number; user: number },
  options: Options = {},
): Promise<ServedHub> {
  const hub = await serveHub({ router: probeRouter, settings: { callsPerHour }, ...options })
  opened.push(hub)
  return hub
}

const withKey = (key: string) => ({ headers: { authorization: `Bearer ${key}` } })
const OPEN = '/api/v1/probe/open'
const ECHO = '/api/v1/probe/echo?word=hi'

async function newKey(hub: ServedHub, kind: 'assistant' | 'program' = 'program'): Promise<string> {
  const org = await hub.newOrg()
  return (await issueKey(hub.hub, { orgId: org.orgId, userId: org.owner.userId, kind })).text
}

const statuses = async (count: number, call: (index: number) => Promise<Response>): Promise<number[]> => {
  const all: number[] = []
  for (let index = 0; index < count; index += 1) all.push((await call(index)).status)
  return all
}

/** A key of the right form that nobody was given. */
function inventedKey(): string {
  const body = `hub_key_${randomBytes(16).toString('hex')}_${randomBytes(32).toString('base64url')}`
  return `${body}_${createHash('sha256').update(body).digest('hex').slice(0, 8)}`
}

/** The statements the hub has run since, such as `select auth_user`. */
function watch(hub: ServedHub): string[] {
  const summaries: string[] = []
  hub.hub.db.watch(({ summary }) => summaries.push(summary))
  return summaries
}

describe('headers of an answer (GW-1, draft-ietf-httpapi-ratelimit-headers-11)', () => {
  test('say at REST where the caller stands, also when it is refused', async () => {
    const hub = await serve({ anonymous: 2, user: 5 })
    const first = await hub.request(ECHO, withKey(await newKey(hub)))
    expect(first.headers.get('ratelimit-policy')).toBe('"user";q=5;w=3600')
    expect(first.headers.get('ratelimit')).toBe('"user";r=4;t=3600')
    expect(first.headers.get('retry-after')).toBeNull()
    const answers = [await hub.request(OPEN), await hub.request(OPEN), await hub.request(OPEN)]
    expect(answers.map(({ headers }) => headers.get('ratelimit'))).toEqual([
      '"anonymous";r=1;t=3600',
      '"anonymous";r=0;t=3600',
      '"anonymous";r=0;t=3600',
    ])
    const refused = answers[2]
    expect(refused?.status).toBe(429)
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(3_500)
  })

  test('say so at tRPC, where a batch of n counts n', async () => {
    const hub = await serve({ anonymous: 100, user: 10 })
    const key = await newKey(hub)
    const paths = Array.from({ length: 7 }, () => 'probe.count').join(',')
    const batch = () => hub.request(`/trpc/${paths}?batch=1&input=${encodeURIComponent('{}')}`, withKey(key))
    const first = await batch()
    expect(first.status).toBe(200)
    expect(first.headers.get('ratelimit')).toBe('"user";r=3;t=3600')
    const second = await batch()
    expect(second.status).toBe(207)
    expect(second.headers.get('ratelimit')).toBe('"user";r=0;t=3600')
    expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(3_500)
    const answers = (await second.json()) as { error?: { data: { code: string } } }[]
    expect(answers.filter(({ error }) => error?.data.code === 'TOO_MANY_REQUESTS')).toHaveLength(4)
  })

  test('say so at MCP, where a refused tool call names the seconds to wait', async () => {
    const hub = await serve({ anonymous: 100, user: 1 })
    const key = await newKey(hub, 'assistant')
    const callTool = () =>
      hub.request('/mcp', {
        method: 'POST',
        headers: {
          authorization: `Bearer ${key}`,
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
        },
        body: JSON.stringify({
          jsonrpc: '2.0',
          id: 1,
          method: 'tools/call',
          params: { name: 'probe_count', arguments: {} },
        }),
      })
    await callTool()
    const refused = await (await callTool()).text()
    expect(refused).toContain('TOO_MANY_REQUESTS')
    expect(refused).toMatch(/retryAfter[^0-9]+3[56]\d\d/)
  })

  test('files, health, keys and documents are not counted', async () => {
    const hub = await serve({ anonymous: 1, user: 1 })
    await hub.request(OPEN)
    expect((await hub.request(OPEN)).status).toBe(429)
    for (const path of [
      '/health',
      '/health/live',
      '/health/ready',
      '/health/services',
      '/.well-known/jwks.json',
      '/llms.txt',
      '/api/v1/openapi.json',
      '/api/docs',
    ]) {
      const answer = await hub.request(path)
      expect([path, answer.status]).toEqual([path, 200])
      expect(answer.headers.get('ratelimit')).toBeNull()
    }
  })
})

describe('credentials that hold for nobody', () => {
  test('garbage in a bearer header is an anonymous call and ends in 429 at REST and tRPC', async () => {
    const hub = await serve({ anonymous: 5, user: 100 })
    const doors = [ECHO, '/trpc/probe.count']
    const all = await statuses(12, (index) =>
      hub.request(doors[index % 2] ?? ECHO, withKey(`garbage-${index}`)),
    )
    expect(all).toEqual([401, 401, 401, 401, 401, 429, 429, 429, 429, 429, 429, 429])
    const refused = await hub.request(ECHO, withKey('more'))
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3_500)
    await expect(refused.json()).resolves.toMatchObject({ code: 'TOO_MANY_REQUESTS' })
  })

  test('unknown keys are refused at REST and MCP, soon before the database, while good ones go on', async () => {
    const hub = await serve({ anonymous: 5, user: 1_000 })
    const [known, other] = [await newKey(hub), await newKey(hub)]
    expect((await hub.request(ECHO, withKey(known))).status).toBe(200)
    const looks = watch(hub)
    const guesses = await statuses(60, (index) =>
      index % 2
        ? hub.request(ECHO, withKey(inventedKey()))
        : hub.request('/mcp', { method: 'POST', ...withKey(inventedKey()) }),
    )
    expect(guesses).toEqual([
      ...Array.from({ length: 5 }, () => 401),
      ...Array.from({ length: 55 }, () => 429),
    ])
    expect(looks.filter((summary) => summary === 'select auth_user')).toHaveLength(5 + 30)
    expect(await statuses(10, () => hub.request(ECHO, withKey(known)))).toEqual(
      Array.from({ length: 10 }, () => 200),
    )
    // Never seen good by this server, so it cannot be told from a guess until the minute is over.
    const unseen = await hub.request(ECHO, withKey(other))
    expect(unseen.status).toBe(429)
    expect(Number(unseen.headers.get('retry-after'))).toBeLessThanOrEqual(60)
  })

  test('renewing tokens has an allowance of its own, for an office behind one address', async () => {
    const hub = await serveHub({ settings: { callsPerHour: { anonymous: 1, user: 1_000 } } })
    opened.push(hub)
    const renew = () =>
      hub.request('/api/v1/auth/refresh', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ refreshToken: 'x'.repeat(43) }),
      })
    expect(await statuses(5, renew)).toEqual([401, 401, 401, 401, 401])
    expect((await renew()).headers.get('ratelimit')).toMatch(/^"refresh";r=994;t=\d+$/)
  })

  test('people at an attacked address stay signed in and sign in anew', async () => {
    const hub = await serve({ anonymous: 5, user: 1_000 })
    const org = await hub.newOrg()
    await statuses(20, (index) => hub.request(ECHO, withKey(`garbage-${index}`)))
    const { accessToken } = await openSession(hub.hub, org.owner.userId)
    expect((await hub.request(ECHO, withKey(accessToken))).status).toBe(200)
    const page = await hub.request('/trpc/probe.count', {
      headers: { cookie: `hub_access=${accessToken}`, 'x-hub-org': org.slug },
    })
    expect(page.status).toBe(200)
  })

  test('an ended session costs one look-up, is 401 first and 429 when repeated too often', async () => {
    const hub = await serve({ anonymous: 5, user: 1_000 })
    const org = await hub.newOrg()
    const { accessToken, sessionId } = await openSession(hub.hub, org.owner.userId)
    await hub.hub.db.system.deleteFrom('authSession').where('id', '=', sessionId).execute()
    const looks = watch(hub)
    const all = await statuses(8, () => hub.request(ECHO, withKey(accessToken)))
    expect(all).toEqual([401, 401, 401, 401, 401, 429, 429, 429])
    expect(looks.filter((summary) => summary.startsWith('select'))).toHaveLength(1)
  })

  test('a token that has run out stays 401, so that its browser renews it', async () => {
    let now = new Date()
    const hub = await serve({ anonymous: 2, user: 1_000 }, { now: () => now })
    const org = await hub.newOrg()
    const { accessToken } = await openSession(hub.hub, org.owner.userId)
    now = new Date(now.getTime() + 20 * 60_000)
    expect(await statuses(10, () => hub.request(ECHO, withKey(accessToken)))).toEqual(
      Array.from({ length: 10 }, () => 401),
    )
  })
})

describe('the address of a caller', () => {
  const from = (hub: ServedHub, forwarded: string) =>
    hub.request(OPEN, { headers: { 'x-forwarded-for': forwarded } })

  test('is the peer where no proxy is trusted, whatever the request says', async () => {
    const hub = await serve({ anonymous: 2, user: 2 })
    expect(await statuses(3, (index) => from(hub, `203.0.113.${index}`))).toEqual([200, 200, 429])
  })

  test('is what the nearest proxy saw with one hop, so that nobody hides behind an invented one', async () => {
    const hub = await serve({ anonymous: 2, user: 2 }, { trustProxy: (_address, hop) => hop < 1 })
    expect(await statuses(3, (index) => from(hub, `198.51.100.${index}, 203.0.113.7`))).toEqual([
      200, 200, 429,
    ])
    expect((await from(hub, '203.0.113.7, 203.0.113.8')).status).toBe(200)
  })

  test('is what the second proxy saw with two hops', async () => {
    const hub = await serve({ anonymous: 2, user: 2 }, { trustProxy: (_address, hop) => hop < 2 })
    const seen = await statuses(3, (index) => from(hub, `198.51.100.${index}, 203.0.113.7, 10.0.0.${index}`))
    expect(seen).toEqual([200, 200, 429])
    expect((await from(hub, '203.0.113.9, 10.0.0.1')).status).toBe(200)
  })

  test('is taken from trusted networks only', async () => {
    const own = await serve({ anonymous: 2, user: 2 }, { trustProxy: 'loopback' })
    expect(await statuses(3, (index) => from(own, `203.0.113.${index}`))).toEqual([200, 200, 200])
    const other = await serve({ anonymous: 2, user: 2 }, { trustProxy: '10.0.0.0/8' })
    expect(await statuses(3, (index) => from(other, `203.0.113.${index}`))).toEqual([200, 200, 429])
  })

  test('is one for a line of IPv6 and for an address mapped into IPv6', async () => {
    const hub = await serve({ anonymous: 2, user: 2 }, { trustProxy: 'loopback' })
    const line = ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9', '2001:db8:1:2::3', '2001:db8:1:3::1']
    expect(await statuses(4, (index) => from(hub, line[index] ?? ''))).toEqual([200, 200, 429, 200])
    const mapped = ['::ffff:203.0.113.7', '::ffff:cb00:7107', '203.0.113.7', '203.0.113.8']
    expect(await statuses(4, (index) => from(hub, mapped[index] ?? ''))).toEqual([200, 200, 429, 200])
  })
})

// Where the machine has no redis-server (Debian package of that name) this cannot be shown; CI installs it.
describe.skipIf(!hasRedisServer())('servers with one Redis (GW-1, GW-7)', () => {
  async function serveWith(server: RedisServer): Promise<ServedHub> {
    const redis = await connectRedis(server)
    onTestFinished(() => redis.close())
    return serve({ anonymous: 6, user: 1_000 }, { redis })
  }

  test('share limits, and go on by themselves when it is killed, without an error', async () => {
    const server = await startRedisServer()
    onTestFinished(() => server.stop())
    const [one, other] = [await serveWith(server), await serveWith(server)]
    expect(await statuses(4, (index) => (index % 2 ? one : other).request(OPEN))).toEqual([
      200, 200, 200, 200,
    ])
    const services = async () => {
      const answer = await one.request('/health/services')
      const body = (await answer.json()) as { services: { name: string; status: string }[] }
      return body.services.find(({ name }) => name === 'redis')?.status
    }
    expect(await services()).toBe('ok')
    await server.kill()
    await vi.waitFor(async () => expect(await services()).toBe('degraded'))
    const after = await statuses(6, () => one.request(OPEN))
    expect(after.slice(0, 2)).toEqual([200, 200])
    expect(after.slice(3)).toEqual([429, 429, 429])
  })
})
