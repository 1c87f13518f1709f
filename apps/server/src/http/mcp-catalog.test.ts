import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { giveCredits, issueKey, manyModules, productModules } from '@hub/api/testing'
import type { TestOrg } from '@hub/api/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

let hub: ServedHub
let org: TestOrg
let key: string
beforeAll(async () => {
  hub = await serveHub({ modules: [...productModules, ...manyModules] })
})
beforeEach(async () => {
  org = await hub.newOrg()
  key = await keyWith()
  await giveCredits(hub, org.orgId, { micro: 10_000_000 })
})
afterAll(() => hub.stop())

interface KeyFields {
  scopes?: string[]
  unaskedTools?: string[]
}
const keyWith = async (fields: KeyFields = {}) =>
  (await issueKey(hub.hub, { orgId: org.orgId, userId: org.owner.userId, kind: 'assistant', ...fields })).text

async function connect({ path = '/mcp', text = key, from = hub } = {}): Promise<Client> {
  const client = new Client({ name: 'probe', version: '1' }, { versionNegotiation: { mode: 'auto' } })
  const requestInit = { headers: { authorization: `Bearer ${text}` } }
  await client.connect(new StreamableHTTPClientTransport(new URL(`${from.origin}${path}`), { requestInit }))
  return client
}

async function call(client: Client, name: string, args: Record<string, unknown> = {}) {
  const { content, isError = false, structuredContent } = await client.callTool({ name, arguments: args })
  return { isError, structuredContent, text: (content as { text?: string }[])[0]?.text ?? '' }
}
const namesAt = async (client: Client) => (await client.listTools()).tools.map(({ name }) => name)
const pending = async () => (await org.api.approvals.list({ status: 'pending' })).items
const four = ['hub_describe', 'hub_find', 'hub_read', 'hub_write']

describe('the list at /mcp', () => {
  test('is 25 tools and 15 kB at most, with the product and with 440 procedures', async () => {
    const product = await serveHub()
    const there = await product.newOrg()
    const text = (
      await issueKey(product.hub, { orgId: there.orgId, userId: there.owner.userId, kind: 'assistant' })
    ).text
    for (const client of [await connect(), await connect({ text, from: product })]) {
      const { tools, nextCursor } = await client.listTools()
      expect(nextCursor).toBeUndefined()
      expect(tools.length).toBeLessThanOrEqual(25)
      expect(JSON.stringify(tools).length).toBeLessThanOrEqual(15_000)
      expect(tools.map(({ name }) => name)).toEqual(
        expect.arrayContaining([...four, 'ops_tasks_list', 'system_help', 'approvals_get']),
      )
      expect(client.getInstructions()).toContain('hub_find')
      await client.close()
    }
    await product.stop()
  })

  test('is whole where it is short: for a toolset, and for a key that may do little', async () => {
    const toolset = await connect({ path: '/mcp/x/estates' })
    const names = await namesAt(toolset)
    expect(names).toHaveLength(45)
    expect(names.filter((name) => four.includes(name))).toEqual([])
    expect(toolset.getInstructions()).not.toContain('hub_find')
    const little = await connect({ text: await keyWith({ scopes: ['credits.read'] }) })
    expect(await namesAt(little)).not.toContain('hub_find')
    await expect(little.callTool({ name: 'hub_find', arguments: {} })).rejects.toMatchObject({
      code: -32_602,
    })
    await Promise.all([toolset.close(), little.close()])
  })

  test('offers no writing to a key that only reads', async () => {
    const scopes = [...hub.hub.permissions.names].filter((name) => name.endsWith('read'))
    const client = await connect({ text: await keyWith({ scopes }) })
    const names = await namesAt(client)
    expect(names).toContain('hub_read')
    expect(names).not.toContain('hub_write')
    expect(client.getInstructions()).not.toContain('hub_write')
    const { isError } = await call(client, 'hub_write', { tool: 'ops_tasks_create', input: { title: 'x' } })
    expect(isError).toBe(true)
    expect(await pending()).toEqual([])
    await client.close()
  })

  test('leaves every tool in reach: by its own name, and through the four', async () => {
    const client = await connect()
    const listed = await namesAt(client)
    expect(listed).not.toContain('fleet_vehicle_list')
    const direct = await call(client, 'fleet_vehicle_list')
    const through = await call(client, 'hub_read', { tool: 'fleet_vehicle_list' })
    expect(direct.structuredContent).toEqual({ found: 'fleet vehicle' })
    expect(through.structuredContent).toEqual(direct.structuredContent)
    const { structuredContent: found } = await call(client, 'hub_find', { words: 'vehicles of the fleet' })
    expect(JSON.stringify(found)).toContain('fleet_vehicle_list')
    const { structuredContent: nothing } = await call(client, 'hub_find', { words: 'Rechnungen verschicken' })
    expect(nothing).toMatchObject({ tools: [], next: expect.stringContaining('in English') })
    const { structuredContent: all } = await call(client, 'hub_find')
    expect(all).toMatchObject({
      groups: expect.arrayContaining([
        { name: 'audit', tools: 6, about: expect.stringContaining('Who did what') },
      ]),
    })
    const { structuredContent: described } = await call(client, 'hub_describe', {
      tool: 'fleet_vehicle_list',
    })
    expect(described).toMatchObject({ callWith: 'hub_read', input: { properties: { dueOn: {} } } })
    await client.close()
  })
})

