import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { appRouter } from '@hub/api/server'
import { giveCredits, issueKey } from '@hub/api/testing'
import type { TestOrg } from '@hub/api/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

let hub: ServedHub
let org: TestOrg
let key: string
beforeAll(async () => {
  hub = await serveHub({ router: appRouter })
})
beforeEach(async () => {
  org = await hub.newOrg()
  key = await keyWith()
  await giveCredits(hub, org.orgId, { micro: 10_000_000 })
})
afterAll(() => hub.stop())

const keyWith = async (scopes?: string[]) =>
  (
    await issueKey(hub.hub, {
      orgId: org.orgId,
      userId: org.owner.userId,
      kind: 'assistant',
      ...(scopes && { scopes }),
    })
  ).text

interface Asked {
  mode?: string | undefined
  message: string
  url?: string | undefined
}
// An alias: an interface has no index signature, which the SDK's results have.
type Elicited = {
  action: 'accept' | 'decline' | 'cancel'
  content?: Record<string, boolean>
}
/** What a person at the client does when they are asked. */
type Person = (asked: Asked) => Promise<Elicited>

interface Options {
  path?: string
  text?: string
  /** How the client can ask; it cannot without it. */
  elicitation?: { form?: Record<string, string>; url?: Record<string, string> }
  person?: Person
}

async function connect({ path = '/mcp', text = key, elicitation, person }: Options = {}): Promise<Client> {
  const client = new Client(
    { name: 'probe', version: '1' },
    { versionNegotiation: { mode: 'auto' }, capabilities: elicitation ? { elicitation } : {} },
  )
  if (person) client.setRequestHandler('elicitation/create', ({ params }) => person(params as Asked))
  const requestInit = { headers: { authorization: `Bearer ${text}` } }
  await client.connect(new StreamableHTTPClientTransport(new URL(`${hub.origin}${path}`), { requestInit }))
  return client
}

const call = async (client: Client, name: string, args: Record<string, unknown>) => {
  const { content, isError, structuredContent } = await client.callTool({ name, arguments: args })
  const [first] = content as { text?: string }[]
  const text = first?.text ?? ''
  return { isError, structuredContent, text, body: JSON.parse(text) as Record<string, unknown> }
}
const titles = async () => (await org.api.modules.ops.tasks.list({})).items.map(({ title }) => title)
const statuses = async () => (await org.api.approvals.list({})).items.map(({ status }) => status)

