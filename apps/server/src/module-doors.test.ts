import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { modules } from '@hub/api/server'
import type { HubModule } from '@hub/api/server'
import { giveCredits, issueKey, openSession, shelf } from '@hub/api/testing'
import type { TestOrg } from '@hub/api/testing'
import { createTRPCUntypedClient, httpBatchStreamLink } from '@trpc/client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callOn } from './cli/call.ts'
import { serveHub } from './testing/serve.ts'
import type { ServedHub } from './testing/serve.ts'

const lists: { name: string; list: readonly HubModule[] }[] = [
  { name: 'alone', list: [shelf] },
  { name: 'beside those of the product', list: [...modules, shelf] },
]

/** The paths and tools that a hub shows whoever looks. */
async function shownBy(hub: ServedHub) {
  const document = (await (await hub.request('/api/v1/openapi.json')).json()) as { paths: object }
  return { paths: Object.keys(document.paths), tools: hub.hub.catalog.entries.map(({ tool }) => tool) }
}

describe.each(lists)('a module of three files, $name, is behind each door', ({ list }) => {
  let hub: ServedHub
  let org: TestOrg
  beforeAll(async () => {
    hub = await serveHub({ modules: list })
    org = await hub.newOrg()
    await giveCredits(hub, org.orgId, { micro: 1_000_000 })
  })
  afterAll(() => hub.stop())

  const keyFor = async (kind: 'assistant' | 'program') =>
    (await issueKey(hub.hub, { orgId: org.orgId, userId: org.owner.userId, kind })).text

  test('the web app', async () => {
    const { accessToken } = await openSession(hub.hub, org.owner.userId)
    const headers = {
      cookie: `hub_access=${accessToken}`,
      origin: hub.hub.settings.publicUrl,
      'x-hub-csrf': '1',
      'x-hub-org': org.slug,
    }
    const client = createTRPCUntypedClient({
      links: [httpBatchStreamLink({ url: `${hub.origin}/trpc`, headers })],
    })
    const box = await client.mutation('modules.shelf.put', { name: 'Lamps' })
    await expect(client.query('modules.shelf.list', { search: 'lamp' })).resolves.toEqual({ items: [box] })
  })

  test('REST, and its document', async () => {
    const answer = await hub.request('/api/v1/modules/shelf/put', {
      method: 'POST',
      headers: { authorization: `Bearer ${await keyFor('program')}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Ropes' }),
    })
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ name: 'Ropes' })
    const { paths } = await shownBy(hub)
    expect(paths).toEqual(expect.arrayContaining(['/api/v1/modules/shelf/put', '/api/v1/modules/shelf/list']))
  })

  test('MCP, where a person approves what it asks for', async () => {
    const client = new Client({ name: 'probe', version: '1' }, { versionNegotiation: { mode: 'auto' } })
    const requestInit = { headers: { authorization: `Bearer ${await keyFor('assistant')}` } }
    const url = new URL(`${hub.origin}/mcp/x/shelf`)
    await client.connect(new StreamableHTTPClientTransport(url, { requestInit }))
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['shelf_list', 'shelf_put', 'shelf_empty']),
    )
    const put = await client.callTool({ name: 'shelf_put', arguments: { name: 'Tarpaulin' } })
    expect(JSON.stringify(put)).toContain('APPROVAL_REQUIRED')
    const [waiting] = (await org.api.approvals.list({})).items
    await org.api.approvals.approve({ id: waiting?.id ?? '' })
    const listed = await client.callTool({ name: 'shelf_list', arguments: { search: 'tarp' } })
    expect(listed.structuredContent).toMatchObject({ items: [{ name: 'Tarpaulin' }] })
    await client.close()
  })

  test('the command line', async () => {
    const place = { as: org.owner.email, org: org.slug, url: undefined, apiKey: undefined }
    const put = { procedure: 'modules.shelf.put', input: '{"name":"Hooks"}', ...place }
    const box = await callOn(hub.hub, put)
    const list = { procedure: 'shelf_list', input: '{"search":"hooks"}', ...place }
    await expect(callOn(hub.hub, list)).resolves.toEqual({ items: [box] })
  })

  // It has to learn this hub's acts first, which takes a busy processor two minutes.
  test('the assistant, which proposes and waits', { timeout: 240_000 }, async () => {
    await org.api.assistant.send({ text: 'Put a box called "Winter stock" on the shelf' })
    const asked = async () =>
      (await org.api.approvals.list({ status: 'pending' })).items.find(
        ({ procedure }) => procedure === 'modules.shelf.put',
      )
    await expect.poll(asked, { timeout: 180_000 }).toBeDefined()
    await org.api.approvals.approve({ id: (await asked())?.id ?? '' })
    const { kinds } = await org.api.system.find({ query: 'winter' })
    expect(kinds[0]).toMatchObject({ kind: 'shelf_box', items: [{ name: 'Winter stock' }] })
  })
})

describe('a hub without any module', () => {
  let hub: ServedHub
  beforeAll(async () => {
    hub = await serveHub({ modules: [] })
  })
  afterAll(() => hub.stop())

  test('shows none at any door', async () => {
    const { paths, tools } = await shownBy(hub)
    expect(paths.filter((path) => path.includes('/modules/'))).toEqual([])
    expect(paths.length).toBeGreaterThan(90)
    expect(tools).toContain('system_find')
    const answer = await hub.request(`/trpc/modules.shelf.list?input=${encodeURIComponent('{}')}`)
    expect(answer.status).toBe(404)
  })

  test('lets an MCP client look, and finds what the hub itself keeps', async () => {
    const org = await hub.newOrg()
    const owner = { orgId: org.orgId, userId: org.owner.userId }
    const { text } = await issueKey(hub.hub, { ...owner, kind: 'assistant' })
    await giveCredits(hub, org.orgId, { micro: 1_000_000 })
    const client = new Client({ name: 'probe', version: '1' }, { versionNegotiation: { mode: 'auto' } })
    const requestInit = { headers: { authorization: `Bearer ${text}` } }
    await client.connect(new StreamableHTTPClientTransport(new URL(`${hub.origin}/mcp`), { requestInit }))
    expect((await client.listTools()).tools.length).toBeGreaterThan(5)
    const found = await client.callTool({ name: 'system_find', arguments: {} })
    expect(found.structuredContent).toMatchObject({ unanswered: [] })
    await client.close()
  })
})
