import { randomUUID } from 'node:crypto'
import {
  Client as ModernClient,
  StreamableHTTPClientTransport as ModernTransport,
} from '@modelcontextprotocol/client'
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport as OldTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { issueKey, probeRouter } from '@hub/api/testing'
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
  key = await keyWith({})
})
afterAll(() => hub.stop())

const keyWith = async (fields: { scopes?: string[]; unaskedTools?: string[] }) =>
  (await issueKey(hub.hub, { orgId: org.orgId, userId: org.owner.userId, kind: 'assistant', ...fields })).text

interface Answer {
  content: { type: string; text?: string }[]
  structuredContent?: unknown
  isError?: boolean
}

interface Connected {
  listTools(params?: { cursor?: string }): Promise<{
    tools: { name: string; description?: string; annotations?: object; outputSchema?: object }[]
    nextCursor?: string
  }>
  call(name: string, args?: Record<string, unknown>, meta?: Record<string, unknown>): Promise<Answer>
  close(): Promise<void>
}

const requestInit = (text: string) => ({ requestInit: { headers: { authorization: `Bearer ${text}` } } })
const urlOf = (path: string) => new URL(`${hub.origin}${path}`)

async function modern(path = '/mcp', text = key): Promise<Connected> {
  const client = new ModernClient({ name: 'probe', version: '1' }, { versionNegotiation: { mode: 'auto' } })
  await client.connect(new ModernTransport(urlOf(path), requestInit(text)))
  return {
    listTools: async (params) =>
      (await client.listTools(params)) as Awaited<ReturnType<Connected['listTools']>>,
    call: async (name, args = {}, _meta) =>
      (await client.callTool({ name, arguments: args, ...(_meta && { _meta }) })) as Answer,
    close: () => client.close(),
  }
}

async function old(path = '/mcp', text = key): Promise<Connected> {
  const client = new OldClient({ name: 'probe', version: '1' })
  // The v1 client's own types are not exact about optional properties.
  await client.connect(
    new OldTransport(urlOf(path), requestInit(text)) as Parameters<typeof client.connect>[0],
  )
  return {
    listTools: async (params) =>
      (await client.listTools(params)) as Awaited<ReturnType<Connected['listTools']>>,
    call: async (name, args = {}, _meta) =>
      (await client.callTool({ name, arguments: args, ...(_meta && { _meta }) })) as Answer,
    close: () => client.close(),
  }
}

