import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport as OldTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { giveCredits, issueKey } from '@hub/api/testing'
import type { TestOrg } from '@hub/api/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

let hub: ServedHub
let org: TestOrg
beforeAll(async () => {
  hub = await serveHub()
})
beforeEach(async () => {
  org = await hub.newOrg()
  await giveCredits(hub, org.orgId, { micro: 10_000_000 })
})
afterAll(() => hub.stop())

const keyOf = async (of: TestOrg, scopes?: string[]) =>
  (
    await issueKey(hub.hub, {
      orgId: of.orgId,
      userId: of.owner.userId,
      kind: 'assistant',
      ...(scopes && { scopes }),
    })
  ).text

async function connect({ path = '/mcp', text = '' } = {}): Promise<Client> {
  const client = new Client({ name: 'probe', version: '1' }, { versionNegotiation: { mode: 'auto' } })
  const requestInit = { headers: { authorization: `Bearer ${text || (await keyOf(org))}` } }
  await client.connect(new StreamableHTTPClientTransport(new URL(`${hub.origin}${path}`), { requestInit }))
  return client
}

const said = ({ messages }: { messages: { content: unknown }[] }): string =>
  messages.map(({ content }) => (content as { text: string }).text).join('\n')

const textOf = ({ contents }: { contents: unknown[] }): unknown =>
  JSON.parse((contents[0] as { text: string }).text)

describe('prompts (MCP-2)', () => {
  test('every one that is declared is open to a key that may do all, and names the tools it takes', async () => {
    const client = await connect()
    const { prompts } = await client.listPrompts()
    const names = prompts.map(({ name }) => name)
    expect(names).toEqual(hub.hub.prompts.map(({ name }) => name))
    expect(new Set(names).size).toBe(names.length)
    const briefing = await client.getPrompt({ name: 'morning-briefing' })
    expect(said(briefing)).toMatch(/^Tell me what needs me today.*\n\nTools for it: system_briefing\.$/s)
    await client.close()
  })

  test('what was given stands in its place, as it was given', async () => {
    const client = await connect()
    const question = 'Who bought {question} for $& and $1?'
    const prompt = await client.getPrompt({ name: 'ask-our-data', arguments: { question } })
    expect(said(prompt)).toContain(`Answer this from our own data: ${question} First look`)
    await client.close()
  })

  test('a missing, foreign or endless argument is refused in words', async () => {
    const client = await connect()
    const ask = (args: Record<string, string>) =>
      client.getPrompt({ name: 'ask-our-data', arguments: args }).then(
        () => 'taken',
        (error: Error) => error.message,
      )
    expect(await ask({})).toContain('needs "question": What you would like to know.')
    expect(await ask({ question: '  ' })).toContain('needs "question"')
    expect(await ask({ question: 'a', other: 'b' })).toContain('takes no "other"')
    expect(await ask({ question: 'a'.repeat(20_001) })).toContain('may be 20000 characters long')
    await client.close()
  })

  test('a key sees those alone whose tools it may call, and is told no more of the others', async () => {
    const client = await connect({ text: await keyOf(org, ['ops.task.read']) })
    const { prompts } = await client.listPrompts()
    expect(prompts.map(({ name }) => name)).toContain('my-week')
    expect(prompts.map(({ name }) => name)).not.toContain('overdue-invoices')
    const messages = await Promise.all(
      ['overdue-invoices', 'no-such-thing'].map((name) =>
        client.getPrompt({ name }).catch((error: Error) => error.message.replace(name, '…')),
      ),
    )
    expect(messages[0]).toEqual(messages[1])
    await client.close()
  })

  test('the address of a toolset has its own alone', async () => {
    const client = await connect({ path: '/mcp/x/accounting' })
    const { prompts } = await client.listPrompts()
    expect(prompts.map(({ name }) => name)).toEqual(['overdue-invoices', 'month-in-figures'])
    await client.close()
  })
})

describe('resources (MCP-2)', () => {
  test('what takes nothing is listed, and each can be read', async () => {
    const client = await connect()
    const { resources } = await client.listResources()
    expect(resources.map(({ uri }) => uri)).toContain('hub://read/credits.balance')
    for (const { uri } of resources) {
      const read = await client.readResource({ uri }).then(textOf, (error: Error) => error.message)
      expect([uri, typeof read === 'object' || read]).toEqual([
        uri,
        expect.toSatisfy((one: unknown) => one === true || /set up|first/i.test(String(one))),
      ])
    }
    await client.close()
  })

  test('a record is read by its kind and id, as its tool reads it', async () => {
    const client = await connect()
    const { id } = await org.api.modules.ops.tasks.create({ title: 'Order <lids> & “cups”' })
    const { resourceTemplates } = await client.listResourceTemplates()
    expect(resourceTemplates.map(({ uriTemplate }) => uriTemplate)).toContain('hub://record/ops_task/{id}')
    expect(textOf(await client.readResource({ uri: `hub://record/ops_task/${id}` }))).toEqual(
      JSON.parse(JSON.stringify(await org.api.modules.ops.tasks.get({ id }))),
    )
    await client.close()
  })

  test('nothing is told of what is not there, not theirs, or not for this key', async () => {
    const client = await connect()
    const stranger = await hub.newOrg()
    const { id } = await stranger.api.modules.ops.tasks.create({ title: 'Secret' })
    const readBy = (reader: Client, uri: string) =>
      reader.readResource({ uri }).then(
        () => 'read',
        ({ code }: { code: number }) => code,
      )
    const odd = [
      `hub://record/ops_task/${id}`,
      'hub://record/ops_task/not-an-id',
      `hub://record/auth_user/${id}`,
      'hub://read/organizations.members.list',
      'hub://read/constructor',
      'file:///etc/passwd',
      'https://example.com/',
      'hub://read/credits.balance?x=1',
      '',
    ]
    for (const uri of odd) expect([uri, await readBy(client, uri)]).toEqual([uri, -32_602])
    const little = await connect({ text: await keyOf(org, ['ops.task.read']) })
    expect(await readBy(little, 'hub://read/credits.balance')).toBe(-32_602)
    expect((await little.listResources()).resources.map(({ uri }) => uri)).not.toContain(
      'hub://read/credits.balance',
    )
    await Promise.all([client.close(), little.close()])
  })

  test('a client of a former revision has both as well', async () => {
    const client = new OldClient({ name: 'probe', version: '1' })
    const requestInit = { headers: { authorization: `Bearer ${await keyOf(org)}` } }
    await client.connect(new OldTransport(new URL(`${hub.origin}/mcp`), { requestInit }) as never)
    expect((await client.listPrompts()).prompts.length).toBeGreaterThan(8)
    const { contents } = await client.readResource({ uri: 'hub://read/credits.balance' })
    expect(contents).toMatchObject([{ mimeType: 'application/json' }])
    await client.close()
  })
})
