import { asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'
import type { AuditVerdict } from './schema.ts'
import { tamper } from './testing.ts'

let hub: TestHub
let admin: TestOrg['api']
beforeAll(async () => {
  hub = await startHub()
  const person = await hub.newPerson({ isPlatformAdmin: true })
  admin = hub.api(hub.call({ credential: { kind: 'person', userId: person.userId } }))
})
afterAll(() => hub.stop())

type Filters = Parameters<TestOrg['api']['audit']['list']>[0]

async function worked() {
  const org = await hub.newOrg()
  const member = await org.join('member')
  const task = await org.api.modules.ops.tasks.create({ title: 'T' })
  const other = await org
    .as({ door: 'cli', requestId: 'a-known-request', ip: '203.0.113.7', userAgent: 'curl/8' })
    .modules.ops.tasks.create({ title: 'U' })
  await member.api.modules.ops.tasks.complete({ id: task.id })
  return { org, member, task, other }
}

const numbers = async (org: TestOrg, filters: Filters) =>
  (await org.api.audit.list(filters)).items.map(({ seq }) => seq)

describe('the filters of the audit log (ADM-3)', () => {
  test('find by person, action, door, target, request and day', async () => {
    const { org, member, task, other } = await worked()
    const today = new Date().toISOString().slice(0, 10)
    await expect(numbers(org, { actorId: member.userId })).resolves.toEqual([3])
    await expect(numbers(org, { action: 'ops.task.created' })).resolves.toEqual([2, 1])
    await expect(numbers(org, { action: 'ops.' })).resolves.toEqual([3, 2, 1])
    await expect(numbers(org, { action: 'nothing' })).resolves.toEqual([])
    await expect(numbers(org, { door: 'cli' })).resolves.toEqual([2])
    await expect(numbers(org, { target: task.id })).resolves.toEqual([3, 1])
    await expect(numbers(org, { target: other.id, door: 'cli' })).resolves.toEqual([2])
    await expect(numbers(org, { requestId: 'a-known-request' })).resolves.toEqual([2])
    await expect(numbers(org, { from: today, to: today })).resolves.toEqual([3, 2, 1])
    await expect(numbers(org, { from: '2999-01-01' })).resolves.toEqual([])
    await expect(numbers(org, { to: '2020-01-01' })).resolves.toEqual([])
    await expect(org.api.audit.actions()).resolves.toEqual({
      actions: ['ops.task.completed', 'ops.task.created'],
      words: { 'ops.task.completed': 'Finished a task', 'ops.task.created': 'Created a task' },
    })
  })

  test("find nothing in another organization's log", async () => {
    const [{ task, member }, stranger] = await Promise.all([worked(), hub.newOrg()])
    await expect(numbers(stranger, { target: task.id })).resolves.toEqual([])
    await expect(numbers(stranger, { requestId: 'a-known-request' })).resolves.toEqual([])
    await expect(numbers(stranger, { actorId: member.userId })).resolves.toEqual([])
  })

  test('show address and device to owners only (AUTH-15)', async () => {
    const { org } = await worked()
    const deputy = await org.join('admin')
    const seen = async (api: TestOrg['api']) => {
      const { items } = await api.audit.list({ door: 'cli' })
      return items.map(({ ip, device }) => [ip, device])
    }
    await expect(seen(org.api)).resolves.toEqual([['203.0.113.7', 'curl/8']])
    await expect(seen(deputy.api)).resolves.toEqual([[null, null]])
  })
})

describe('the log of the platform (ADM-3)', () => {
  test("shows its own entries and any organization's, with names, to its administrators only", async () => {
    const { org, task } = await worked()
    const own = await admin.audit.platform.list({ organizationId: org.orgId, target: task.id })
    expect(own.items.map(({ seq, actorName }) => [seq, typeof actorName])).toEqual([
      [3, 'string'],
      [1, 'string'],
    ])
    await admin.admin.credits.adjust({ orgId: org.orgId, amountMicro: 1, reason: 'For the log' })
    const { items } = await admin.audit.platform.list({ target: org.orgId, action: 'credits.adjusted' })
    expect(items).toMatchObject([{ action: 'credits.adjusted', data: { reason: 'For the log' } }])
    expect((await admin.audit.platform.actions({})).actions).toContain('credits.adjusted')
    await expect(org.api.audit.platform.list({})).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(
      admin.audit.platform.list({ organizationId: '01890000-0000-7000-8000-000000000000' }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

async function verdict(org: TestOrg): Promise<AuditVerdict> {
  return org.api.audit.verify({})
}

describe('audit.verify (ADM-3)', () => {
  test('says how many entries are whole, and names the first that is not', async () => {
    const { org } = await worked()
    await expect(verdict(org)).resolves.toMatchObject({
      through: 3,
      nextAfter: null,
      fault: null,
      message: '3 entries, whole.',
    })
    await tamper(hub.database, `update app.audit_entry set data = '{"x": 1}' where org_id = $1 and seq = 2`, [
      org.orgId,
    ])
    const changed = { fault: { seq: 2, kind: 'changed' }, message: 'Entry 2 is not as it was written.' }
    await expect(verdict(org)).resolves.toMatchObject(changed)
    await expect(admin.audit.platform.verify({ organizationId: org.orgId })).resolves.toMatchObject(changed)
    await expect(admin.audit.platform.verify({})).resolves.toMatchObject({ fault: null })
  })

  test('notices that the newest entries are gone', async () => {
    const { org } = await worked()
    // Their addresses hang on them.
    await asSuperuser(hub.database, 'delete from app.audit_subject where org_id = $1', [org.orgId])
    await tamper(hub.database, 'delete from app.audit_entry where org_id = $1 and seq = 3', [org.orgId])
    await expect(verdict(org)).resolves.toMatchObject({ fault: { seq: 3, kind: 'cut' } })
  })

  test('is for owners', async () => {
    const org = await hub.newOrg()
    const deputy = await org.join('admin')
    await expect(deputy.api.audit.verify({})).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})
