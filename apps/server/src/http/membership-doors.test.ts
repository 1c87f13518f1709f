import { issueKey, giveCredits, openSession, probeRouter } from '@hub/api/testing'
import type { TestOrg } from '@hub/api/testing'
import { createConformanceServer } from '@hub/mcp/testing'
import { createWSClient } from '@trpc/client'
import { WebSocket } from 'ws'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

/** A role that is taken away is gone everywhere within this time (AUTH-11). */
const AT_MOST_MS = 5_000
const CREDIT = 1_000_000

let hub: ServedHub
/** With procedures that never end, to look at open streams. */
let live: ServedHub
beforeAll(async () => {
  hub = await serveHub()
  live = await serveHub({
    router: probeRouter,
    // Only a server that has something to announce keeps its streams open.
    createMcpServer(handlers) {
      const server = createConformanceServer(handlers)
      server.registerCapabilities({ tools: { listChanged: true } })
      return server
    },
  })
})
afterAll(() => Promise.all([hub.stop(), live.stop()]))

interface Doors {
  org: TestOrg
  userId: string
  cookie: string
  bearer: string
  key: string
}

async function memberOf(served: ServedHub): Promise<Doors> {
  const org = await served.newOrg()
  const { userId } = await org.join('member')
  await giveCredits(served, org.orgId, { micro: CREDIT })
  const { accessToken: bearer } = await openSession(served.hub, userId)
  const { text: key } = await issueKey(served.hub, {
    orgId: org.orgId,
    userId,
    unaskedTools: ['modules.ops.tasks.create'],
  })
  return { org, userId, cookie: `hub_access=${bearer}`, bearer, key }
}

type Ask = (doors: Doors, procedure: 'create' | 'list') => Promise<string>

const body = (procedure: string) => ({
  method: procedure === 'create' ? 'POST' : 'GET',
  ...(procedure === 'create' && { body: JSON.stringify({ title: 'Sweep the yard' }) }),
})

const codeIn = async (answer: Response): Promise<string> =>
  answer.ok ? 'OK' : (/"code":"([A-Z_]+)"/.exec(await answer.text())?.[1] ?? `${answer.status}`)

const byPage: Ask = async ({ org, cookie }, procedure) =>
  codeIn(
    await hub.request(
      `/trpc/modules.ops.tasks.${procedure}${procedure === 'list' ? `?input=${encodeURIComponent('{}')}` : ''}`,
      {
        headers: {
          cookie,
          origin: hub.hub.settings.publicUrl,
          'x-hub-csrf': '1',
          'x-hub-org': org.slug,
          'content-type': 'application/json',
        },
        ...body(procedure),
      },
    ),
  )

const byRest =
  (credential: 'bearer' | 'key'): Ask =>
  async (doors, procedure) =>
    codeIn(
      await hub.request(`/api/v1/modules/ops/tasks/${procedure}`, {
        headers: {
          authorization: `Bearer ${doors[credential]}`,
          'x-hub-org': doors.org.slug,
          ...(procedure === 'create' && { 'content-type': 'application/json' }),
        },
        ...body(procedure),
      }),
    )

const byTool: Ask = async ({ key }, procedure) => {
  const args = procedure === 'create' ? { title: 'Sweep the yard' } : {}
  const answer = await hub.request('/mcp', {
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
      params: { name: `ops_tasks_${procedure}`, arguments: args },
    }),
  })
  const text = await answer.text()
  if (!answer.ok) return /"code":"([A-Z_]+)"/.exec(text)?.[1] ?? `${answer.status}`
  // A tool the caller may not use is one there is not.
  return /There is no tool/.test(text) ? 'NO_TOOL' : /"isError":true/.test(text) ? 'ERROR' : 'OK'
}

interface Door {
  door: string
  ask: Ask
  /** What somebody hears who may no longer write, and who is no member any more. */
  demoted: string
  removed: string
}

const doors: Door[] = [
  { door: 'a page', ask: byPage, demoted: 'FORBIDDEN', removed: 'NOT_FOUND' },
  { door: 'a bearer token', ask: byRest('bearer'), demoted: 'FORBIDDEN', removed: 'NOT_FOUND' },
  { door: 'an API key at REST', ask: byRest('key'), demoted: 'FORBIDDEN', removed: 'UNAUTHORIZED' },
  { door: 'an API key at MCP', ask: byTool, demoted: 'NO_TOOL', removed: 'UNAUTHORIZED' },
]

