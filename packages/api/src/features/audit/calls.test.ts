import { duringOutage } from '@hub/db/testing'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { sweepCalls } from '../../platform/logs/call-log.ts'
import { giveCredits } from '../../testing/give-credits.ts'
import { issueKey, startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

const asKey = (key: string, door: 'rest' | 'mcp' = 'rest') =>
  hub.api(hub.call({ door, credential: { kind: 'apiKey', key } }))
const callsOf = async (of: Pick<TestOrg, 'api'>, filters = {}) => {
  await hub.hub.calls.flush()
  return (await of.api.audit.calls(filters)).items
}

describe('audit.calls', () => {
  test('shows what a key called, how it ended and what it cost (MCP-3)', async () => {
    const own = await hub.newOrg()
    const { id, text } = await issueKey(hub.hub, { orgId: own.orgId, userId: own.owner.userId })
    await asKey(text).organizations.get({})
    await expect(asKey(text).modules.ops.tasks.get({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await hub.hub.calls.flush()
    expect(await callsOf(own)).toMatchObject([
      {
        procedure: 'modules.ops.tasks.get',
        title: 'Read a task',
        door: 'rest',
        code: 'NOT_FOUND',
        micro: 0,
        apiKeyName: 'Test key',
      },
      { procedure: 'organizations.get', door: 'rest', code: 'OK', micro: 0, ms: expect.any(Number) },
    ])
    expect(await callsOf(own, { failed: true })).toHaveLength(1)
    expect(await callsOf(own, { procedure: 'organizations.get' })).toHaveLength(1)
  })

  test('shows the price of a call by MCP', async () => {
    const own = await hub.newOrg()
    const { text } = await issueKey(hub.hub, {
      orgId: own.orgId,
      userId: own.owner.userId,
      kind: 'assistant',
    })
    await giveCredits(hub, own.orgId, { micro: 1_000_000 })
    await asKey(text, 'mcp').modules.ops.tasks.list({})
    expect(await callsOf(own)).toMatchObject([
      { procedure: 'modules.ops.tasks.list', door: 'mcp', code: 'OK', micro: 10_000 },
    ])
  })

  test('keeps nothing of calls by people or by keys that are not live', async () => {
    const own = await hub.newOrg()
    await own.api.organizations.get({})
    await expect(asKey('hub_key_nonsense').organizations.get({})).rejects.toMatchObject({
      code: 'UNAUTHORIZED',
    })
    expect(await callsOf(own)).toEqual([])
  })

  test('shows a member only the calls of their own keys', async () => {
    const own = await hub.newOrg()
    const member = await own.join('member')
    const theirs = await issueKey(hub.hub, { orgId: own.orgId, userId: member.userId })
    const owners = await issueKey(hub.hub, { orgId: own.orgId, userId: own.owner.userId })
    await asKey(theirs.text).organizations.get({})
    await asKey(owners.text).organizations.get({})
    expect(await callsOf(member)).toHaveLength(1)
    expect(await callsOf(own)).toHaveLength(2)
  })

  test('keeps calls while the database is away and writes them after', async () => {
    const own = await hub.newOrg()
    const call = {
      orgId: own.orgId,
      at: new Date(),
      apiKeyId: own.orgId,
      userId: own.owner.userId,
      door: 'rest',
      procedure: 'x.y',
      ms: 1,
      code: 'OK',
      micro: 0,
      requestId: 'a',
    } as const
    await duringOutage({ adminUrl: inject('adminUrl'), databaseUrl: hub.database.adminUrl }, async () => {
      hub.hub.calls.add(call)
      await hub.hub.calls.flush()
    })
    expect(await callsOf(own)).toMatchObject([{ procedure: 'x.y', title: 'x.y', apiKeyName: 'removed key' }])
  })

  test('writes many calls in batches, none lost', async () => {
    const own = await hub.newOrg()
    for (let n = 0; n < 450; n += 1) {
      hub.hub.calls.add({
        orgId: own.orgId,
        at: new Date(),
        apiKeyId: own.orgId,
        userId: own.owner.userId,
        door: 'mcp',
        procedure: 'x.y',
        ms: n,
        code: 'OK',
        micro: 0,
        requestId: String(n),
      })
    }
    await hub.hub.calls.flush()
    const { rows } = await hub.hub.db
      .org(own.orgId)
      .selectFrom('apiCall')
      .select(({ fn }) => fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow()
    expect(Number(rows)).toBe(450)
  })

  test('forgets calls after 90 days', async () => {
    const own = await hub.newOrg()
    const at = new Date('2026-01-01T00:00:00Z')
    hub.hub.calls.add({
      orgId: own.orgId,
      at,
      apiKeyId: own.orgId,
      userId: own.owner.userId,
      door: 'mcp',
      procedure: 'x.y',
      ms: 1,
      code: 'OK',
      micro: 0,
      requestId: 'a',
    })
    await hub.hub.calls.flush()
    await sweepCalls(hub.hub.db, new Date('2026-03-31T00:00:00Z'))
    expect(await callsOf(own)).toHaveLength(1)
    await sweepCalls(hub.hub.db, new Date('2026-04-02T00:00:00Z'))
    expect(await callsOf(own)).toEqual([])
  })
})
