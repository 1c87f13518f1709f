import { giveCredits, issueKey, openSession, probeRouter } from '@hub/api/testing'
import type { TestOrg } from '@hub/api/testing'
import { createConformanceServer } from '@hub/mcp/testing'
import { createWSClient } from '@trpc/client'
import { WebSocket } from 'ws'
import { serveHub } from './serve.ts'
import type { ServedHub } from './serve.ts'

/** What is taken away is gone everywhere within this time (AUTH-11). */
export const AT_MOST_MS = 5_000
const CREDIT = 1_000_000

/** Only a server that has something to announce keeps its streams open. */
export const announcing: Pick<NonNullable<Parameters<typeof serveHub>[0]>, 'createMcpServer'> = {
  createMcpServer(handlers) {
    const server = createConformanceServer(handlers)
    server.registerCapabilities({ tools: { listChanged: true } })
    return server
  },
}

/** A hub with procedures that never end, to look at open streams. */
export const serveStreams = (): Promise<ServedHub> => serveHub({ router: probeRouter, ...announcing })

/** One member of an organization, and all they come in by. */
export interface MemberDoors {
  served: ServedHub
  org: TestOrg
  userId: string
  cookie: string
  bearer: string
  /** The key of a program. */
  key: string
  /** The key of an assistant that may create tasks unasked. */
  toolKey: string
}

export async function memberOf(served: ServedHub): Promise<MemberDoors> {
  const org = await served.newOrg()
  const { userId } = await org.join('member')
  await giveCredits(served, org.orgId, { micro: CREDIT })
  const { accessToken: bearer } = await openSession(served.hub, userId)
  const who = { orgId: org.orgId, userId }
  const { text: key } = await issueKey(served.hub, who)
  const { text: toolKey } = await issueKey(served.hub, {
    ...who,
    kind: 'assistant',
    unaskedTools: ['modules.ops.tasks.create'],
  })
  return { served, org, userId, cookie: `hub_access=${bearer}`, bearer, key, toolKey }
}

export type Ask = (doors: MemberDoors, procedure: 'create' | 'list') => Promise<string>

const body = (procedure: string) => ({
  method: procedure === 'create' ? 'POST' : 'GET',
  ...(procedure === 'create' && { body: JSON.stringify({ title: 'Sweep the yard' }) }),
})

const codeIn = async (answer: Response): Promise<string> =>
  answer.ok ? 'OK' : (/"code":"([A-Z_]+)"/.exec(await answer.text())?.[1] ?? `${answer.status}`)

const byPage: Ask = async ({ served, org, cookie }, procedure) =>
  codeIn(
    await served.request(
      `/trpc/modules.ops.tasks.${procedure}${procedure === 'list' ? `?input=${encodeURIComponent('{}')}` : ''}`,
      {
        headers: {
          cookie,
          origin: served.hub.settings.publicUrl,
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
      await doors.served.request(`/api/v1/modules/ops/tasks/${procedure}`, {
        headers: {
          authorization: `Bearer ${doors[credential]}`,
          'x-hub-org': doors.org.slug,
          ...(procedure === 'create' && { 'content-type': 'application/json' }),
        },
        ...body(procedure),
      }),
    )

const byTool: Ask = async ({ served, toolKey }, procedure) => {
  const args = procedure === 'create' ? { title: 'Sweep the yard' } : {}
  const answer = await served.request('/mcp', {
    method: 'POST',
    headers: {
      authorization: `Bearer ${toolKey}`,
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

/** An open stream: whether it delivers, and when the server ended it. */
export interface Followed {
  ended: Promise<void>
  stop: () => void
}

export async function followSocket({ served, org, cookie }: MemberDoors): Promise<Followed> {
  const opened = Promise.withResolvers<void>()
  const ended = Promise.withResolvers<void>()
  const headers = { cookie, origin: served.hub.settings.publicUrl }
  const client = createWSClient({
    url: `${served.origin.replace('http', 'ws')}/trpc/ws`,
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
async function follow(served: ServedHub, path: string, init: RequestInit): Promise<Followed> {
  const abort = new AbortController()
  const answer = await served.request(path, { ...init, signal: abort.signal })
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
  const reader = answer.body?.getReader()
  const first = await reader?.read()
  if (first?.done !== false) throw new Error(`${path} ended at once`)
  const drain = async () => {
    while ((await reader?.read())?.done === false);
  }
  return { ended: drain().catch(() => undefined), stop: () => abort.abort() }
}

const followEvents = ({ served, org, cookie }: MemberDoors): Promise<Followed> =>
  follow(served, `/trpc/probe.ticks?input=${encodeURIComponent('{}')}`, {
    headers: { cookie, accept: 'text/event-stream', 'x-hub-org': org.slug },
  })

const followEventsByKey = ({ served, key }: MemberDoors): Promise<Followed> =>
  follow(served, `/trpc/probe.ticks?input=${encodeURIComponent('{}')}`, {
    headers: { authorization: `Bearer ${key}`, accept: 'text/event-stream' },
  })

/** The request of an MCP client that listens for changes of the list of tools. */
export const listening = (token: string): RequestInit => ({
  method: 'POST',
  headers: {
    authorization: `Bearer ${token}`,
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

export const followTools = ({ served, toolKey }: MemberDoors): Promise<Followed> =>
  follow(served, '/mcp', listening(toolKey))

/** All that stays open. A listening MCP client hears only that something changed, so it is none of these. */
export const streams = [
  ['a WebSocket', followSocket],
  ['a stream of events of a page', followEvents],
  ['a stream of events of an API key', followEventsByKey],
] as const

export type Door = 'a page' | 'a bearer token' | 'an API key at REST' | 'an API key at MCP'

/** All that answers one call at a time. */
export const doors: readonly { door: Door; ask: Ask }[] = [
  { door: 'a page', ask: byPage },
  { door: 'a bearer token', ask: byRest('bearer') },
  { door: 'an API key at REST', ask: byRest('key') },
  { door: 'an API key at MCP', ask: byTool },
]

/** How long it took until something open was closed by what somebody did. */
export async function closingMs(
  served: ServedHub,
  open: (member: MemberDoors) => Promise<Followed>,
  act: (member: MemberDoors) => Promise<unknown>,
): Promise<number> {
  const member = await memberOf(served)
  const { ended, stop } = await open(member)
  try {
    const begin = Date.now()
    await act(member)
    await ended
    return Date.now() - begin
  } finally {
    stop()
  }
}