describe.each(doors)('through $door', ({ ask, demoted, removed }) => {
  test('a lower role and a removal hold for the very next call (AUTH-11, ASVS 8.3.2)', async () => {
    const member = await memberOf(hub)
    const { userId, org } = member
    expect([await ask(member, 'list'), await ask(member, 'create')]).toEqual(['OK', 'OK'])
    const begin = Date.now()
    await org.as({}).organizations.members.changeRole({ userId, role: 'viewer' })
    expect([await ask(member, 'list'), await ask(member, 'create')]).toEqual(['OK', demoted])
    await org.as({}).organizations.members.changeRole({ userId, role: 'member' })
    expect(await ask(member, 'create')).toBe('OK')
    await org.as({}).organizations.members.remove({ userId })
    expect([await ask(member, 'list'), await ask(member, 'create')]).toEqual([removed, removed])
    expect(Date.now() - begin).toBeLessThan(AT_MOST_MS)
  })
})

/** An open stream: whether it delivers, and when the server ended it. */
interface Followed {
  ended: Promise<void>
  stop: () => void
}

async function followSocket({ org, cookie }: Doors): Promise<Followed> {
  const opened = Promise.withResolvers<void>()
  const ended = Promise.withResolvers<void>()
  const headers = { cookie, origin: live.hub.settings.publicUrl }
  const client = createWSClient({
    url: `${live.origin.replace('http', 'ws')}/trpc/ws`,
    connectionParams: { org: org.slug },
    // The client asks only for what a browser's WebSocket offers.
    WebSocket: class extends WebSocket {
      constructor(url: string | URL) {
        super(url, { headers })
      }
    } as unknown as typeof globalThis.WebSocket,
    onOpen: () => opened.resolve(),
    onClose: () => ended.resolve(),
    retryDelayMs: () => 60_000,
  })
  await opened.promise
  return { ended: ended.promise, stop: () => void client.close() }
}

/** Reads a response to its end, however it ends. */
async function follow(path: string, init: RequestInit): Promise<Followed> {
  const abort = new AbortController()
  const answer = await live.request(path, { ...init, signal: abort.signal })
  expect(answer.status).toBe(200)
  const reader = answer.body?.getReader()
  const first = await reader?.read()
  expect(first?.done).toBe(false)
  const drain = async () => {
    while ((await reader?.read())?.done === false);
  }
  return { ended: drain().catch(() => undefined), stop: () => abort.abort() }
}

const followEvents = ({ org, cookie }: Doors): Promise<Followed> =>
  follow(`/trpc/probe.ticks?input=${encodeURIComponent('{}')}`, {
    headers: { cookie, accept: 'text/event-stream', 'x-hub-org': org.slug },
  })

const followEventsByKey = ({ key }: Doors): Promise<Followed> =>
  follow(`/trpc/probe.ticks?input=${encodeURIComponent('{}')}`, {
    headers: { authorization: `Bearer ${key}`, accept: 'text/event-stream' },
  })

const followTools = ({ key }: Doors): Promise<Followed> =>
  follow('/mcp', {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-method': 'subscriptions/listen',
      'mcp-protocol-version': '2026-07-28',
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'subscriptions/listen',
      params: {
        notifications: { toolsListChanged: true },
        _meta: {
          'io.modelcontextprotocol/protocolVersion': '2026-07-28',
          'io.modelcontextprotocol/clientCapabilities': {},
          'io.modelcontextprotocol/clientInfo': { name: 'probe', version: '1' },
        },
      },
    }),
  })

const streams = [
  ['a WebSocket', followSocket],
  ['a stream of events of a page', followEvents],
  ['a stream of events of an API key', followEventsByKey],
] as const

const removal = {
  change: 'a removal',
  act: ({ org, userId }: Doors) => org.as({}).organizations.members.remove({ userId }),
}
const lowerRole = {
  change: 'a lower role',
  act: ({ org, userId }: Doors) => org.as({}).organizations.members.changeRole({ userId, role: 'viewer' }),
}

const cases = [
  ...streams.flatMap(([stream, open]) => [removal, lowerRole].map((by) => ({ stream, open, ...by }))),
  // It tells only that something changed; what there is now each call finds out with the rights of now.
  { stream: 'a listening MCP client', open: followTools, ...removal },
]

describe('what is open already', () => {
  test.concurrent.each(cases)(
    '$stream is closed by $change within five seconds (AUTH-11)',
    async ({ open, act }) => {
      const member = await memberOf(live)
      const { ended, stop } = await open(member)
      try {
        const begin = Date.now()
        await act(member)
        await ended
        expect(Date.now() - begin).toBeLessThan(AT_MOST_MS)
      } finally {
        stop()
      }
    },
  )

  test.concurrent('a WebSocket of somebody nothing changed for stays', async () => {
    const member = await memberOf(live)
    const other = await member.org.join('member')
    const { ended, stop } = await followSocket(member)
    await member.org.as({}).organizations.members.remove({ userId: other.userId })
    const stays = new Promise((resolve) => setTimeout(resolve, AT_MOST_MS, 'open'))
    expect(await Promise.race([ended, stays])).toBe('open')
    stop()
  })
})
