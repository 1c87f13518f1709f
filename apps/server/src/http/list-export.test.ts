import { sql } from '@hub/db'
import { giveCredits, openSession } from '@hub/api/testing'
import type { TestOrg } from '@hub/api/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

let hub: ServedHub
beforeAll(async () => {
  hub = await serveHub()
})
afterAll(() => hub.stop())

async function open(path: string, userId: string): Promise<Response> {
  const { accessToken } = await openSession(hub.hub, userId)
  return hub.request(path, { headers: { cookie: `hub_access=${accessToken}` } })
}

async function linesOf(path: string, org: TestOrg): Promise<string[]> {
  const answer = await open(path, org.owner.userId)
  expect(answer.status).toBe(200)
  return (await answer.text()).split('\r\n').filter((line) => line !== '')
}

const TASKS = 2_345

/** As many tasks as nobody would click together, every third of them a high one. */
async function withTasks(): Promise<TestOrg> {
  const org = await hub.newOrg()
  await sql`
    insert into ops_task (id, title, notes, status, priority, created_by_id, created_at, updated_at)
    select gen_random_uuid(), 'Count shelf ' || n, '', 'todo', case when n % 3 = 0 then 'high' else 'normal' end,
      ${org.owner.userId}::uuid, now(), now()
    from generate_series(0, ${TASKS}::int - 1) n`.execute(hub.hub.db.org(org.orgId))
  return org
}

describe('an export of a list', () => {
  test('holds every task that the filters let through, each once', async () => {
    const org = await withTasks()
    const all = await linesOf((await org.api.modules.ops.tasks.export({})).path, org)
    expect(all[0]).toMatch(/^Title,Status,Priority,/)
    expect(new Set(all.slice(1).map((line) => line.split(',')[0])).size).toBe(TASKS)
    expect(all).toHaveLength(TASKS + 1)
    const high = await linesOf((await org.api.modules.ops.tasks.export({ priority: 'high' })).path, org)
    expect(high).toHaveLength(Math.ceil(TASKS / 3) + 1)
  })

  test('holds every movement of credits, in the words and sums of the page', async () => {
    const org = await hub.newOrg()
    await giveCredits(hub, org.orgId, { micro: 100_000_000 })
    const calls = 900
    const program = org.as({ door: 'mcp' })
    for (let done = 0; done < calls; done += 100) {
      await Promise.all(Array.from({ length: 100 }, () => program.modules.ops.tasks.list({})))
    }
    const lines = await linesOf((await org.api.credits.export({ kind: 'charge' })).path, org)
    expect(lines[0]).toBe('Number,When,What,Kind,Who,Key,Door,Credits,Left')
    expect(lines).toHaveLength(calls + 1)
    const { items } = await org.api.credits.history({ kind: 'charge', limit: 100 })
    const [newest] = items
    const line = lines.find((one) => one.startsWith(`${newest?.id},`))
    expect(line).toContain(`,List tasks,charge,`)
    expect(line).toContain(`,${(newest?.deltaMicro ?? 0) / 1_000_000},`)
  })

  test('holds the members, and whose second factor is on only for those who may know', async () => {
    const org = await hub.newOrg()
    const viewer = await org.join('viewer')
    const lines = await linesOf((await org.api.organizations.members.export({})).path, org)
    expect(lines).toHaveLength(3)
    expect(lines.filter((line) => line.includes(',no,'))).toHaveLength(2)
    const seen = await open((await viewer.api.organizations.members.export({})).path, viewer.userId)
    expect(await seen.text()).not.toMatch(/,no,/)
  })

  test('has no cell that a sheet would take for a formula', async () => {
    const org = await hub.newOrg()
    for (const title of ['=1+1', '+1', '-1', '@sum', 'a "b", c'])
      await org.api.modules.ops.tasks.create({ title, tag: title.slice(0, 5) })
    const lines = await linesOf((await org.api.modules.ops.tasks.export({})).path, org)
    expect(
      lines
        .slice(1)
        .map((line) => line.slice(0, line.indexOf(',todo')))
        .toSorted(),
    ).toEqual(['"a ""b"", c"', "'+1", "'-1", "'=1+1", "'@sum"].toSorted())
  })

  test('is for the one who asked, once, while they may read it, and stands in the log', async () => {
    const org = await hub.newOrg()
    const member = await org.join('member')
    const stranger = await hub.newOrg()
    await org.api.modules.ops.tasks.create({ title: 'One' })
    const { path } = await member.api.modules.ops.tasks.export({ status: 'open' })
    expect((await open(path, stranger.owner.userId)).status).toBe(404)
    expect((await open(path, member.userId)).status).toBe(200)
    expect((await open(path, member.userId)).status).toBe(404)
    const { items } = await org.api.audit.list({ action: 'ops.task.exported' })
    expect(items).toMatchObject([{ data: { status: 'open' } }])
    const later = await member.api.modules.ops.tasks.export({})
    await org.api.organizations.members.remove({ userId: member.userId })
    expect((await open(later.path, member.userId)).status).toBe(404)
  })

  test('is read while it is sent, page by page', async () => {
    const org = await withTasks()
    const { path } = await org.api.modules.ops.tasks.export({})
    const answer = await open(path, org.owner.userId)
    const reader = answer.body?.getReader()
    const first = await reader?.read()
    await reader?.cancel()
    expect(first?.value?.byteLength).toBeLessThan(100_000)
  })
})
