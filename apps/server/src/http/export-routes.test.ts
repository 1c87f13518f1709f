import { openSession } from '@hub/api/testing'
import type { TestOrg } from '@hub/api/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

let hub: ServedHub
let now = new Date()
beforeAll(async () => {
  hub = await serveHub({ now: () => now })
})
afterAll(() => hub.stop())

async function cookieOf(userId: string): Promise<string> {
  now = new Date()
  return `hub_access=${(await openSession(hub.hub, userId)).accessToken}`
}

const open = (path: string, cookie?: string) => hub.request(path, { headers: { ...(cookie && { cookie }) } })

const lines = (text: string) => text.split(/\r?\n/).filter((line) => line !== '')

async function written(): Promise<TestOrg> {
  const org = await hub.newOrg()
  for (const title of ['One', 'Two']) await org.api.modules.ops.tasks.create({ title })
  return org
}

describe('an export of the audit log (ADM-3)', () => {
  test('opens as a sheet, once, for the person who asked, and stands in the log', async () => {
    const org = await written()
    const stranger = await hub.newOrg()
    const cookie = await cookieOf(org.owner.userId)
    const { path } = await org.api.audit.export({ format: 'csv', action: 'ops.task' })
    expect((await open(path)).status).toBe(401)
    expect((await open(path, await cookieOf(stranger.owner.userId))).status).toBe(404)
    const answer = await open(path, cookie)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="audit-[\w-]+\.csv"$/)
    const [head = '', ...rows] = lines(await answer.text())
    expect(head.split(',').slice(0, 3)).toEqual(['seq', 'at', 'action'])
    expect(rows.map((row) => row.split(',')[0])).toEqual(['1', '2'])
    expect((await open(path, cookie)).status).toBe(404)
    const { items } = await org.api.audit.list({ action: 'audit.exported' })
    expect(items).toMatchObject([{ data: { format: 'csv', action: 'ops.task' } }])
  })

  test('is opened by one of 20 at a time', async () => {
    const org = await written()
    const cookie = await cookieOf(org.owner.userId)
    const { path } = await org.api.audit.export({ format: 'jsonl' })
    const answers = await Promise.all(Array.from({ length: 20 }, () => open(path, cookie)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    const good = answers.find(({ status }) => status === 200)
    const entries = lines((await good?.text()) ?? '').map((line) => JSON.parse(line) as { action: string })
    expect(entries.map(({ action }) => action)).toEqual([
      'ops.task.created',
      'ops.task.created',
      'audit.exported',
    ])
  })

  test('gives no cell that a sheet would take for a formula', async () => {
    const org = await hub.newOrg()
    const cookie = await cookieOf(org.owner.userId)
    for (const device of ['=cmd()', '+1', '-1', '@sum', 'a "quoted", b'])
      await org.as({ userAgent: device }).modules.ops.tasks.create({ title: 'T' })
    const { path } = await org.api.audit.export({ format: 'csv' })
    const rows = lines(await (await open(path, cookie)).text()).slice(1, 6)
    expect(rows.map((row) => row.slice(row.search(/,'|,"a/) + 1))).toEqual([
      "'=cmd()",
      "'+1",
      "'-1",
      "'@sum",
      '"a ""quoted"", b"',
    ])
  })

  test('ends after ten minutes, and with the right to read the log', async () => {
    const org = await written()
    const deputy = await org.join('admin')
    const cookie = await cookieOf(deputy.userId)
    const [late, demoted] = [
      await deputy.api.audit.export({ format: 'csv' }),
      await deputy.api.audit.export({ format: 'csv' }),
    ]
    await org.api.organizations.members.changeRole({ userId: deputy.userId, role: 'member' })
    expect((await open(demoted.path, cookie)).status).toBe(404)
    await org.api.organizations.members.changeRole({ userId: deputy.userId, role: 'admin' })
    now = new Date(Date.now() + 10 * 60_000)
    expect((await open(late.path, cookie)).status).toBe(404)
    now = new Date()
  })

  test('of the platform is for its administrators', async () => {
    const { userId } = await hub.newPerson({ isPlatformAdmin: true })
    const org = await written()
    const api = hub.api(hub.call({ credential: { kind: 'person', userId } }))
    const { path } = await api.audit.platform.export({ format: 'jsonl', organizationId: org.orgId })
    const entries = lines(await (await open(path, await cookieOf(userId))).text())
    // The last one says that it was taken.
    expect(entries).toHaveLength(3)
    const taken = [{ target: { organization: org.orgId } }]
    const { items } = await api.audit.platform.list({ action: 'audit.exported' })
    expect(items).toMatchObject(taken)
    expect((await org.api.audit.list({ action: 'audit.exported' })).items).toMatchObject(taken)
  })

  test('is refused to programs', async () => {
    const org = await written()
    await expect(org.as({ door: 'rest' }).audit.export({ format: 'csv' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })
})