describe('what a model is told (MCP-2)', () => {
  test.each(['/mcp', '/mcp/x/ops', '/mcp/x/system', '/mcp/x/ops/readonly', '/mcp/x/approvals'])(
    'the instructions at %s name only tools that are there',
    async (path) => {
      const client = await connect({ path })
      const instructions = client.getInstructions() ?? ''
      const names = (await client.listTools()).tools.map(({ name }) => name)
      const named = instructions.match(/\b[a-z]+(?:_[a-z]+)+\b/g) ?? []
      expect(instructions).toContain('Smart AI Hub')
      expect(named.filter((name) => !names.includes(name))).toEqual([])
      expect(instructions.includes('approves')).toBe(names.some((name) => /create|remove/.test(name)))
      await client.close()
    },
  )

  test('writes that may be repeated say so, and those that add something do not', async () => {
    const client = await connect({ path: '/mcp/x/ops' })
    const { tools } = await client.listTools()
    const hints = Object.fromEntries(
      tools.map(({ name, annotations }) => [name, annotations?.idempotentHint]),
    )
    expect(hints).toMatchObject({
      ops_tasks_complete: true,
      ops_tasks_update: true,
      ops_tasks_remove: true,
      ops_tasks_list: true,
      ops_tasks_create: false,
      ops_tasks_comments_add: false,
    })
    await client.close()
  })

  test('an error says what to do next, with tools that are there', async () => {
    const [all, few] = [await connect(), await connect({ path: '/mcp/x/ops' })]
    const asked = await call(all, 'ops_tasks_create', { title: 'Order labels' })
    const approvalId = String(asked.body['approvalId'])
    expect(asked.body).toMatchObject({
      code: 'APPROVAL_REQUIRED',
      next: expect.stringContaining(`Ask approvals_get with {"id":"${approvalId}"}`),
    })
    const there = await call(few, 'ops_tasks_create', { title: 'Order labels' })
    expect(there.body).toMatchObject({ approvalId, next: expect.not.stringContaining('approvals_get') })
    const bad = await call(all, 'ops_tasks_create', { title: '' })
    expect(bad.body).toMatchObject({ code: 'BAD_REQUEST', next: expect.stringContaining('Correct') })
    const elsewhere = await call(all, 'hub_read', { tool: 'ops_tasks_create' })
    expect(elsewhere.body['next']).toBe('Correct what the message says, and call again.')
    const unknown = await call(all, 'hub_describe', { tool: 'ops_tasks_forget' })
    expect(unknown.body).toMatchObject({ code: 'NOT_FOUND', next: expect.stringContaining('with hub_find') })
    const gone = await call(all, 'ops_tasks_complete', { id: org.orgId })
    expect(gone.body).toMatchObject({ code: 'NOT_FOUND', next: expect.stringContaining('Look the id up') })
    await org.api.approvals.approve({ id: approvalId })
    const told = await call(all, 'approvals_get', { id: approvalId })
    expect(told.structuredContent).toMatchObject({ status: 'done', result: { title: 'Order labels' } })
    await Promise.all([all.close(), few.close()])
  })

  test('a list is a table as text, and whole beside it', async () => {
    for (const title of ['One', 'Two', 'Three']) await org.api.modules.ops.tasks.create({ title })
    const client = await connect()
    const { body, structuredContent } = await call(client, 'ops_tasks_list', {})
    expect(body['rows']).toHaveLength(3)
    expect(body['columns']).toContain('title')
    expect(structuredContent).toMatchObject({ items: [{ assigneeAvatarUrl: null }, {}, {}] })
    await client.close()
  })
})