describe('a call through the catalog', () => {
  test("costs, asks and is written down as the procedure's own", async () => {
    const client = await connect()
    await call(client, 'hub_read', { tool: 'ops_tasks_list' })
    await call(client, 'ops_tasks_list')
    const { items } = await org.api.credits.history({})
    const charges = items.filter(({ kind }) => kind === 'charge')
    expect(charges).toHaveLength(2)
    expect(
      new Set(charges.map(({ procedure, deltaMicro, door }) => `${procedure} ${deltaMicro} ${door}`)).size,
    ).toBe(1)
    const asked = await call(client, 'hub_write', {
      tool: 'ops_tasks_create',
      input: { title: 'Order labels' },
    })
    expect(asked).toMatchObject({ isError: true, text: expect.stringContaining('APPROVAL_REQUIRED') })
    const [approval] = await pending()
    expect(approval).toMatchObject({ procedure: 'modules.ops.tasks.create', args: { title: 'Order labels' } })
    await org.api.approvals.approve({ id: approval?.id ?? '' })
    expect((await org.api.modules.ops.tasks.list({})).items.map(({ title }) => title)).toEqual([
      'Order labels',
    ])
    await client.close()
  })

  test('goes unasked only where the procedure itself may', async () => {
    const client = await connect({ text: await keyWith({ unaskedTools: ['modules.ops.tasks.create'] }) })
    const made = await call(client, 'hub_write', { tool: 'ops_tasks_create', input: { title: 'Now' } })
    expect(made.structuredContent).toMatchObject({ title: 'Now' })
    const { id } = made.structuredContent as { id: string }
    const removed = await call(client, 'hub_write', { tool: 'ops_tasks_remove', input: { id } })
    expect(removed.text).toContain('APPROVAL_REQUIRED')
    await client.close()
  })

  test.each<[string, { name: string; args: Record<string, unknown>; code: string }]>([
    [
      'a destructive act as a read',
      { name: 'hub_read', args: { tool: 'estates_invoice_archive' }, code: 'BAD_REQUEST' },
    ],
    [
      'a write as a read',
      { name: 'hub_read', args: { tool: 'ops_tasks_create', input: { title: 'x' } }, code: 'BAD_REQUEST' },
    ],
    ['a read as a write', { name: 'hub_write', args: { tool: 'ops_tasks_list' }, code: 'BAD_REQUEST' }],
    [
      'one of the four through another',
      { name: 'hub_read', args: { tool: 'hub_write', input: {} }, code: 'NOT_FOUND' },
    ],
    [
      'a path in place of a name',
      { name: 'hub_read', args: { tool: 'modules.ops.tasks.list' }, code: 'NOT_FOUND' },
    ],
    ['what every object has', { name: 'hub_describe', args: { tool: 'constructor' }, code: 'NOT_FOUND' }],
    [
      'a field beside the input',
      { name: 'hub_read', args: { tool: 'ops_tasks_list', org: 'another' }, code: 'BAD_REQUEST' },
    ],
    [
      'a field the procedure does not know',
      { name: 'hub_read', args: { tool: 'ops_tasks_list', input: { orgId: 'x' } }, code: 'BAD_REQUEST' },
    ],
    [
      'an input that is a list',
      { name: 'hub_read', args: { tool: 'ops_tasks_list', input: [] }, code: 'BAD_REQUEST' },
    ],
    ['no tool at all', { name: 'hub_read', args: {}, code: 'BAD_REQUEST' }],
  ])('refuses %s', async (_what, { name, args, code }) => {
    const client = await connect()
    const answer = await call(client, name, args)
    expect(answer.isError).toBe(true)
    expect(JSON.parse(answer.text)).toMatchObject({ code, requestId: expect.any(String) })
    expect(await pending()).toEqual([])
    await client.close()
  })

  test("reaches nothing of another organization's", async () => {
    const other = await hub.newOrg()
    const { id } = await other.api.modules.ops.tasks.create({ title: 'Theirs' })
    const client = await connect()
    for (const [name, tool] of [
      ['hub_read', 'ops_tasks_get'],
      ['hub_write', 'ops_tasks_remove'],
    ] as const) {
      const answer = await call(client, name, { tool, input: { id } })
      expect(JSON.parse(answer.text)).toMatchObject({ code: 'NOT_FOUND' })
    }
    expect(await pending()).toEqual([])
    await client.close()
  })
})