describe.each([
  ['a client of 2026-07-28', modern],
  ['a client of the 2025 revisions', old],
])('%s', (_name, connect) => {
  test('lists exactly the tools its key may call, with schemas, hints and prices (MCP-2)', async () => {
    const client = await connect()
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name)).toEqual([
      'probe_broken',
      'probe_count',
      'probe_echo',
      'probe_note',
      'probe_open',
      'probe_slow',
      'system_briefing',
      'system_find',
      'system_help',
      'system_status',
    ])
    const echo = tools.find(({ name }) => name === 'probe_echo')
    expect(echo).toMatchObject({
      annotations: { title: 'Echo a word', readOnlyHint: true, destructiveHint: false, openWorldHint: false },
      description: expect.stringContaining('Free.'),
      outputSchema: { type: 'object' },
    })
    await client.close()
  })

  test('gets structured content and the same as text', async () => {
    const client = await connect()
    const answer = await client.call('probe_echo', { word: 'hi' })
    expect(answer.structuredContent).toEqual({
      words: ['hi'],
      door: 'mcp',
      actor: org.owner.email,
      marks: [],
    })
    expect(JSON.parse(answer.content[0]?.text ?? '')).toEqual(answer.structuredContent)
    expect((await client.call('probe_count')).structuredContent).toEqual({ result: 1 })
    await client.close()
  })

  test('gets errors it can read and mend, in the shape of every door (CON-4)', async () => {
    const client = await connect()
    const bad = await client.call('probe_echo', { word: 'hi', times: 9 })
    expect(bad.isError).toBe(true)
    expect(JSON.parse(bad.content[0]?.text ?? '')).toMatchObject({
      code: 'BAD_REQUEST',
      issues: [{ path: 'times' }],
      requestId: expect.any(String),
    })
    const broken = await client.call('probe_broken')
    expect(broken.isError).toBe(true)
    expect(broken.content[0]?.text).not.toContain('inner detail')
    await client.close()
  })

  test('is told the same of an unknown tool and one no tool may reach', async () => {
    const client = await connect()
    for (const name of ['probe_nothing', 'probe_secret', 'probe_click']) {
      await expect(client.call(name)).rejects.toMatchObject({ code: -32_602 })
    }
    await client.close()
  })

  test('waits for a person before it writes, unless the key may act unasked', async () => {
    const client = await connect()
    const asked = await client.call('probe_note', { text: 'a' })
    expect(asked.isError).toBe(true)
    expect(JSON.parse(asked.content[0]?.text ?? '')).toMatchObject({
      code: 'APPROVAL_REQUIRED',
      message: expect.stringContaining('/approvals/'),
    })
    await client.close()
    const idempotencyKey = randomUUID()
    const trusted = await connect('/mcp', await keyWith({ unaskedTools: ['probe.note'] }))
    const done = await trusted.call(
      'probe_note',
      { text: 'a' },
      { 'smart-ai-hub/idempotency-key': idempotencyKey },
    )
    expect(done.structuredContent).toEqual({ text: 'a', key: idempotencyKey })
    await trusted.close()
  })

  test('sees one toolset, and of it only reading where it asks for that', async () => {
    const all = await connect('/mcp/x/probe')
    expect((await all.listTools()).tools.map(({ name }) => name)).toContain('probe_note')
    await all.close()
    const reading = await connect('/mcp/x/probe/readonly')
    expect((await reading.listTools()).tools.map(({ name }) => name)).toEqual([
      'probe_broken',
      'probe_count',
      'probe_echo',
      'probe_open',
      'probe_slow',
    ])
    await expect(reading.call('probe_note', { text: 'a' })).rejects.toMatchObject({ code: -32_602 })
    await reading.close()
  })

  test('sees no tool its key has no scope for', async () => {
    const client = await connect('/mcp', await keyWith({ scopes: ['ops.task.read'] }))
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(['probe_open', 'system_status'])
    await client.close()
  })
})

test('a client of 2026-07-28 sees progress and can cancel', async () => {
  const client = new ModernClient({ name: 'probe', version: '1' }, { versionNegotiation: { mode: 'auto' } })
  await client.connect(new ModernTransport(urlOf('/mcp'), requestInit(key)))
  const seen: number[] = []
  await client.callTool(
    { name: 'probe_slow', arguments: {} },
    { onprogress: ({ progress }) => void seen.push(progress) },
  )
  expect(seen.length).toBeGreaterThan(2)
  const stop = new AbortController()
  const call = client.callTool({ name: 'probe_slow', arguments: {} }, { signal: stop.signal })
  stop.abort()
  await expect(call).rejects.toThrow(/abort|cancel/i)
  await client.close()
})

describe('the address', () => {
  const send = (headers: Record<string, string>, path = '/mcp') =>
    hub.request(path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        ...headers,
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
    })

  test('answers 401 with a challenge without a live key', async () => {
    for (const authorization of ['', 'Bearer nonsense', `Bearer ${key.slice(0, -8)}00000000`, 'Basic YTpi']) {
      const answer = await send(authorization ? { authorization } : {})
      expect(answer.status).toBe(401)
      expect(answer.headers.get('www-authenticate')).toContain('Bearer')
      await expect(answer.json()).resolves.toMatchObject({ code: 'UNAUTHORIZED' })
    }
  })

  test('refuses pages of other sites', async () => {
    expect((await send({ authorization: `Bearer ${key}`, origin: 'https://evil.example' })).status).toBe(403)
  })

  test('refuses a toolset that does not exist, and bad JSON in the protocol shape', async () => {
    expect((await send({ authorization: `Bearer ${key}` }, '/mcp/x/nothing')).status).toBe(404)
    const answer = await hub.request('/mcp', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        authorization: `Bearer ${key}`,
      },
      body: '{"jsonrpc"',
    })
    expect(answer.status).toBe(400)
    await expect(answer.json()).resolves.toMatchObject({ error: { code: -32_700 } })
  })
})