describe('a client that can ask its person', () => {
  const forms = { elicitation: { form: {} } }
  const says = (action: Elicited['action'], approve?: boolean): { asked: Asked[]; person: Person } => {
    const asked: Asked[] = []
    return {
      asked,
      person: async (question) => {
        asked.push(question)
        return { action, ...(approve !== undefined && { content: { approve } }) }
      },
    }
  }

  test('is asked there, with what would be written and its price, and a yes is done once', async () => {
    const { asked, person } = says('accept', true)
    const client = await connect({ ...forms, person })
    const { structuredContent, isError } = await call(client, 'ops_tasks_create', {
      title: 'Order labels',
      dueOn: '2026-11-24',
    })
    expect(isError).toBeFalsy()
    expect(structuredContent).toMatchObject({ title: 'Order labels', createdById: org.owner.userId })
    expect(asked.map(({ message }) => message)).toEqual([
      'Create a task?\nTitle: Order labels\nDue on: Tuesday 24 November 2026\nCosts 0.05 credits.',
    ])
    expect(await titles()).toEqual(['Order labels'])
    const log = await hub.hub.db.org(org.orgId).selectFrom('auditEntry').selectAll().execute()
    expect(log.find(({ action }) => action === 'approval.approved')).toMatchObject({
      actorId: org.owner.userId,
      data: { driver: 'elicitation' },
    })
    await client.close()
  })

  const saidNo = {
    code: 'CONFLICT',
    message: 'The person said no to "Create a task". Nothing was changed.',
    next: 'Do not call it again, unless the person asks for it.',
  }
  const waits = {
    code: 'APPROVAL_REQUIRED',
    message: expect.stringMatching(/waits for a person: approve it at http.+\/approvals\/[0-9a-f-]{36}\./),
    next: expect.stringContaining('Give the person the link.'),
  }
  test.each([
    ['no', { action: 'decline' }, 'declined', saidNo],
    ['no in the form', { action: 'accept', content: { approve: false } }, 'declined', saidNo],
    ['nothing', { action: 'cancel' }, 'pending', waits],
  ] as const)('that answers %s changes nothing', async (...[, answer, status, told]) => {
    const person = async () => answer
    const client = await connect({ ...forms, person })
    const { isError, body } = await call(client, 'ops_tasks_create', { title: 'Order labels' })
    expect(isError).toBe(true)
    expect(body).toMatchObject(told)
    expect(await titles()).toEqual([])
    expect(await statuses()).toEqual([status])
    await client.close()
  })

  test('cannot say yes to what destroys something: that takes the page of the hub', async () => {
    const task = await org.api.modules.ops.tasks.create({ title: 'Old' })
    const { asked, person } = says('accept', true)
    const client = await connect({ ...forms, person })
    const { body } = await call(client, 'ops_tasks_remove', { id: task.id })
    expect(body).toMatchObject({ code: 'APPROVAL_REQUIRED' })
    expect(asked).toEqual([])
    await client.close()
  })

  test('opens the page of the hub where it can, and goes on when its person has decided there', async () => {
    const task = await org.api.modules.ops.tasks.create({ title: 'Old' })
    const opened: Asked[] = []
    const client = await connect({
      elicitation: { url: {} },
      async person(question) {
        opened.push(question)
        const id = question.url?.split('/').at(-1) ?? ''
        await org.api.approvals.approve({ id })
        return { action: 'accept' }
      },
    })
    const { structuredContent } = await call(client, 'ops_tasks_remove', { id: task.id })
    expect(structuredContent).toMatchObject({ id: task.id, removedAt: expect.any(String) })
    expect(opened).toMatchObject([
      {
        mode: 'url',
        url: expect.stringMatching(new RegExp(`^${hub.hub.settings.publicUrl}/o/${org.slug}/approvals/`)),
      },
    ])
    await client.close()
  })

  test('is believed only about what it was asked, with the state the hub gave it', async () => {
    const meta = {
      'io.modelcontextprotocol/protocolVersion': '2026-07-28',
      'io.modelcontextprotocol/clientCapabilities': { elicitation: { form: {} } },
      'io.modelcontextprotocol/clientInfo': { name: 'probe', version: '1' },
    }
    const send = async (text: string, more: object) => {
      const answer = await hub.request('/mcp', {
        method: 'POST',
        headers: {
          authorization: `Bearer ${text}`,
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
          'mcp-protocol-version': '2026-07-28',
          'mcp-method': 'tools/call',
          'mcp-name': 'ops_tasks_create',
        },
        body: JSON.stringify({
          jsonrpc: '2.0',
          id: 1,
          method: 'tools/call',
          params: { name: 'ops_tasks_create', arguments: { title: 'Forged' }, _meta: meta, ...more },
        }),
      })
      return (await answer.json()) as {
        result?: { resultType: string; requestState?: string }
        error?: { code: number }
      }
    }
    const inputResponses = { approval: { action: 'accept', content: { approve: true } } }
    const unasked = await send(key, { inputResponses })
    expect(unasked.result?.resultType).toBe('input_required')
    const requestState = unasked.result?.requestState ?? ''
    const forged = await send(key, { inputResponses, requestState: `${requestState.slice(0, -4)}AAAA` })
    expect(forged.error?.code).toBe(-32_602)
    const member = await org.join('member')
    const { text: theirs } = await issueKey(hub.hub, {
      orgId: org.orgId,
      userId: member.userId,
      kind: 'assistant',
    })
    expect((await send(theirs, { inputResponses, requestState })).error?.code).toBe(-32_602)
    expect(await titles()).toEqual([])
    expect((await send(key, { inputResponses, requestState })).result?.resultType).toBe('complete')
    expect(await titles()).toEqual(['Forged'])
  })
})
