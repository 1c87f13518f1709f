import { randomUUID } from 'node:crypto'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { appRouter } from '@hub/api/server'
import type { Call, CatalogEntry, Door } from '@hub/api/server'
import { issueKey, openSession, probeRouter } from '@hub/api/testing'
import type { ProbeRouter, TestOrg } from '@hub/api/testing'
import { createTRPCClient, httpBatchStreamLink } from '@trpc/client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callOn, productCatalog } from './cli/call.ts'
import { serveHub } from './testing/serve.ts'
import type { ServedHub } from './testing/serve.ts'

const mcpClient = async (hub: ServedHub, key: string): Promise<Client> => {
  const client = new Client({ name: 'probe', version: '1' }, { versionNegotiation: { mode: 'auto' } })
  await client.connect(
    new StreamableHTTPClientTransport(new URL(`${hub.origin}/mcp`), {
      requestInit: { headers: { authorization: `Bearer ${key}` } },
    }),
  )
  return client
}

const inProcess = (door: Door, userId: string, org: string): Call => ({
  door,
  ...(door === 'assistant' && { driver: 'built-in' }),
  credential: { kind: 'person', userId },
  org,
  requestId: randomUUID(),
  ip: null,
  userAgent: null,
})

describe('a procedure that no door has heard of is behind all of them (CON-2)', () => {
  let hub: ServedHub
  let org: TestOrg
  beforeAll(async () => {
    hub = await serveHub({ router: probeRouter })
    org = await hub.newOrg()
  })
  afterAll(() => hub.stop())

  const keyFor = async (kind: 'assistant' | 'program') =>
    (await issueKey(hub.hub, { orgId: org.orgId, userId: org.owner.userId, kind })).text

  const answer = (door: Door) => ({ words: ['hi'], door, actor: org.owner.email, marks: [] })

  test('typed hooks of the web app', async () => {
    const { accessToken } = await openSession(hub.hub, org.owner.userId)
    const client = createTRPCClient<ProbeRouter>({
      links: [
        httpBatchStreamLink({ url: `${hub.origin}/trpc`, headers: { cookie: `hub_access=${accessToken}` } }),
      ],
    })
    await expect(client.probe.echo.query({ word: 'hi' })).resolves.toEqual(answer('web'))
  })

  test('REST, and the OpenAPI document', async () => {
    const called = await hub.request('/api/v1/probe/echo?word=hi', {
      headers: { authorization: `Bearer ${await keyFor('program')}` },
    })
    await expect(called.json()).resolves.toEqual(answer('rest'))
    const document = (await (await hub.request('/api/v1/openapi.json')).json()) as { paths: object }
    expect(document.paths).toHaveProperty(['/api/v1/probe/echo'])
  })

  test('MCP', async () => {
    const client = await mcpClient(hub, await keyFor('assistant'))
    const called = await client.callTool({ name: 'probe_echo', arguments: { word: 'hi' } })
    expect(called.structuredContent).toEqual(answer('mcp'))
    await client.close()
  })

  test('the command line', async () => {
    const command = {
      procedure: 'probe.echo',
      input: '{"word":"hi"}',
      as: org.owner.email,
      org: org.slug,
      url: undefined,
      apiKey: undefined,
    }
    await expect(callOn(hub.hub, command)).resolves.toEqual(answer('cli'))
  })

  test.each(['assistant', 'workflow'] as const)('the tool or step of the %s', async (door) => {
    await expect(
      hub.hub.catalog.call('probe.echo', { word: 'hi' }, inProcess(door, org.owner.userId, org.slug)),
    ).resolves.toEqual(answer(door))
  })
})

describe('a wrong input is refused in the same sentence (CON-4)', () => {
  let hub: ServedHub
  let org: TestOrg
  let key: string
  beforeAll(async () => {
    hub = await serveHub({ router: probeRouter })
    org = await hub.newOrg()
    key = (await issueKey(hub.hub, { orgId: org.orgId, userId: org.owner.userId })).text
  })
  afterAll(() => hub.stop())

  const sentence = 'The word may have at most 50 characters.'
  const input = { word: 'x'.repeat(51) }
  const headers = () => ({ authorization: `Bearer ${key}` })

  test('by tRPC', async () => {
    const client = createTRPCClient<ProbeRouter>({
      links: [httpBatchStreamLink({ url: `${hub.origin}/trpc`, headers: headers() })],
    })
    await expect(client.probe.echo.query(input)).rejects.toMatchObject({
      message: sentence,
      data: { issues: [{ path: 'word', message: sentence }] },
    })
  })

  test('by REST', async () => {
    const answer = await hub.request(`/api/v1/probe/echo?word=${input.word}`, { headers: headers() })
    await expect(answer.json()).resolves.toMatchObject({
      message: sentence,
      issues: [{ path: 'word', message: sentence }],
    })
  })

  test('by MCP', async () => {
    const { orgId, owner } = org
    const { text } = await issueKey(hub.hub, { orgId, userId: owner.userId, kind: 'assistant' })
    const client = await mcpClient(hub, text)
    const called = await client.callTool({ name: 'probe_echo', arguments: input })
    expect(called).toMatchObject({ isError: true, content: [{ text: expect.stringContaining(sentence) }] })
    await client.close()
  })

  test('by the command line and the assistant', async () => {
    const as = { as: org.owner.email, org: org.slug, url: undefined, apiKey: undefined }
    const command = { procedure: 'probe.echo', input: JSON.stringify(input), ...as }
    await expect(callOn(hub.hub, command)).rejects.toMatchObject({ message: sentence })
    await expect(
      hub.hub.catalog.call('probe.echo', input, inProcess('assistant', org.owner.userId, org.slug)),
    ).rejects.toMatchObject({ message: sentence })
  })
})

const noTools = productCatalog().entries.filter(({ meta }) => meta.doors !== 'all')

describe('what no tool may reach', () => {
  let hub: ServedHub
  let org: TestOrg
  let client: Client
  beforeAll(async () => {
    hub = await serveHub({ router: appRouter })
    org = await hub.newOrg()
    client = await mcpClient(
      hub,
      (await issueKey(hub.hub, { orgId: org.orgId, userId: org.owner.userId, kind: 'assistant' })).text,
    )
  })
  afterAll(async () => {
    await client.close()
    await hub.stop()
  })

  const attempt = ({ path, type }: CatalogEntry, door: Door) => {
    const call = inProcess(door, org.owner.userId, org.slug)
    return type === 'subscription'
      ? hub.hub.catalog.subscribe(path, {}, call)
      : hub.hub.catalog.call(path, {}, call)
  }

  test('is not empty, so the list below proves something', () => {
    expect(noTools.length).toBeGreaterThan(10)
  })

  test.each(noTools.map((entry) => [entry.path, entry.meta.doors, entry] as const))(
    '%s (%s)',
    async (_path, _doors, entry) => {
      for (const door of ['mcp', 'assistant', 'workflow'] as const) {
        await expect(attempt(entry, door), door).rejects.toMatchObject({ code: 'NOT_FOUND' })
      }
      await expect(client.callTool({ name: entry.tool, arguments: {} })).rejects.toMatchObject({
        code: -32_602,
      })
      const { tools } = await client.listTools()
      expect(tools.map(({ name }) => name)).not.toContain(entry.tool)
      for (const name of ['hub_describe', 'hub_read', 'hub_write']) {
        const { isError, content } = await client.callTool({ name, arguments: { tool: entry.tool } })
        expect(isError, name).toBe(true)
        expect(JSON.stringify(content), name).toContain('NOT_FOUND')
      }
    },
  )
})
